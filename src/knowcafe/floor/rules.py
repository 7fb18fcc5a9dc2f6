"""Who may run the hour, and who may look on."""

from __future__ import annotations

from datetime import datetime

from knowcafe.accounts.models import Person
from knowcafe.cafes.rules import can_run, is_called_off
from knowcafe.chapters.rules import can_host
from knowcafe.floor.models import Hour, Insight

__all__ = ["can_run", "can_see_room", "can_take_out", "is_called_off"]


def can_see_room(hour: Hour, now: datetime) -> bool:
    """Whether the links of a café's door, screen and phones still open: until some days after."""
    return hour.is_kept(now)


def can_take_out(person: Person | None, insight: Insight) -> bool:
    """What no longer belongs into a chapter's know-how is for its hosts to say."""
    return can_host(person, insight.chapter)
