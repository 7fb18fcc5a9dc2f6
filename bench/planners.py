"""The policies that `bench.turnout` compares with ours, and a clock to hold beside each."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import process_time

from bench.london import TABLE, World
from knowcafe.core.turnout import COSTS, Aim, Ask, Evening, Guest, Heads, Kind, heads, how_many
from knowcafe.core.turnout.rehearsal import DayBefore, DaysAhead, Now, Place, Planner, Policy


@dataclass
class Fixed:
    """So many seats, and a freed one is offered once to the list: what systems do today."""

    places: int = TABLE
    asks_the_question: bool = False
    tells_reserves_later: bool = False
    seats_only: bool = False
    forecasts: list[tuple[float, ...]] = field(default_factory=list)

    def days_ahead(self, _now: DaysAhead) -> tuple[int, int]:
        return self.places, 0

    def day_before(self, now: DayBefore) -> int:
        freed = max(0, self.places - len(now.holders))
        return min(freed, len(now.waiting) + len(now.late))

    def learn(self, evening: Evening, heads: int) -> None:
        """Learns nothing."""


@dataclass
class Baseline(Planner):
    """Everybody who gets a place is told to come at once; each decision stands by itself.

    `band`: the count with the best chance of an even table; else the largest with P(>10) ≤ dial.
    """

    band: bool = False
    tells_reserves_later: bool = False

    def days_ahead(self, now: DaysAhead) -> tuple[int, int]:
        crowd, requests, invited = self._first_lists(now)
        least = min(len(requests), TABLE - len(now.ahead))
        count = self._count(crowd, [*requests, *invited], least)
        return min(count, len(requests)), max(0, count - len(requests))

    def day_before(self, now: DayBefore) -> int:
        crowd, lists = self._last_lists(now)
        return self._count(crowd, [ask for asks in lists.values() for ask in asks], None)

    def _count(self, crowd: Heads, asks: list[Ask], least: int | None) -> int:
        limit, seat = (1.0, 0.0) if self.band else (self.dial, 1.0)
        made = how_many(crowd, asks, Aim(limit=limit, seat=seat), least=least or 0)
        if least is None:
            self.spent.append(made.over)
            self.forecasts.append(made.chances)
        return made.count


@dataclass
class Oracle(Planner):
    """Ours with every true probability of the world, but not its luck."""

    world: World | None = None

    def guest(self, place: Place, now: Now, *, answered: bool) -> Guest:
        chance = self._chance(now.week, place.person, place.days, reserve=not place.seated)
        return Guest(chance, self._world.habits.said(place.answer)) if answered else Guest(chance)

    def sure(self, person: int, days: int, now: Now, *, reserve: bool) -> Ask:
        return Ask(1.0, self._chance(now.week, person, days, reserve=reserve))

    def ask(self, kind: Kind, who: int, days: int, now: Now, *, reserve: bool) -> Ask:
        habits = self._world.habits
        accept = {Kind.OFFER: habits.offer, Kind.INVITATION: habits.invitation,
                  Kind.LATE_INVITATION: habits.invitation * habits.tomorrow,
                  Kind.SHORT_NOTICE: habits.short_notice}  # fmt: skip
        cost = COSTS.get(kind, 0.0)
        return Ask(accept[kind], self._chance(now.week, who, days, reserve=reserve), cost)

    def crowd(self, guests: list[Guest], witnesses: list[Guest]) -> Heads:
        habits = self._world.habits
        return heads(guests, spread=habits.shock, walk_ins=habits.walk_ins, witnesses=witnesses)

    def _chance(self, week: int, person: int, days: int, *, reserve: bool) -> float:
        return self._world.chance(week, person, days, reserve=reserve, shock=False)

    @property
    def _world(self) -> World:
        if self.world is None:
            raise ValueError("an oracle needs a world to know")
        return self.world


@dataclass
class Clocked:
    """A policy as it is, and how long it took to decide."""

    policy: Policy
    cpu_seconds: float = 0.0

    def __post_init__(self) -> None:
        self.asks_the_question = self.policy.asks_the_question
        self.tells_reserves_later = self.policy.tells_reserves_later
        self.seats_only = self.policy.seats_only
        self.forecasts = self.policy.forecasts

    def days_ahead(self, now: DaysAhead) -> tuple[int, int]:
        start = process_time()
        made = self.policy.days_ahead(now)
        self.cpu_seconds += process_time() - start
        return made

    def day_before(self, now: DayBefore) -> int:
        start = process_time()
        made = self.policy.day_before(now)
        self.cpu_seconds += process_time() - start
        return made

    def learn(self, evening: Evening, heads: int) -> None:
        self.policy.learn(evening, heads)
