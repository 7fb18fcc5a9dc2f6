"""The policies that `bench.turnout` compares, ours and those it is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from bench.evenings import DayBefore, FiveDays, Place
from bench.london import FLOOR, TABLE, World
from knowcafe.core.turnout import (
    DIAL,
    SEAT,
    Aim,
    Ask,
    Evening,
    Guest,
    Heads,
    History,
    Kind,
    Model,
    Table,
    allowance,
    heads,
    how_many,
)


@dataclass
class Fixed:
    """So many seats, and a freed one is offered once to the list: what systems do today."""

    places: int = TABLE
    asks_the_question: bool = False
    tells_reserves_later: bool = False

    def five_days(self, now: FiveDays) -> tuple[int, int]:
        return self.places, 0

    def day_before(self, now: DayBefore) -> int:
        freed = max(0, self.places - len(now.holders))
        return min(freed, len(now.waiting) + len(now.late))

    def learn(self, evening: Evening, heads: int) -> None:
        """Learns nothing."""


@dataclass(frozen=True)
class Ways:
    """How a planner decides. `band`: by the chance of an even table, else by the quantile P(>10) ≤
    dial. `invites`: dormant members too. `later`: reserves are told the day before, else at once.
    `most`: places besides the ten seats. `count_on`: share of late requests counted on."""

    band: bool = True
    invites: bool = True
    later: bool = True
    most: int = 6
    share: float = 1.0
    dial: float = DIAL
    seat: float = SEAT
    over: float = 0.5
    first_cost: float = 0.0005
    last_cost: float = 0.0005
    count_on: float = 0.3


@dataclass
class Planner:
    """Ours, as the product runs it; its baselines are the same with less."""

    ways: Ways = Ways()
    personal: float = 8.0
    model: Model = field(default_factory=Model)
    spent: list[float] = field(default_factory=list)
    happened: list[bool] = field(default_factory=list)
    forecasts: list[tuple[float, ...]] = field(default_factory=list)
    asks_the_question: bool = True

    def __post_init__(self):
        self.model=replace(self.model,personal_weight=self.personal)

    @property
    def tells_reserves_later(self) -> bool:
        return self.ways.later

    def guest(self, place: Place, now: FiveDays | DayBefore, *, answered: bool) -> Guest:
        answer = place.answer if answered else None
        past = now.history.get(place.person, History())
        return self.model.guest(
            place.days, reserve=not place.seated, history=past, answer=answer
        )

    def ask(self, kind: Kind | None, person: int, days: int, now: FiveDays | DayBefore,
            *, reserve: bool = False, cost: float = 0.0) -> Ask:  # fmt: skip
        """One person who could be asked; `kind` None is somebody who has already asked."""
        past = now.history.get(person, History())
        if kind is None:
            return self.model.sure(days, reserve=reserve, history=past)
        return self.model.ask(kind, days, reserve=reserve, cost=cost)

    def crowd(self, guests: list[Guest], week: int, expected: float = 0.0) -> Heads:
        return self.model.heads(guests, expected=expected)

    def five_days(self, now: FiveDays) -> tuple[int, int]:
        ways = self.ways
        room = TABLE * now.tables
        ahead = [self.guest(p, now, answered=False) for p in now.ahead]
        late = ways.count_on * self.model.late.mean * self.model.showing.rate
        free = max(0, room - len(now.ahead))
        beyond = min(ways.most, round(ways.share * max(0, len(now.requests) - free)))
        places = min(len(now.requests), free + beyond) if ways.later else len(now.requests)
        spare = ways.invites and places == len(now.requests)
        invited = now.invitable if spare else []
        requests = [
            self.ask(None, p, 5, now, reserve=len(ahead) + k >= room)
            for k, p in enumerate(now.requests)
        ]
        invitations = [self.ask(Kind.INVITATION, p, 5, now, cost=ways.first_cost) for p in invited]
        crowd = self.crowd(ahead, now.week, late if ways.band else 0.0)
        if ways.later:
            count = self._decide(
                crowd, [*requests[:places], *invitations], now.tables, least=places, limit=1.0,
                over=ways.over,
            )  # fmt: skip
            return places, count - places
        least = min(len(requests), max(0, room - len(ahead)))
        count = self._decide(crowd, [*requests, *invitations], now.tables, least=least,
                             limit=ways.dial)  # fmt: skip
        return min(count, len(requests)), max(0, count - len(requests))

    def day_before(self, now: DayBefore) -> int:
        ways = self.ways
        guests = [self.guest(p, now, answered=True) for p in now.holders]
        asks = [
            Ask(1.0, _posterior(self.guest(p, now, answered=True))) for p in now.reserves
        ]
        kinds = (
            (Kind.OFFER, now.waiting, 0.0),
            (None, now.late, 0.0),
            (Kind.SHORT_NOTICE, now.agreed, ways.last_cost),
            (Kind.LATE_INVITATION, now.invitable if ways.invites else [], ways.last_cost),
        )
        for kind, people, cost in kinds:
            for person in people:
                beyond = len(asks) >= now.seats
                asks.append(self.ask(kind, person, 1, now, reserve=beyond, cost=cost))
        limit = allowance(self.spent, self.happened, dial=ways.dial) if ways.band else ways.dial
        return self._decide(
            self.crowd(guests, now.week), asks, now.tables, limit=limit, last=True
        )

    def _decide(self, crowd: Heads, asks: list[Ask], tables: int, *, limit: float,
                least: int = 0, over: float = 0.0, last: bool = False) -> int:  # fmt: skip
        ways = self.ways
        aim = Aim(Table(FLOOR, TABLE, tables), limit, ways.seat, over)
        if not ways.band:
            aim = replace(aim, seat=1.0)
        made = how_many(crowd, asks, aim, least=least)
        if last:
            self.spent.append(made.over)
            self.forecasts.append(made.chances)
        return made.count

    def learn(self, evening: Evening, heads: int) -> None:
        self.happened.append(heads > TABLE)
        self.model = self.model.after(evening)


@dataclass
class Oracle(Planner):
    """The same decisions with every true probability of the world, but not its luck."""

    world: World | None = None

    def guest(self, place: Place, now: FiveDays | DayBefore, *, answered: bool) -> Guest:
        world = self._world
        chance = world.chance(
            now.week, place.person, place.days, reserve=not place.seated, shock=False
        )
        return Guest(chance, world.rules.said(place.answer)) if answered else Guest(chance)

    def ask(self, kind: Kind | None, person: int, days: int, now: FiveDays | DayBefore,
            *, reserve: bool = False, cost: float = 0.0) -> Ask:  # fmt: skip
        rules = self._world.rules
        accept = {None: 1.0, Kind.OFFER: rules.offer, Kind.INVITATION: rules.invitation,
                  Kind.LATE_INVITATION: rules.invitation / 2, Kind.SHORT_NOTICE: 0.25}  # fmt: skip
        chance = self._world.chance(now.week, person, days, reserve=reserve, shock=False)
        return Ask(accept[kind], chance, cost)

    def crowd(self, guests: list[Guest], week: int, expected: float = 0.0) -> Heads:
        rules = self._world.rules
        return heads(guests, spread=rules.shock, walk_ins=rules.walk_ins + expected)

    @property
    def _world(self) -> World:
        if self.world is None:
            raise ValueError("an oracle needs a world to know")
        return self.world


def _posterior(guest: Guest) -> float:
    """P(comes) after the answer."""
    comes, stays = guest.said
    odds = np.divide(guest.chance * comes, (1 - guest.chance) * stays)
    return float(odds / (1 + odds))
