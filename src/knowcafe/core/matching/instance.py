"""A problem in numbers: indices in canonical order, and sets of people as the bits of integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from knowcafe.core.matching import rules
from knowcafe.core.matching.canonical import Order, canonical, digest
from knowcafe.core.matching.problem import Need, Opening, Person, Problem


@dataclass(frozen=True)
class Instance:
    """One problem (or one independent part of it), ready to be searched. Indices are 0-based.

    allowed[p]: openings person p may be seated in, ascending, pins included. holders[o]: bits of
    the people allowed in o. clashes[o]: bits of the openings that overlap o in time, o included.
    week[o]: the week by index. delay[o]: weeks after the plan's first.
    owner[n]: need n's person; owned[p]: p's needs. helpers[n]: bits of those who meet need n by
    sharing its owner's table. helped[p]: needs p could meet; owners[p]: bits of their owners.
    value[n]: weeks relieved when n is met. where[n]: openings that suit the owner and a helper
    together. wait[p]: the longest wait among p's needs that have such an opening, -1 if none.
    apart[p]: bits of people who may not share a table with p. pinned[o]: bits of the people a
    host has put in o. professionals, askers: bits of those who are, who have a need.
    """

    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    openings: tuple[Opening, ...]
    problem: Problem
    allowed: list[list[int]]
    holders: list[int]
    clashes: list[int]
    week: list[int]
    delay: list[int]
    owner: list[int]
    owned: list[list[int]]
    helpers: list[int]
    helped: list[list[int]]
    owners: list[int]
    apart: list[int]
    value: list[int]
    where: list[list[int]]
    wait: list[int]
    pinned: list[int]
    professionals: int
    askers: int
    signature: int
    known_fresh: dict[int, int] = field(default_factory=dict)

    def pair(self, p: int, q: int) -> int:
        """One number for two people, in either order."""
        return p * len(self.people) + q if p < q else q * len(self.people) + p

    def fresh(self, pair: int) -> int:
        """Thousandths of a new acquaintance if a pair meets; worked out when first asked for."""
        found = self.known_fresh.get(pair)
        if found is None:
            one, other = (self.people[k] for k in divmod(pair, len(self.people)))
            met = self.problem.met.get(frozenset((one.id, other.id)))
            found = rules.freshness(one, other, met, self.problem.limits)
            self.known_fresh[pair] = found
        return found


def bits(members: int) -> list[int]:
    """The indices of the bits set in `members`, ascending."""
    found = []
    while members:
        low = members & -members
        found.append(low.bit_length() - 1)
        members ^= low
    return found


def instance(problem: Problem, first: datetime) -> Instance:
    """Put `problem` into numbers; `first` is when the whole plan begins."""
    order = canonical(problem)
    people, needs, openings = order.people, order.needs, order.openings
    at = {p.id: k for k, p in enumerate(people)}
    allowed = _allowed(problem, order)
    holders = [sum(1 << p for p, os in enumerate(allowed) if o in os) for o in range(len(openings))]
    apart = [0] * len(people)
    for pair in problem.apart:
        one, other = (at[p] for p in pair)
        apart[one] |= 1 << other
        apart[other] |= 1 << one
    helpers = [_helpers(people, n, at[n.person], apart) for n in needs]
    owner = [at[n.person] for n in needs]
    helped: list[list[int]] = [[] for _ in people]
    for n, who in enumerate(helpers):
        for p in bits(who):
            helped[p].append(n)
    owned: list[list[int]] = [[] for _ in people]
    for n, p in enumerate(owner):
        owned[p].append(n)
    slots = {s.id: s for s in problem.slots}
    weeks = sorted({slots[o.slot].week for o in openings}, key=lambda w: _first_of(problem, w))
    where = [[o for o in allowed[owner[n]] if holders[o] & who] for n, who in enumerate(helpers)]
    opening_at = {o.id: k for k, o in enumerate(openings)}
    pinned = [0] * len(openings)
    for person, opening in problem.pins:
        pinned[opening_at[opening]] |= 1 << at[person]
    reachable_waits = [
        max((needs[n].waiting_weeks for n in mine if where[n]), default=-1) for mine in owned
    ]
    return Instance(
        people=people,
        needs=needs,
        openings=openings,
        problem=problem,
        allowed=allowed,
        holders=holders,
        clashes=_clashes(problem, openings),
        week=[weeks.index(slots[o.slot].week) for o in openings],
        delay=[rules.weeks_until(slots[o.slot], first) for o in openings],
        owner=owner,
        owned=owned,
        helpers=helpers,
        helped=helped,
        owners=[sum(1 << p for p in {owner[n] for n in mine}) for mine in helped],
        apart=apart,
        value=[rules.weeks_relieved(n, people[owner[k]]) for k, n in enumerate(needs)],
        where=where,
        wait=reachable_waits,
        pinned=pinned,
        professionals=sum(1 << k for k, p in enumerate(people) if p.professional),
        askers=sum(1 << k for k, mine in enumerate(owned) if mine),
        signature=int(digest(order.colours[p.id] for p in people), 16),
    )


def _allowed(problem: Problem, order: Order) -> list[list[int]]:
    allowed = []
    for person in order.people:
        mine = []
        for k, opening in enumerate(order.openings):
            key = (person.id, opening.id)
            if key in problem.pins or (
                rules.suits(person, opening) and key not in problem.forbidden
            ):
                mine.append(k)
        allowed.append(mine)
    return allowed


def _helpers(people: Sequence[Person], need: Need, owner: int, apart: list[int]) -> int:
    found = 0
    for k, person in enumerate(people):
        if k == owner or apart[owner] >> k & 1:
            continue
        if rules.knows(person, need) and rules.shares_language(person, people[owner]):
            found |= 1 << k
    return found


def _first_of(problem: Problem, week: str) -> datetime:
    return min(s.starts for s in problem.slots if s.week == week)


def _clashes(problem: Problem, openings: Sequence[Opening]) -> list[int]:
    slots = {s.id: s for s in problem.slots}
    return [
        sum(1 << k for k, b in enumerate(openings) if rules.clash(slots[a.slot], slots[b.slot]))
        for a in openings
    ]
