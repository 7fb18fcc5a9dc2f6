"""Cafés, their seats, and who waits for one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Q

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import LARGEST_TABLE, Chapter, Series
from knowcafe.core.calendar import WallClock

TOLD_BY = time(14)
"""When reserves are told on the day, on the chapter's clock…"""

BEFORE = timedelta(hours=3)
"""…or so long before the café, whichever is earlier."""


class CafeQuerySet(models.QuerySet["Cafe"]):
    def visible_to(self, person: Person | None) -> CafeQuerySet:
        """The cafés of the chapters somebody may see."""
        return self.filter(chapter__in=Chapter.objects.visible_to(person))

    def upcoming(self, now: datetime) -> CafeQuerySet:
        """Not begun yet, the next first."""
        return self.filter(starts_at__gt=now).order_by("starts_at", "pk")

    def with_free(self) -> CafeQuerySet:
        """Each with `free`, its empty seats, counted."""
        empty = Q(seat__person=None)
        counted: dict[str, Any] = {"free": Count("seat", filter=empty)}
        return self.select_related("chapter").annotate(**counted)


class Cafe(models.Model):
    """One table on one day. It has as many seats as rows of `Seat`, made when it is published."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL)
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    access = models.CharField(max_length=300, blank=True)
    table_size = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()

    free: int  # empty seats, where `with_free` has counted them

    objects = CafeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "on"], name="one_cafe_a_day_of_a_series"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="cafe_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["chapter", "starts_at"], name="cafe_upcoming")]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.on}"

    @property
    def starts(self) -> datetime:
        """On the chapter's clock."""
        return self.chapter.on_the_wall(self.starts_at)

    @property
    def ends(self) -> datetime:
        """On the chapter's clock."""
        return self.chapter.on_the_wall(self.ends_at)

    @property
    def reserves_told_at(self) -> datetime:
        """By when reserves know whether a seat has come free, on the chapter's clock."""
        afternoon = WallClock(self.starts.date(), TOLD_BY, self.chapter.zone).local
        return min(afternoon, self.chapter.on_the_wall(self.starts_at - BEFORE))


class Seat(models.Model):
    """A chair with a number. Booking fills an empty one, so that an eleventh cannot exist."""

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    taken_at = models.DateTimeField(null=True)
    asked_with = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=LARGEST_TABLE), name="seat_1_to_10"
            ),
            models.UniqueConstraint(fields=["cafe", "number"], name="one_seat_a_number"),
            models.UniqueConstraint(fields=["cafe", "person"], name="one_seat_a_person"),
        ]

    def __str__(self) -> str:
        return f"seat {self.number} of {self.cafe_id}"


class Reserve(models.Model):
    """Somebody who knows that the table is full and would come if a seat comes free."""

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    asked_with = models.CharField(max_length=40, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "person"], name="one_reserve_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} waits for {self.cafe_id}"
