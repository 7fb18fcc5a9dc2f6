"""What a set of seats is worth, straight from the problem: the referee, apart from the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

from knowcafe.core.matching import rules
from knowcafe.core.matching.plan import Score, Seat
from knowcafe.core.matching.problem import COMPANY, Need, Opening, Person, Problem


def tables(seats: Iterable[Seat]) -> dict[str, list[str]]:
    """The people at each held café, by opening, both in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for seat in sorted(seats, key=lambda s: (s.opening, s.person)):
        found[seat.opening].append(seat.person)
    return dict(found)


def helps(problem: Problem, people: dict[str, Person], helper: str, need: Need) -> bool:
    """Whether `helper`, at one table with the need's owner, meets it."""
    if helper == need.person or frozenset((helper, need.person)) in problem.apart:
        return False
    one, owner = people[helper], people[need.person]
    return rules.knows(one, need) > 0 and rules.shares_language(one, owner)


def answers(problem: Problem, seats: Iterable[Seat]) -> dict[str, list[tuple[str, list[str]]]]:
    """For each need met: the openings where it is, earliest first, and who there can meet it."""
    people = {p.id: p for p in problem.people}
    owned = defaultdict(list)
    for need in problem.needs:
        owned[need.person].append(need)
    starts = {s.id: s.starts for s in problem.slots}
    slot = {o.id: o.slot for o in problem.openings}
    held = tables(seats)
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for opening in sorted(held, key=lambda o: (starts[slot[o]], o)):
        for owner in held[opening]:
            for need in owned[owner]:
                able = [q for q in held[opening] if helps(problem, people, q, need)]
                if able:
                    found[need.id].append((opening, able))
    return dict(found)


def rooms(problem: Problem) -> dict[str, frozenset[str]]:
    """The openings each person may be seated in: those that suit, not forbidden, and pins."""
    by_slot: dict[str, list[Opening]] = defaultdict(list)
    for opening in problem.openings:
        by_slot[opening.slot].append(opening)
    pins: dict[str, set[str]] = defaultdict(set)
    for who, where in problem.pins:
        pins[who].add(where)
    found = {}
    for person in problem.people:
        near = (o for slot in person.free for o in by_slot[slot])
        fit = {
            o.id
            for o in near
            if rules.suits(person, o) and (person.id, o.id) not in problem.forbidden
        }
        found[person.id] = frozenset(fit | pins[person.id])
    return found


def reachable(problem: Problem) -> set[str]:
    """The needs that some opening could answer: it suits the owner and a helper together."""
    people = {p.id: p for p in problem.people}
    free = rooms(problem)
    able: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in problem.people:
        for topic in sorted({o.topic for o in person.offers} | {COMPANY}):
            for opening in free[person.id]:
                able[opening, topic].append(person.id)
    return {
        need.id
        for need in problem.needs
        if any(
            helps(problem, people, q, need)
            for opening in free[need.person]
            for q in able[opening, need.topic]
        )
    }


def score(problem: Problem, seats: Collection[Seat]) -> Score:
    """The objectives of `Score` for these seats."""
    people = {p.id: p for p in problem.people}
    met = answers(problem, seats)
    needs = {n.id: n for n in problem.needs}
    met_needs = [needs[n] for n in met]
    served = {n.person for n in met_needs}
    within = reachable(problem)
    left = [n.waiting_weeks for n in problem.needs if n.id in within and n.person not in served]
    slots = {s.id: s for s in problem.slots}
    openings = {o.id: o for o in problem.openings}
    first = min((s.starts for s in problem.slots), default=None)
    until = {
        n: rules.weeks_until(slots[openings[rooms[0][0]].slot], first)
        for n, rooms in met.items()
        if first is not None
    }
    askers = {n.person for n in problem.needs}
    held = tables(seats)
    given = Counter(s.person for s in seats if people[s.person].professional)
    pairs = {frozenset(pair) for here in held.values() for pair in combinations(here, 2)}
    return Score(
        urgent=sum(n.urgent for n in met_needs),
        worst=max(left, default=-1),
        needs=len(met),
        relieved=sum(rules.weeks_relieved(n, people[n.person]) - until[n.id] for n in met_needs),
        seated=len(askers & {s.person for s in seats}),
        empty=sum((openings[o].seats - len(here)) ** 2 for o, here in held.items()),
        load=sum(n * n for n in given.values()),
        fresh=sum(_freshness(problem, people, pair) for pair in pairs),
    )


def _freshness(problem: Problem, people: dict[str, Person], pair: frozenset[str]) -> int:
    one, other = (people[p] for p in pair)
    return rules.freshness(one, other, problem.met.get(pair), problem.limits)
