"""Who sits where in each round: a frozen `Problem` goes in, a scored `Plan` comes out."""

from knowcafe.core.seating.plan import Plan, Rule, Violation, spread
from knowcafe.core.seating.problem import BadProblem, Pair, Problem, Round
from knowcafe.core.seating.seat import STEPS, replan, seat
from knowcafe.core.seating.sizes import sizes_for
from knowcafe.core.seating.violations import violations

__all__ = [
    "STEPS",
    "BadProblem",
    "Pair",
    "Plan",
    "Problem",
    "Round",
    "Rule",
    "Violation",
    "replan",
    "seat",
    "sizes_for",
    "spread",
    "violations",
]
