"""Who may come."""

from __future__ import annotations

from datetime import datetime

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import rules as chapters


def can_come(person: Person | None, cafe: Cafe) -> bool:
    """Whoever may see the chapter may ask for a seat at its tables."""
    return chapters.can_see(person, cafe.chapter)


def is_open_for_changes(cafe: Cafe, now: datetime) -> bool:
    """Seats are taken and released until the café begins; after that the door decides."""
    return now < cafe.starts_at
