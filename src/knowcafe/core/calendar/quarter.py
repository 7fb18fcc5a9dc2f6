"""Calendar quarters: how often availability is asked and time given is stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowcafe.core.calendar.week import Week

_WRITTEN = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months; quarter 1 begins in January."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Raise `ValueError` where there is no such quarter."""
        if not (1 <= self.number <= 4 and 1 <= self.year <= 9998):
            raise ValueError(f"not a quarter: {self.year}, {self.number}")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read “2026-Q4” (or “2026Q4”); raises `ValueError` on anything else."""
        found = _WRITTEN.fullmatch(text.strip().upper())
        if not found:
            raise ValueError(f"not a quarter such as 2026-Q4: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks that belong to the quarter: 13 as a rule, now and then 12 or 14.

        A week belongs where its Thursday falls (ISO's own rule for years), so every week belongs
        to exactly one quarter.
        """
        first = Week.containing(self.first_day + timedelta(days=3))
        beyond = Week.containing(self.next().first_day + timedelta(days=3))
        return tuple(first.next(n) for n in range((beyond.monday - first.monday).days // 7))

    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"
