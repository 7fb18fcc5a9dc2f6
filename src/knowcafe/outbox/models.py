"""Letters waiting to leave."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> MessageQuerySet:
        """Waiting, and not in another worker's hands."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, state=Message.State.WAITING, due_at__lte=now)


class Message(models.Model):
    """One letter to one person. `key` makes it unique: the same letter is never written twice.

    `calendar` is an iCalendar text; `stop_link` takes the POST of one-click unsubscribing;
    a letter that nobody asked for has one, and no other letter has. A code
    to sign in with leaves before everything else, is never held, and is erased once it is sent.

    `lease` is a fencing token: it grows with every worker that takes the letter up, and only the
    worker that holds the latest may say how it ended.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        HELD = "held"  # too late to be of use: a person decides
        FAILED = "failed"

    key = models.CharField(max_length=80, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    stop_link = models.URLField(max_length=300, blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    is_code = models.BooleanField(default=False)
    chapter_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    good_until = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="message_due"),
            models.Index(fields=["to", "written_at"], name="message_to"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"
