"""Cafés, their seats, who is asked and who waits, and what is foreseen."""

from knowcafe.cafes.models.answers import Attendance, Confirmation, Invitation
from knowcafe.cafes.models.floor import Facilitator, Met
from knowcafe.cafes.models.history import Intake, PastCount, PastMember
from knowcafe.cafes.models.plans import Placement, Plan, Wish
from knowcafe.cafes.models.tables import (
    BEFORE,
    DAYBREAK,
    EVENING,
    KEPT,
    LAST_CALL,
    TIME_TO_ANSWER,
    TOLD_BY,
    TOO_NEAR,
    Cafe,
    CafeQuerySet,
    Reserve,
    Seat,
)
from knowcafe.cafes.models.turnout import Learned, Outlook, Step

__all__ = [
    "BEFORE",
    "DAYBREAK",
    "EVENING",
    "KEPT",
    "LAST_CALL",
    "TIME_TO_ANSWER",
    "TOLD_BY",
    "TOO_NEAR",
    "Attendance",
    "Cafe",
    "CafeQuerySet",
    "Confirmation",
    "Facilitator",
    "Intake",
    "Invitation",
    "Learned",
    "Met",
    "Outlook",
    "PastCount",
    "PastMember",
    "Placement",
    "Plan",
    "Reserve",
    "Seat",
    "Step",
    "Wish",
]
