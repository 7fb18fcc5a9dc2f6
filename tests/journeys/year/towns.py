"""What there is in the year: towns with their clocks, tables with their people. Not read from rows.

Every instant is worked out here from the clock on the wall, by the standard library alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Weekly:
    weekday: int
    starts: time
    minutes: int
    tables: int = 1


@dataclass
class Town:
    """A chapter as its people know it. People are their addresses."""

    slug: str
    name: str
    zone: str
    seats: int
    weeklies: tuple[Weekly, ...]
    hosts: list[str] = field(default_factory=list)
    holidays: set[date] = field(default_factory=set)
    last_on: dict[int, date] = field(default_factory=dict)

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def wall(self, now: datetime) -> time:
        return now.astimezone(ZoneInfo(self.zone)).time()

    def days_ahead(self, now: datetime, *, days: int) -> Iterator[tuple[Weekly, date]]:
        """Every day in so many days on which it meets, whose café has not begun."""
        today = self.today(now)
        for n in range(days):
            on = today + n * A_DAY
            if on in self.holidays or on > self.last_on.get(on.weekday(), date.max):
                continue
            for weekly in self.weeklies:
                if weekly.weekday == on.weekday() and self.at(on, weekly.starts) > now:
                    yield weekly, on


@dataclass
class Asked:
    """An invitation. `has_left` once its letter is out of the house, `is_open` until an answer."""

    letter: int
    until: datetime
    at: datetime
    as_helper: bool = False
    keeps_seat: bool = True
    has_left: bool = False
    is_open: bool = True


@dataclass
class Table:
    """A café as its people know it. `came` is who came, once a host has noted it."""

    id: int
    town: Town
    weekly: Weekly
    on: date
    number: int
    held: dict[str, datetime] = field(default_factory=dict)
    kept: dict[str, Asked] = field(default_factory=dict)
    waiting: dict[str, datetime] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    helping: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    steps: dict[str, datetime] = field(default_factory=dict)
    is_off: bool = False
    noted_at: datetime | None = None
    came: set[str] = field(default_factory=set)
    is_thanked: bool = False

    @cached_property
    def begins(self) -> datetime:
        return self.town.at(self.on, self.weekly.starts)

    @cached_property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.weekly.minutes)

    @property
    def free(self) -> int:
        return self.town.seats - len(self.held) - len(self.kept)

    @property
    def here(self) -> set[str]:
        return {*self.held, *self.kept}

    @cached_property
    def reserves_told(self) -> datetime:
        """By 14:00 on the day, or three hours before."""
        return min(self.town.at(self.on, time(14)), self.begins - timedelta(hours=3))

    @property
    def last_call(self) -> datetime:
        return self.reserves_told - timedelta(hours=1)

    @cached_property
    def evening_before(self) -> datetime:
        return self.town.at(self.on - A_DAY, time(20))

    def kept_until(self, now: datetime) -> datetime:
        """48 hours, at most until the evening before; with less than four hours to it, until the
        last call.
        """
        is_early = now + timedelta(hours=4) <= self.evening_before
        return min(now + timedelta(hours=48), self.evening_before if is_early else self.last_call)

    @property
    def is_planned(self) -> bool:
        return any(asked.keeps_seat for asked in self.asked.values())

    @cached_property
    def monday(self) -> date:
        return self.on - self.on.weekday() * A_DAY

    def __str__(self) -> str:
        return f"{self.town.slug} {self.on} table {self.number} (café {self.id})"


@dataclass(frozen=True)
class Week:
    """A town's week; its host plans it."""

    town: Town
    monday: date

    def __hash__(self) -> int:
        return hash((self.town.slug, self.monday))

    @property
    def name(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{self.town.slug}:{year}-W{number:02}"


@dataclass(frozen=True)
class QuarterAhead:
    """The quarter after this one: three months, begun in the week of its first Thursday."""

    town: Town
    year: int
    number: int

    @classmethod
    def after(cls, town: Town, now: datetime) -> QuarterAhead:
        today = town.today(now)
        thursday = today + (3 - today.weekday()) * A_DAY
        number = (thursday.month - 1) // 3 + 1
        return cls(town, thursday.year + number // 4, number % 4 + 1)

    @property
    def name(self) -> str:
        return f"{self.town.slug}:{self.year}-Q{self.number}"

    @property
    def monday(self) -> date:
        first = date(self.year, 3 * self.number - 2, 1)
        thursday = first + ((3 - first.weekday()) % 7) * A_DAY
        return thursday - 3 * A_DAY

    def __hash__(self) -> int:
        return hash(self.name)


LONDON_SUNDAY = Weekly(6, time(11), 90)
LONDON_THURSDAY = Weekly(3, time(18, 30), 90, tables=2)
NEW_YORK_MONDAY = Weekly(0, time(12, 30), 60)
