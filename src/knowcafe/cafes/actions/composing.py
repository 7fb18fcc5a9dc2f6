"""Thinking a plan up, away from the database."""

from __future__ import annotations

from collections import defaultdict

from knowcafe.core.matching import Plan, Problem, Seat, compose
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.scoring import tables


def think(problem: Problem, *, seed: int, near: Plan | None = None) -> Plan:
    """The best plan found, at the first tables of every slot."""
    return at_first_tables(problem, compose(problem, seed=seed, near=near))


def at_first_tables(problem: Problem, plan: Plan) -> Plan:
    """Tables of a slot are alike; whoever is at a later one moves to an earlier one left empty.

    Openings come in the order of their tables. What is pinned or forbidden stays where it is.
    """
    held = tables(plan.seats)
    fixed = {opening for _person, opening in problem.pins | problem.forbidden}
    instead: dict[str, str] = {}
    alike = defaultdict(list)
    for opening in problem.openings:
        if opening.id not in fixed:
            alike[opening.slot, opening.seats].append(opening.id)
    for same in alike.values():
        used = [opening for opening in same if opening in held]
        instead |= dict(zip(used, same, strict=False))
    seats = tuple(Seat(s.person, instead.get(s.opening, s.opening)) for s in plan.seats)
    return explained(problem, seats, plan.bound)
