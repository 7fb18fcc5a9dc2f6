"""Thinking a plan up, away from the database and from those who are being served."""

from __future__ import annotations

import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context

from knowcafe.core.matching import Plan, Problem, Seat, compose
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.scoring import tables

HERE = 400
"""Problems with no more pairs of person and table are thought up in the serving process."""

NICE = 10
"""So much it gives way to those who are being served, where there is one processor."""


def think(problem: Problem, *, seed: int, near: Plan | None = None, here: int = HERE) -> Plan:
    """The best plan found, at the first tables of every slot.

    What takes longer than a moment is done in a process of its own: threads of one Python share
    a processor, and somebody taking a seat meanwhile would wait.
    """
    if len(problem.people) * len(problem.openings) > here:
        pool = ProcessPoolExecutor(1, get_context("spawn"), os.nice, (NICE,))
        with suppress(BrokenProcessPool), pool:  # where there is no room for one: here after all
            thought = pool.submit(compose, problem, seed=seed, near=near)
            return at_first_tables(problem, thought.result())
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
