"""Weeks, quarters and the clock on the wall."""

from knowcafe.core.calendar.quarter import Quarter
from knowcafe.core.calendar.wallclock import WallClock, is_zone
from knowcafe.core.calendar.week import Week

__all__ = ["Quarter", "WallClock", "Week", "is_zone"]
