"""Chapters: where cafés are held, when, and by whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from knowcafe.accounts.models import Person
from knowcafe.core.calendar import WallClock

LARGEST_TABLE = 10
"""Everyone who sits down is counted, professionals and facilitator included."""


FLOOR = 5
"""With fewer heads a café is thin, where its host says nothing else."""

MOST_TABLES = 9
"""Side by side in one room at one time."""


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def visible_to(self, person: Person | None) -> ChapterQuerySet:
        """Open chapters; closed ones only to their members and to the network's leads."""
        if person is None:
            return self.filter(is_open=True)
        if person.is_lead:
            return self
        mine = Member.objects.filter(chapter=OuterRef("pk"), person=person)
        return self.filter(Q(is_open=True) | Exists(mine))


class Chapter(models.Model):
    """A group of people who meet, with the clock of the place where they do.

    Its place, link and door are what new cafés begin with; each café may have its own. A place
    that is not public (a home) is told to those who hold a seat.

    A café with fewer than `floor` people is thin; more people than the table has may come to so
    many in a hundred. `evens_out`: the software asks, fills and calls up. `acts_alone`: it may
    invite people to a café whose week no host has published, at most `most_asked` of them.
    `calls_off_alone`: a café that stays thin is called off without a host.
    """

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    zone = models.CharField(max_length=60)
    is_open = models.BooleanField(default=True)
    place = models.CharField(max_length=200)
    access = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=300, blank=True)
    is_place_public = models.BooleanField(default=True)
    has_open_door = models.BooleanField(default=True)
    table_size = models.PositiveSmallIntegerField(
        default=LARGEST_TABLE,
        validators=[MinValueValidator(2), MaxValueValidator(LARGEST_TABLE)],
    )
    floor = models.PositiveSmallIntegerField(
        default=FLOOR,
        validators=[MinValueValidator(2), MaxValueValidator(LARGEST_TABLE)],
    )
    most_over_percent = models.PositiveSmallIntegerField(
        default=3, validators=[MaxValueValidator(20)]
    )
    evens_out = models.BooleanField(default=True)
    acts_alone = models.BooleanField(default=False)
    calls_off_alone = models.BooleanField(default=False)
    most_asked = models.PositiveSmallIntegerField(default=20)
    opened_at = models.DateTimeField()

    objects = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(table_size__gte=2, table_size__lte=LARGEST_TABLE),
                name="chapter_table_of_2_to_10",
            ),
            models.CheckConstraint(
                condition=Q(floor__gte=2, floor__lte=models.F("table_size")),
                name="chapter_floor_of_2_to_table",
            ),
            models.CheckConstraint(
                condition=Q(most_over_percent__lte=20), name="chapter_over_at_most_20_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def on_the_wall(self, at: datetime) -> datetime:
        """An instant on this chapter's clock."""
        return at.astimezone(ZoneInfo(self.zone))


class Member(models.Model):
    """Somebody who belongs to a chapter, perhaps as one of its hosts."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    is_host = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "person"], name="one_membership_a_chapter")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.chapter_id}"


class Series(models.Model):
    """A café every week at the same time on the wall: one table, or up to so many in one room."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    tables = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "weekday", "starts"], name="one_series_at_a_time"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="series_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(tables__gte=1, tables__lte=MOST_TABLES), name="series_of_1_to_9_tables"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H:%M}"

    def dates(self, today: date, *, days: int) -> list[date]:
        """Its days from today on, holidays not taken out; today itself included."""
        begin = max(today, self.first_on)
        first = begin + timedelta(days=(self.weekday - begin.weekday()) % 7)
        end = today + timedelta(days=days)
        if self.last_on:
            end = min(end, self.last_on + timedelta(days=1))
        return [first + timedelta(days=n) for n in range(0, max(0, (end - first).days), 7)]

    def begins(self, on: date) -> datetime:
        """The instant it begins on a day."""
        return WallClock(on, self.starts, self.chapter.zone).utc


class Holiday(models.Model):
    """A day on which a chapter does not meet."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chapter", "on"], name="one_holiday_a_day")]

    def __str__(self) -> str:
        return f"{self.on}"
