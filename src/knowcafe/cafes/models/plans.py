"""A drafted week, and what a host has fixed in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models.tables import Cafe
from knowcafe.chapters.models import Chapter


class Plan(models.Model):
    """A draft of one chapter's week. Every change makes a new one that follows the last, so that
    undoing is going back; one of them is published, once.

    `week_of` is the week's Monday. `bound` is what was proven when it was made: urgent, worst and
    needs, as core.matching's `Bound`, of which problem, and with which cafés.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    week_of = models.DateField()
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    bound = models.JSONField()
    undone_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "week_of"],
                condition=Q(published_at__isnull=False),
                name="one_published_plan_a_week",
            )
        ]
        indexes = [models.Index(fields=["chapter", "week_of"], name="plan_of_week")]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.week_of}"


class Placement(models.Model):
    """Somebody at a table of a plan. Why they sit there is read from needs and know-how."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE)
    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "cafe", "person"], name="placed_once_a_table")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.cafe_id}"


class Wish(models.Model):
    """What a host has fixed in a plan: somebody at a table, or somebody not at it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE)
    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    is_ban = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "cafe", "person"], name="one_wish_a_table")
        ]

    def __str__(self) -> str:
        return f"{'not ' if self.is_ban else ''}{self.person_id} at {self.cafe_id}"
