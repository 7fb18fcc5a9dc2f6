"""The proof before a plan is saved: every rule, checked from the problem, knowing no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from knowcafe.core.matching import rules, scoring
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.plan import Plan, Seat
from knowcafe.core.matching.problem import Need, Person, Problem


class Rule(Enum):
    """The rules a plan can break."""

    UNKNOWN = "unknown"  # a seat names a person or an opening the problem has not
    TWICE = "twice"  # the same seat is listed twice
    FULL = "full"  # more people than seats
    NOT_FREE = "not_free"  # the person has not said they can come then, there, in that language
    FORBIDDEN = "forbidden"  # a host has ruled this seat out
    CLASH = "clash"  # one person in two cafés that overlap
    CAP = "cap"  # more cafés in a week, or in all, than the person gives
    APART = "apart"  # two people who must not share a table do
    PIN = "pin"  # a host's pin is not kept
    FEWEST = "fewest"  # a table smaller than the limit
    PROFESSIONALS = "professionals"  # more than their share of a table
    HELPED = "helped"  # too few of those who bring a need to a table find an answer there
    IDLE = "idle"  # somebody without a need is there and helps nobody
    ACCOUNT = "account"  # matches, reasons, unmet needs or the score say what is not so
    BOUND = "bound"  # the plan is better than the bound it carries


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A broken rule, where (an opening or "") and by whom."""

    rule: str
    opening: str
    people: tuple[str, ...] = ()


Found = Iterator[Violation]


def violations(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """All rules that `plan` breaks, sorted; empty means that it may be saved."""
    nonsense = (*_unknown(problem, plan), *_twice(plan))
    if nonsense:
        return tuple(sorted(nonsense))
    checks: tuple[Callable[[Problem, Plan], Found], ...] = (
        _seats,
        _availability,
        _clashes,
        _caps,
        _apart,
        _pins,
        _limits,
        _account,
        _bound,
    )
    return tuple(sorted(v for check in checks for v in check(problem, plan)))


def _unknown(problem: Problem, plan: Plan) -> Found:
    people, openings = {p.id for p in problem.people}, {o.id for o in problem.openings}
    for seat in plan.seats:
        if seat.person not in people or seat.opening not in openings:
            yield _violation(Rule.UNKNOWN, seat.opening, seat.person)


def _twice(plan: Plan) -> Found:
    for seat, count in Counter(plan.seats).items():
        if count > 1:
            yield _violation(Rule.TWICE, seat.opening, seat.person)


def _seats(problem: Problem, plan: Plan) -> Found:
    seats = {o.id: o.seats for o in problem.openings}
    for opening, here in scoring.tables(plan.seats).items():
        if len(here) > seats[opening]:
            yield _violation(Rule.FULL, opening, *here)


def _availability(problem: Problem, plan: Plan) -> Found:
    people, openings = {p.id: p for p in problem.people}, {o.id: o for o in problem.openings}
    for seat in plan.seats:
        if _is_pinned(problem, seat):
            continue
        if not rules.suits(people[seat.person], openings[seat.opening]):
            yield _violation(Rule.NOT_FREE, seat.opening, seat.person)
        if (seat.person, seat.opening) in problem.forbidden:
            yield _violation(Rule.FORBIDDEN, seat.opening, seat.person)


def _clashes(problem: Problem, plan: Plan) -> Found:
    slots = {s.id: s for s in problem.slots}
    slot = {o.id: slots[o.slot] for o in problem.openings}
    for person, seats in _by_person(plan).items():
        for one, other in combinations(seats, 2):
            if rules.clash(slot[one.opening], slot[other.opening]):
                yield _violation(Rule.CLASH, one.opening, person)


def _caps(problem: Problem, plan: Plan) -> Found:
    weeks = {s.id: s.week for s in problem.slots}
    week = {o.id: weeks[o.slot] for o in problem.openings}
    people = {p.id: p for p in problem.people}
    for person, seats in _by_person(plan).items():
        loose = [s for s in seats if not _is_pinned(problem, s)]
        total = people[person].cap_total
        if loose and total is not None and len(seats) > total:
            yield _violation(Rule.CAP, loose[-1].opening, person)
        for seat in {week[s.opening]: s for s in loose}.values():
            same = [s for s in seats if week[s.opening] == week[seat.opening]]
            if len(same) > people[person].cap:
                yield _violation(Rule.CAP, seat.opening, person)


def _apart(problem: Problem, plan: Plan) -> Found:
    for opening, here in scoring.tables(plan.seats).items():
        for pair in combinations(sorted({*here}), 2):
            if frozenset(pair) in problem.apart:
                yield _violation(Rule.APART, opening, *pair)


def _pins(problem: Problem, plan: Plan) -> Found:
    for person, opening in sorted(problem.pins - {(s.person, s.opening) for s in plan.seats}):
        yield _violation(Rule.PIN, opening, person)


def _limits(problem: Problem, plan: Plan) -> Found:
    people = {p.id: p for p in problem.people}
    owned: dict[str, list[Need]] = defaultdict(list)
    for need in problem.needs:
        owned[need.person].append(need)
    helped = {
        (n, opening)
        for n, rooms in scoring.answers(problem, plan.seats).items()
        for opening, _ in rooms
    }
    for opening, here in scoring.tables(plan.seats).items():
        loose = [p for p in here if (p, opening) not in problem.pins]
        if len(here) < problem.limits.fewest and loose == here:
            yield _violation(Rule.FEWEST, opening, *here)
        professionals = [p for p in loose if people[p].professional]
        if 100 * len(professionals) > problem.limits.professional_percent * len(here):
            yield _violation(Rule.PROFESSIONALS, opening, *professionals)
        yield from _usefulness(problem, people, opening, here, loose, helped, owned)


def _usefulness(
    problem: Problem,
    people: dict[str, Person],
    opening: str,
    here: list[str],
    loose: list[str],
    helped: set[tuple[str, str]],
    owned: dict[str, list[Need]],
) -> Found:
    asking = [p for p in loose if owned[p]]
    answered = [p for p in asking if any((n.id, opening) in helped for n in owned[p])]
    if 100 * len(answered) < problem.limits.helped_percent * len(asking):
        yield _violation(Rule.HELPED, opening, *loose)
    present = [n for p in here for n in owned[p]]
    for person in loose:
        useful = any(scoring.helps(problem, people, person, n) for n in present)
        if person not in asking and not useful:
            yield _violation(Rule.IDLE, opening, person)


def _account(problem: Problem, plan: Plan) -> Found:
    true = explained(problem, plan.seats, plan.bound)
    for name in ("matches", "reasons", "unmet", "score"):
        if getattr(true, name) != getattr(plan, name):
            yield _violation(Rule.ACCOUNT, "", name)


def _bound(_problem: Problem, plan: Plan) -> Found:
    score, bound = plan.score, plan.bound
    if score.urgent > bound.urgent:
        yield _violation(Rule.BOUND, "", "urgent")
    if score.worst < bound.worst:
        yield _violation(Rule.BOUND, "", "worst")
    if score.needs > bound.needs:
        yield _violation(Rule.BOUND, "", "needs")


def _violation(rule: Rule, opening: str, *people: str) -> Violation:
    return Violation(rule.value, opening, people)


def _is_pinned(problem: Problem, seat: Seat) -> bool:
    return (seat.person, seat.opening) in problem.pins


def _by_person(plan: Plan) -> dict[str, list[Seat]]:
    found: dict[str, list[Seat]] = defaultdict(list)
    for seat in plan.seats:
        found[seat.person].append(seat)
    return found
