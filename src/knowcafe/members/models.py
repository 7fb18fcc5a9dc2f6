"""What members need, what they know, and when they are free."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.matching import DONE_IT, FOR_A_LIVING

MOST_OPEN_NEEDS = 3


class Profile(models.Model):
    """How a member would like to be seen and asked. Who has none is asked and not named.

    `role` is said of them at the table (“accountant”). A professional gives know-how for a living.
    `agrees_to_short_notice`: may be asked the day before, when a chair would stay empty.
    `is_only_known`: brought in from a list, and not been here themselves yet; once they come by
    they are asked like everybody.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    role = models.CharField(max_length=60, blank=True)
    is_professional = models.BooleanField(default=False)
    may_show_name = models.BooleanField(default=False)
    paused_until = models.DateField(null=True)
    wants_invitations = models.BooleanField(default=True)
    agrees_to_short_notice = models.BooleanField(default=False)
    is_only_known = models.BooleanField(default=False)
    languages = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"profile of {self.member_id}"

    def is_paused(self, today: date) -> bool:
        """Paused until a day means: asked again on that day."""
        return self.paused_until is not None and today < self.paused_until


class NeedQuerySet(models.QuerySet["Need"]):
    def open(self) -> NeedQuerySet:
        return self.filter(closed_at=None)


class Need(models.Model):
    """Something a member would like help with. `text` is theirs; `for_table` others may know.

    `topic` is a topic's id of core.topics' tree, or “company”.
    """

    class End(models.TextChoices):
        MET = "met"
        WITHDRAWN = "withdrawn"

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    text = models.TextField(max_length=2000)
    topic = models.CharField(max_length=60)
    for_table = models.CharField(max_length=120)
    is_urgent = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_with = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_as = models.CharField(max_length=9, choices=End, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(topic=""), name="need_has_a_topic"),
            models.UniqueConstraint(
                fields=["member", "asked_with"],
                condition=~Q(asked_with=""),
                name="need_sent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"need {self.pk} of {self.member_id}"


class Offer(models.Model):
    """A topic a member can help with, and how deep it goes."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    topic = models.CharField(max_length=60)
    depth = models.PositiveSmallIntegerField(default=DONE_IT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_offer_a_topic"),
            models.CheckConstraint(
                condition=Q(depth__gte=DONE_IT, depth__lte=FOR_A_LIVING), name="offer_depth"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} of {self.member_id}"


class Availability(models.Model):
    """How many cafés a member would give in a quarter (“2026-Q4”). It ends with the quarter."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    quarter = models.CharField(max_length=7)
    cap = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "availabilities"
        constraints = [
            models.UniqueConstraint(fields=["member", "quarter"], name="one_availability_a_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.quarter}"


class FreeDate(models.Model):
    """A day of a series on which a member can come."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, on_delete=models.CASCADE)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "series", "on"], name="free_once_a_date")
        ]
        indexes = [models.Index(fields=["series", "on"], name="free_on_a_date")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.on}"


class Apart(models.Model):
    """Somebody who would rather not sit with somebody else. Nobody else is shown it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    other = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="apart_said_once")]

    def __str__(self) -> str:
        return f"{self.member_id} apart from {self.other_id}"


class Lesson(models.Model):
    """What a chapter's corrections taught, ready to guess with; the timetable writes it.

    `learned_to` and `learned_of` are the last correction it knows and how many.
    """

    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE)
    learned_to = models.BigIntegerField()
    learned_of = models.PositiveIntegerField()
    tree = models.CharField(max_length=64)
    taught = models.BinaryField()
    learned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.learned_of} corrections in {self.chapter_id}"


class Correction(models.Model):
    """A topic somebody chose for their own words where it was not our first guess.

    It keeps no person. The timetable teaches core.topics from these rows.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    text = models.TextField(max_length=2000)
    topic = models.CharField(max_length=60)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.topic} in {self.chapter_id}"
