"""Who may run the hour, and who may look on."""

from __future__ import annotations

from datetime import datetime

from knowcafe.cafes.rules import can_run, is_called_off
from knowcafe.floor.models import Hour

__all__ = ["can_run", "can_see_room", "is_called_off"]


def can_see_room(hour: Hour, now: datetime) -> bool:
    """Whether the links of a café's door, screen and phones still open: until some days after."""
    return hour.is_kept(now)
