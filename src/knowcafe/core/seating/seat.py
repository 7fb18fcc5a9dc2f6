"""From a problem to a plan."""

from __future__ import annotations

from knowcafe.core.seating.plan import Plan, accounted
from knowcafe.core.seating.problem import Problem
from knowcafe.core.seating.search import searched

STEPS = 20_000
"""Default effort: so many swaps of two people are tried."""


def seat(problem: Problem, *, steps: int = STEPS, seed: int = 0) -> Plan:
    """The best rounds found. The same problem, steps and seed give the same plan anywhere."""
    return accounted(problem.people, problem.held + searched(problem, (), steps, seed), 0)


def replan(problem: Problem, *, steps: int = STEPS // 4, seed: int = 0) -> Plan:
    """The best rounds for those still to come that move few people from `problem.before`."""
    rounds = searched(problem, problem.before, steps, seed)
    return accounted(problem.people, problem.held + rounds, 0)
