"""The register: every room's tables, so that Django finds them."""

from knowcafe.accounts.models import Person, SpareKey, Tries
from knowcafe.cafes.models import (
    Attendance,
    Cafe,
    Confirmation,
    Intake,
    Invitation,
    Learned,
    Outlook,
    PastCount,
    PastMember,
    Placement,
    Plan,
    Reserve,
    Seat,
    Step,
    Wish,
)
from knowcafe.chapters.models import Chapter, Holiday, Member, Series
from knowcafe.journal.models import Entry
from knowcafe.members.models import (
    Apart,
    Availability,
    Correction,
    FreeDate,
    Lesson,
    Need,
    Offer,
    Profile,
)
from knowcafe.outbox.models import Message

__all__ = [
    "Apart",
    "Attendance",
    "Availability",
    "Cafe",
    "Chapter",
    "Confirmation",
    "Correction",
    "Entry",
    "FreeDate",
    "Holiday",
    "Intake",
    "Invitation",
    "Learned",
    "Lesson",
    "Member",
    "Message",
    "Need",
    "Offer",
    "Outlook",
    "PastCount",
    "PastMember",
    "Person",
    "Placement",
    "Plan",
    "Profile",
    "Reserve",
    "Seat",
    "Series",
    "SpareKey",
    "Step",
    "Tries",
    "Wish",
]
