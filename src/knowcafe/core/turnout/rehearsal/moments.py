"""What a policy is shown at each of a week's two decisions, and what is noted of a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from knowcafe.core.turnout.model import Answer, Evening
from knowcafe.core.turnout.rates import History
from knowcafe.core.turnout.rehearsal.world import USUAL_DAYS


@dataclass(slots=True)
class Place:
    """Somebody who said they would come: since when they wait (None: invited), days of notice."""

    person: int
    days: int
    since: int | None
    seated: bool = True
    answer: int = Answer.SILENT
    came: bool | None = None
    called_up: bool = False


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """The first decision: who already has a seat, who asks for one (waiting longest first)."""

    week: int
    ahead: Sequence[Place]
    requests: Sequence[int]
    invitable: Sequence[int]
    history: dict[int, History]
    days: int = USUAL_DAYS


@dataclass(frozen=True, slots=True)
class DayBefore:
    """The day before, after the answers: who is coming and, in order, who could be asked.

    `holders` were told to come, `reserves` that they would hear; none of them said no, all of
    `gone` did.
    `seats` are free for those who are asked now, in this order: reserves, waiting, late, agreed,
    invitable.
    """

    week: int
    holders: Sequence[Place]
    reserves: Sequence[Place]
    gone: Sequence[Place]
    waiting: Sequence[int]
    late: Sequence[int]
    agreed: Sequence[int]
    invitable: Sequence[int]
    history: dict[int, History]
    seats: int
    tables: int


class Policy(Protocol):
    """Two numbers a week."""

    asks_the_question: bool
    tells_reserves_later: bool
    seats_only: bool
    forecasts: list[tuple[float, ...]]

    def days_ahead(self, now: DaysAhead, /) -> tuple[int, int]:
        """How many of the requests get a seat or a reserve's place; how many to invite."""

    def day_before(self, now: DayBefore, /) -> int:
        """How many to ask now."""

    def learn(self, evening: Evening, heads: int) -> None:
        """What happened."""


@dataclass
class Diary:
    """What happened, week by week."""

    heads: list[int] = field(default_factory=list)
    counted: list[int | None] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    waits: list[tuple[int, int]] = field(default_factory=list)
    first_waits: list[tuple[int, int]] = field(default_factory=list)
    came: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    most_seats: int = 0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another café each week within reach: what was forecast the day before, and its heads."""

    forecasts: Sequence[Sequence[float]]
    heads: Sequence[int]
