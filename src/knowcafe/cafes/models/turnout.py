"""What the software foresees and does about turn-out."""

from __future__ import annotations

from django.db import models

from knowcafe.cafes.models.tables import Cafe
from knowcafe.chapters.models import Chapter


class Step(models.Model):
    """One thing the software has done to even out a café, once; what it foresaw and whom it asked.

    `chances[k]` is P(k heads) after it, `over` P(more than the table); `asked` counts by kind;
    of a letter to hosts, whether it said that the software calls off.
    """

    class Name(models.TextChoices):
        WAVE = "wave"
        QUESTION = "question"
        EVENING = "evening"
        MORNING = "morning"
        LAST = "last"
        THIN = "thin"

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    name = models.CharField(max_length=8, choices=Name)
    at = models.DateTimeField()
    chances = models.JSONField(default=list)
    over = models.FloatField(default=0)
    asked = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cafe", "name"], name="one_step_a_cafe")]

    def __str__(self) -> str:
        return f"{self.name} of {self.cafe_id}"


class Outlook(models.Model):
    """How many are likely to come, as of now: `chances[k]` is P(k heads)."""

    cafe = models.OneToOneField(Cafe, on_delete=models.CASCADE)
    at = models.DateTimeField()
    chances = models.JSONField()

    def __str__(self) -> str:
        return f"outlook of {self.cafe_id}"


class Learned(models.Model):
    """What a chapter's past evenings say about turn-out: core.turnout's `Model` in plain values."""

    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE)
    at = models.DateTimeField()
    model = models.JSONField()
    evenings = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"turn-out of {self.chapter_id}"
