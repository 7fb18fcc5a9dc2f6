"""The policies that `bench.turnout` compares, ours and those it is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.evenings import AGREED_ACCEPT, DayBefore, FiveDays, Place
from bench.london import FLOOR, TABLE, World
from knowcafe.core.turnout import (
    COSTS,
    DIAL,
    Aim,
    Answer,
    Ask,
    Evening,
    Guest,
    Heads,
    History,
    Kind,
    Model,
    Rule,
    Table,
    allowance,
    day_before,
    five_days_ahead,
    heads,
    how_many,
)

Now = FiveDays | DayBefore


@dataclass
class Fixed:
    """So many seats, and a freed one is offered once to the list: what systems do today."""

    places: int = TABLE
    asks_the_question: bool = False
    tells_reserves_later: bool = False
    seats_only: bool = False
    forecasts: list[tuple[float, ...]] = field(default_factory=list)

    def five_days(self, _now: FiveDays) -> tuple[int, int]:
        return self.places, 0

    def day_before(self, now: DayBefore) -> int:
        freed = max(0, self.places - len(now.holders))
        return min(freed, len(now.waiting) + len(now.late))

    def learn(self, evening: Evening, heads: int) -> None:
        """Learns nothing."""


@dataclass
class Planner:
    """Ours: the model and the two decisions of `core.turnout`, as the product calls them."""

    rule: Rule = field(default_factory=Rule)
    dial: float = DIAL
    seats_only: bool = False
    asks_the_question: bool = True
    tells_reserves_later: bool = True
    invites: bool = True
    model: Model = field(default_factory=Model)
    spent: list[float] = field(default_factory=list)
    happened: list[bool] = field(default_factory=list)
    forecasts: list[tuple[float, ...]] = field(default_factory=list)

    def guest(self, place: Place, now: Now, *, answered: bool) -> Guest:
        """A term of the sum, from what the application has stored."""
        past = now.history.get(place.person, History())
        answer = Answer(place.answer) if answered else None
        return self.model.guest(place.days, reserve=not place.seated, history=past, answer=answer)

    def sure(self, person: int, days: int, now: Now, *, reserve: bool) -> Ask:
        past = now.history.get(person, History())
        return self.model.sure(days, reserve=reserve, history=past)

    def ask(self, kind: Kind, _who: int, days: int, _now: Now, *, reserve: bool) -> Ask:
        cost = COSTS.get(kind, 0.0)
        return self.model.ask(kind, days, reserve=reserve, cost=cost)

    def crowd(self, guests: list[Guest], witnesses: list[Guest]) -> Heads:
        return self.model.heads(guests, witnesses)

    def _rule(self, tables: int) -> Rule:
        rule = self.rule
        return Rule(Table(FLOOR, TABLE, tables), rule.reserves, rule.seat, rule.later)

    def _first_lists(self, now: FiveDays) -> tuple[Heads, list[Ask], list[Ask]]:
        crowd = self.crowd([self.guest(p, now, answered=False) for p in now.ahead], [])
        free = TABLE - len(now.ahead)
        requests = [self.sure(p, 5, now, reserve=k >= free) for k, p in enumerate(now.requests)]
        beyond = len(requests) >= free
        members = now.invitable if self.invites else []
        invited = [self.ask(Kind.INVITATION, p, 5, now, reserve=beyond) for p in members]
        return crowd, requests, invited

    def five_days(self, now: FiveDays) -> tuple[int, int]:
        crowd, requests, invited = self._first_lists(now)
        rule = self._rule(1)
        made = five_days_ahead(crowd, requests, invited, held=len(now.ahead), rule=rule)
        return made.places, made.invitations

    def _last_lists(self, now: DayBefore) -> tuple[Heads, dict[str, list[Ask]]]:
        told = [self.guest(p, now, answered=True) for p in (*now.holders, *now.gone)]
        waits = [self.guest(p, now, answered=True) for p in now.reserves]
        crowd = self.crowd(told, waits)
        reserves = [Ask(1.0, guest.likely) for guest in waits]
        taken = len(reserves)

        def beyond(people: list[int]) -> list[tuple[int, bool]]:
            nonlocal taken
            placed = [(p, taken + k >= now.seats) for k, p in enumerate(people)]
            taken += len(people)
            return placed

        waiting = [self.ask(Kind.OFFER, p, 1, now, reserve=r) for p, r in beyond([*now.waiting])]
        late = [self.sure(p, 1, now, reserve=r) for p, r in beyond([*now.late])]
        agreed = [
            self.ask(Kind.SHORT_NOTICE, p, 1, now, reserve=r) for p, r in beyond([*now.agreed])
        ]
        members = [*now.invitable] if self.invites else []
        others = [self.ask(Kind.LATE_INVITATION, p, 1, now, reserve=r) for p, r in beyond(members)]
        return crowd, {"reserves": reserves, "waiting": waiting, "late": late, "agreed": agreed,
                       "invitations": others}  # fmt: skip

    def day_before(self, now: DayBefore) -> int:
        crowd, lists = self._last_lists(now)
        limit = allowance(self.spent, self.happened, dial=self.dial)
        made = day_before(crowd, **lists, limit=limit, rule=self._rule(now.tables))
        self.spent.append(made.decision.over)
        self.forecasts.append(made.decision.chances)
        return made.count

    def learn(self, evening: Evening, heads: int) -> None:
        self.happened.append(heads > TABLE)
        self.model = self.model.after(evening)


@dataclass
class Baseline(Planner):
    """Everybody who gets a place is told to come at once; each decision stands by itself.

    `band`: the count with the best chance of an even table; else the largest with P(>10) ≤ dial.
    """

    band: bool = False
    tells_reserves_later: bool = False

    def five_days(self, now: FiveDays) -> tuple[int, int]:
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
        return Guest(chance, self._world.rules.said(place.answer)) if answered else Guest(chance)

    def sure(self, person: int, days: int, now: Now, *, reserve: bool) -> Ask:
        return Ask(1.0, self._chance(now.week, person, days, reserve=reserve))

    def ask(self, kind: Kind, who: int, days: int, now: Now, *, reserve: bool) -> Ask:
        rules = self._world.rules
        accept = {Kind.OFFER: rules.offer, Kind.INVITATION: rules.invitation,
                  Kind.LATE_INVITATION: rules.invitation / 2,
                  Kind.SHORT_NOTICE: AGREED_ACCEPT}  # fmt: skip
        cost = COSTS.get(kind, 0.0)
        return Ask(accept[kind], self._chance(now.week, who, days, reserve=reserve), cost)

    def crowd(self, guests: list[Guest], witnesses: list[Guest]) -> Heads:
        rules = self._world.rules
        return heads(guests, spread=rules.shock, walk_ins=rules.walk_ins, witnesses=witnesses)

    def _chance(self, week: int, person: int, days: int, *, reserve: bool) -> float:
        return self._world.chance(week, person, days, reserve=reserve, shock=False)

    @property
    def _world(self) -> World:
        if self.world is None:
            raise ValueError("an oracle needs a world to know")
        return self.world
