"""The register: every room's tables, so that Django finds them."""

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.chapters.models import Chapter, Holiday, Member, Series
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message

__all__ = [
    "Cafe",
    "Chapter",
    "Entry",
    "Holiday",
    "Member",
    "Message",
    "Person",
    "Reserve",
    "Seat",
    "Series",
]
