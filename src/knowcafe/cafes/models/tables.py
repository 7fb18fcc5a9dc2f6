"""Cafés, their seats, and who waits for one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import LARGEST_TABLE, Chapter, Series
from knowcafe.core.calendar import WallClock

TOLD_BY = time(14)
"""When reserves are told on the day, on the chapter's clock…"""

BEFORE = timedelta(hours=3)
"""…or so long before the café, whichever is earlier."""

DAYBREAK = time(8)
"""Who would have to be told before this is told on the evening before."""

KEPT = timedelta(hours=48)
"""So long an invitation keeps a seat…"""

EVENING = time(20)
"""…but never beyond the evening before, so that the next can still be asked…"""

TIME_TO_ANSWER = timedelta(hours=4)
"""…unless that evening would leave less than this. Then it keeps it until the last call:"""

LAST_CALL = timedelta(hours=1)
"""so long before reserves are told no seat is kept any more, and all that are left are theirs."""

TOO_NEAR = timedelta(hours=1)
"""With less than this to answer nobody is asked any more: reserves and the door decide."""

WAVE = (5, time(10))
"""So many days before, at this time on the chapter's clock, members are invited,"""

QUESTION = (1, time(9))
"""…everybody with a place is asked whether they come,"""

FILLING = (1, time(17))
"""…what is missing is asked for, and whoever is not needed is told;"""

BACKFILL = (0, time(9))
"""…on the day once more."""


class CafeQuerySet(models.QuerySet["Cafe"]):
    def visible_to(self, person: Person | None) -> CafeQuerySet:
        """The published cafés of the chapters somebody may see."""
        chapters = Chapter.objects.visible_to(person)
        return self.filter(chapter__in=chapters).exclude(published_at=None)

    def upcoming(self, now: datetime) -> CafeQuerySet:
        """Not begun yet and not called off, the next first."""
        ahead = self.filter(starts_at__gt=now, called_off_at=None)
        return ahead.order_by("starts_at", "pk")

    def with_free(self) -> CafeQuerySet:
        """Each with `held`, `free` and `waiting` counted: seats somebody holds; seats kept for
        nobody; reserves.
        """
        empty = Q(seat__person=None, seat__kept_for=None)
        waits = Reserve.objects.filter(cafe=OuterRef("pk")).order_by().values("cafe")
        counted: dict[str, Any] = {
            "free": Count("seat", filter=empty),
            "held": Count("seat", filter=~Q(seat__person=None)),
            "waiting": Coalesce(Subquery(waits.annotate(count=Count("pk")).values("count")), 0),
        }
        return self.select_related("chapter", "outlook").annotate(**counted)


class Cafe(models.Model):
    """One table on one day. It has as many seats as rows of `Seat`, made when it is published.

    A table of a series that is not published yet is an opening: a plan may use it, nobody sees it.
    `sequence` grows with every change of time or place, for people's calendars. One that is called
    off keeps its page and has no seats any more. `is_left_alone`: a host wants the software to ask
    nobody else. `second_facilitator` would open a second table, should one be needed.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL)
    on = models.DateField()
    table = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    access = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=300, blank=True)
    is_place_public = models.BooleanField(default=True)
    has_open_door = models.BooleanField(default=True)
    read_first = models.URLField(max_length=300, blank=True)
    question = models.CharField(max_length=200, blank=True)
    table_size = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    noted_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)
    is_left_alone = models.BooleanField(default=False)
    second_facilitator = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="second_table_set"
    )

    free: int  # empty seats, where `with_free` has counted them
    held: int  # seats somebody holds, likewise
    waiting: int  # reserves, likewise

    objects = CafeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "on", "table"], name="one_cafe_a_table"),
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

    def is_too_near(self, now: datetime) -> bool:
        """Whether somebody who is asked now would have less than an hour to answer."""
        return now + TOO_NEAR > self.last_call

    def kept_until(self, now: datetime) -> datetime:
        """Until when a seat is kept for somebody who is asked now, on the chapter's clock."""
        before = min(self._evening_before, self.last_call)
        latest = before if now + TIME_TO_ANSWER <= before else self.last_call
        return min(self.chapter.on_the_wall(now + KEPT), latest)

    @property
    def wave_at(self) -> datetime:
        """When members are invited, on the chapter's clock."""
        return self._on_clock(WAVE)

    @property
    def question_at(self) -> datetime:
        """When everybody with a place is asked whether they come, on the chapter's clock."""
        return self._on_clock(QUESTION)

    @property
    def evening_at(self) -> datetime:
        """When it is decided, the day before, how many more are asked; on the chapter's clock."""
        return self._on_clock(FILLING)

    @property
    def morning_at(self) -> datetime:
        """When that is decided once more on the day, on the chapter's clock; before the last call,
        however early a café is.
        """
        return min(self._on_clock(BACKFILL), self.last_call)

    def _on_clock(self, due: tuple[int, time]) -> datetime:
        days, at = due
        return WallClock(self.starts.date() - timedelta(days=days), at, self.chapter.zone).local

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def reserves_told_at(self) -> datetime:
        """By when reserves know whether a seat has come free, on the chapter's clock; of an early
        café on the evening before, since nobody is written to at night.
        """
        afternoon = WallClock(self.starts.date(), TOLD_BY, self.chapter.zone).local
        told = min(afternoon, self.chapter.on_the_wall(self.starts_at - BEFORE))
        return self._evening_before if told.time() < DAYBREAK else told

    @property
    def _evening_before(self) -> datetime:
        return self._on_clock((1, EVENING))

    @property
    def last_call(self) -> datetime:
        """When the last invitations end, on the chapter's clock: reserves are told after it."""
        return self.chapter.on_the_wall(self.reserves_told_at - LAST_CALL)


class Seat(models.Model):
    """A chair with a number. Booking fills an empty one, so that an eleventh cannot exist.

    A seat is kept for somebody who is invited and has not answered yet.
    """

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    kept_for = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="kept_seat_set"
    )
    taken_at = models.DateTimeField(null=True)
    asked_with = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=LARGEST_TABLE), name="seat_1_to_10"
            ),
            models.UniqueConstraint(fields=["cafe", "number"], name="one_seat_a_number"),
            models.UniqueConstraint(fields=["cafe", "person"], name="one_seat_a_person"),
            models.UniqueConstraint(fields=["cafe", "kept_for"], name="one_kept_seat_a_person"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(kept_for=None), name="seat_held_or_kept"
            ),
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
