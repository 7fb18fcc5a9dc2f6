"""From a problem to a plan: what is written down first, then a search over all rounds."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import PCG64, Generator

from knowcafe.core.seating.bounds import excess_bound
from knowcafe.core.seating.casting import cast
from knowcafe.core.seating.judge import COVERAGE, UNIT, key
from knowcafe.core.seating.library import Stored, stored, written
from knowcafe.core.seating.order import helps_first
from knowcafe.core.seating.plan import Plan, accounted
from knowcafe.core.seating.problem import Problem, Round
from knowcafe.core.seating.search import Search
from knowcafe.core.seating.spreading import spread_out
from knowcafe.core.seating.start import start
from knowcafe.core.seating.wishes import Tables, Wishes, wishes

STEPS = 20_000
"""Default effort: so many changes of two people are tried."""

TRIES = 4
"""A search begins so often anew; a few short ones see more than a long one."""


def seat(problem: Problem, *, steps: int = STEPS, seed: int = 0) -> Plan:
    """The best rounds found. The same problem, steps and seed give the same plan anywhere.

    Nothing is announced yet, so `problem.before` is not looked at.
    """
    return _planned(problem, (), steps, seed)


def replan(problem: Problem, *, steps: int = STEPS, seed: int = 0) -> Plan:
    """The best rounds still to come; among equally good ones those that move few people.

    Held rounds stay as they are. Near are the rounds in `problem.before`.
    """
    return _planned(problem, problem.before, steps, seed)


def _planned(problem: Problem, near: tuple[Round, ...], steps: int, seed: int) -> Plan:
    wish = wishes(problem, near)
    rng = Generator(PCG64(seed))
    known = None if wish.held or near else stored(wish.sizes)
    bound = max(excess_bound(wish), known.bound if known else 0)
    rounds = spread_out(wish, _solved(wish, known, bound, steps, rng))
    named = tuple(
        tuple(tuple(sorted(wish.people[p] for p in here)) for here in tables) for tables in rounds
    )
    return accounted(problem.people, problem.held + named, bound)


def _solved(
    wish: Wishes, known: Stored | None, bound: int, steps: int, rng: Generator
) -> list[Tables]:
    if not wish.sizes or not wish.people:
        return [[[] for _ in sizes] for sizes in wish.sizes]
    found: list[list[Tables]] = []
    if not wish.held and not wish.announced:
        designs = [known.rounds] if known else written(wish.sizes)
        casts = (cast(wish, design, rng, steps // 4) for design in designs)
        made = next((rounds for rounds in casts if rounds is not None), None)
        if made is not None:
            made = _extended(wish, made, rng, steps // 2)
            if not wish.unlike and key(wish, made)[COVERAGE] == bound:
                return made
            found.append(made)
            found.append(_annealed(wish, made, rng, steps // 4, 0.05 * UNIT))
    found += [_annealed(wish, start(wish, rng), rng, steps // TRIES) for _ in range(TRIES)]
    if not wish.announced:
        found = [helps_first(wish, rounds) for rounds in found]
    return min(found, key=lambda rounds: key(wish, rounds))


def _annealed(
    wish: Wishes, rounds: list[Tables], rng: Generator, steps: int, hot: float = UNIT / 2
) -> list[Tables]:
    search = Search(wish, rounds, rng)
    search.anneal(steps, hot)
    return search.best


def _extended(wish: Wishes, made: list[Tables], rng: Generator, steps: int) -> list[Tables]:
    """`made` and the rounds it lacks: what a design gives is held while they are searched for."""
    have = len(made)
    if have == len(wish.sizes):
        return made
    rest = replace(wish, held=made, sizes=wish.sizes[have:], fixed=wish.fixed[have:])
    tries = [made + _annealed(rest, start(rest, rng), rng, steps) for _ in range(TRIES)]
    return min(tries, key=lambda rounds: key(wish, rounds))
