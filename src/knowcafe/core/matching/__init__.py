"""Who should meet whom: a frozen `Problem` goes in, a proven `Plan` comes out."""

from knowcafe.core.matching.compose import EFFORT, compose
from knowcafe.core.matching.plan import (
    Bound,
    Lack,
    Match,
    Plan,
    Reason,
    Score,
    Seat,
    Unmet,
    Why,
)
from knowcafe.core.matching.problem import (
    COMPANY,
    DONE_IT,
    FOR_A_LIVING,
    BadProblem,
    Limits,
    Need,
    Offer,
    Opening,
    Person,
    Problem,
    Slot,
)
from knowcafe.core.matching.violations import Rule, Violation, violations

__all__ = [
    "COMPANY",
    "DONE_IT",
    "EFFORT",
    "FOR_A_LIVING",
    "BadProblem",
    "Bound",
    "Lack",
    "Limits",
    "Match",
    "Need",
    "Offer",
    "Opening",
    "Person",
    "Plan",
    "Problem",
    "Reason",
    "Rule",
    "Score",
    "Seat",
    "Slot",
    "Unmet",
    "Violation",
    "Why",
    "compose",
    "violations",
]
