"""ISO 8601 weeks: the rhythm in which cafés are planned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})-?W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Monday to Sunday, numbered as ISO 8601 does: week 1 holds the year's first Thursday.

    `year` is the ISO year, which around New Year may differ from the calendar's.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Raise `ValueError` where the year has no such week."""
        date.fromisocalendar(self.year, self.number, 7)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read “2026-W48” (or “2026W48”); raises `ValueError` on anything else."""
        found = _WRITTEN.fullmatch(text.strip().upper())
        if not found:
            raise ValueError(f"not a week such as 2026-W48: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Week:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, Monday first."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    def next(self, weeks: int = 1) -> Week:
        """The week so many weeks later, earlier if negative."""
        return Week.containing(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"
