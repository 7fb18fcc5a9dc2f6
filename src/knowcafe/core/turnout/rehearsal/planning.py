"""The product's policy: what a chapter has learned and the two decisions, week by week."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowcafe.core.turnout.asking import DIAL, Table, allowance
from knowcafe.core.turnout.deciding import Rule, day_before, five_days_ahead
from knowcafe.core.turnout.heads import Ask, Guest, Heads
from knowcafe.core.turnout.model import COSTS, Answer, Evening, Kind, Model
from knowcafe.core.turnout.rates import History
from knowcafe.core.turnout.rehearsal.moments import DayBefore, DaysAhead, Place
from knowcafe.core.turnout.rehearsal.terms import Terms

Now = DaysAhead | DayBefore


@dataclass
class Planner:
    """The model and the two decisions of `core.turnout`, as the product calls them."""

    rule: Rule = field(default_factory=Rule)
    dial: float = DIAL
    seats_only: bool = False
    asks_the_question: bool = True
    tells_reserves_later: bool = True
    invites: bool = True
    calls_up: bool = True
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
        table = Table(rule.table.floor, rule.table.seats, tables)
        return Rule(table, rule.reserves, rule.seat, rule.later)

    def _first_lists(self, now: DaysAhead) -> tuple[Heads, list[Ask], list[Ask]]:
        crowd = self.crowd([self.guest(p, now, answered=False) for p in now.ahead], [])
        free, days = self.rule.table.seats - len(now.ahead), now.days
        requests = [self.sure(p, days, now, reserve=k >= free) for k, p in enumerate(now.requests)]
        beyond = len(requests) >= free
        members = now.invitable if self.invites else []
        invited = [self.ask(Kind.INVITATION, p, days, now, reserve=beyond) for p in members]
        return crowd, requests, invited

    def days_ahead(self, now: DaysAhead) -> tuple[int, int]:
        crowd, requests, invited = self._first_lists(now)
        rule = self._rule(1)
        made = five_days_ahead(crowd, requests, invited, held=len(now.ahead), rule=rule)
        return made.places, made.invitations

    def _last_lists(self, now: DayBefore) -> tuple[Heads, dict[str, list[Ask]]]:
        answered = self.asks_the_question
        told = [self.guest(p, now, answered=answered) for p in self._told(now)]
        waits = [self.guest(p, now, answered=answered) for p in now.reserves]
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

    def _told(self, now: DayBefore) -> list[Place]:
        """Who was told to come; also who said no, where that was an answer to a question."""
        return [*now.holders, *now.gone] if self.asks_the_question else [*now.holders]

    def day_before(self, now: DayBefore) -> int:
        """How many to ask now, under what is left of the dial; where nobody is called up,
        only as many as there are seats.
        """
        crowd, lists = self._last_lists(now)
        limit = allowance(self.spent, self.happened, dial=self.dial)
        made = day_before(crowd, **lists, limit=limit, rule=self._rule(now.tables))
        self.spent.append(made.decision.over)
        self.forecasts.append(made.decision.chances)
        return made.count if self.calls_up else now.seats

    def learn(self, evening: Evening, heads: int) -> None:
        self.happened.append(heads > self.rule.table.seats)
        self.model = self.model.after(evening)


def planner(terms: Terms, model: Model) -> Planner:
    """The policy on these terms, beginning with what the chapter has learned."""
    return Planner(
        Rule(terms.tables(), reserves=terms.reserves),
        terms.dial,
        seats_only=not terms.reserves,
        asks_the_question=terms.question,
        invites=terms.invitations,
        calls_up=terms.calls_up,
        model=model,
    )
