"""What people said they would do next, and how it went."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters.models import Chapter

A_WEEK = timedelta(days=7)
"""So long after a café people are asked how it went."""

NEAR = timedelta(days=2)
"""A day somebody named themselves, so near to that, takes its place: nobody is asked twice."""


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, person: Person | None) -> CommitmentQuerySet:
        """Everybody's own; hosts read nobody's."""
        return self.filter(person=person) if person else self.none()


class Commitment(models.Model):
    """One next step of somebody at one café; “next step” on pages.

    `text` is what they said, in one line; the rest was added by those who wanted: “When `cue`, I
    will `action`; if `obstacle`, then `plan`”, the day it is for, who asks how it went, and how
    sure they are. `who` is how the café's own taps call them. Somebody without an account is a
    first name, for the opening of the next café, and is forgotten soon after.

    `on_asked_at` and `week_asked_at` are when the two letters about it were written.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    who = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    cue = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=300, blank=True)
    obstacle = models.CharField(max_length=300, blank=True)
    plan = models.CharField(max_length=300, blank=True)
    on = models.DateField(null=True)
    buddy = models.CharField(max_length=60, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    on_asked_at = models.DateTimeField(null=True)
    week_asked_at = models.DateTimeField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "who"], name="one_next_step_a_cafe"),
            models.UniqueConstraint(fields=["cafe", "person"], name="one_next_step_a_person"),
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_something"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=1, confidence__lte=5),
                name="confidence_of_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["chapter", "made_at"], name="next_step_of_chapter")]

    def __str__(self) -> str:
        return f"next step {self.pk} of {self.cafe_id}"

    @property
    def week_on(self) -> date:
        """A week after the café."""
        return self.cafe.on + A_WEEK

    @property
    def has_own_day(self) -> bool:
        """Whether they named a day on which they can be reminded: one after the café."""
        return self.on is not None and self.on > self.cafe.on


class Outcome(models.Model):
    """How it went, as they said it themselves; the latest counts, the earlier ones are kept."""

    class Kind(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        DROPPED = "dropped"
        CHANGED = "changed"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE)
    kind = models.CharField(max_length=7, choices=Kind)
    line = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["commitment", "at"], name="outcome_of_next_step")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.commitment_id}"


class Unreminded(models.Model):
    """Somebody who wants no letters about their next steps, from any chapter."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "unreminded"

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since}"
