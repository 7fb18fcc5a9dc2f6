"""Who runs a café beside its hosts, and who sat with whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models.tables import Cafe
from knowcafe.chapters.models import Chapter


class Facilitator(models.Model):
    """Somebody a host lets run one café."""

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "person"], name="facilitates_a_cafe_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} runs {self.cafe_id}"


class Met(models.Model):
    """Two people shared a table in so many rounds of one evening: `one` has the smaller id."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="met_set")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="met_by_set")
    on = models.DateField()
    times = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "met"
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "one", "other", "on"], name="met_once_a_day"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="met_in_order"),
        ]
        indexes = [models.Index(fields=["chapter", "on"], name="met_in_chapter")]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"
