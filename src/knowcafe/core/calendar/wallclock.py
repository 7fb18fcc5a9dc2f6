"""Times as people say them, “Tuesday at half past six in London”, and the instants they mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone (“Europe/London”)."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@dataclass(frozen=True, slots=True, order=True)
class WallClock:
    """A date and a time on the clock of a place; the instant is derived, never stored.

    Adding days keeps the time on the wall: a café at 18:30 stays at 18:30 across a clock change.
    """

    date: dt.date
    time: dt.time
    zone: str = "Europe/London"

    def __post_init__(self) -> None:
        """Raise `ValueError` for an unknown zone, or a time that already carries one."""
        if not is_zone(self.zone) or self.time.tzinfo is not None:
            raise ValueError(f"not a wall-clock time: {self.time!r} in {self.zone!r}")

    @property
    def local(self) -> dt.datetime:
        """Aware, in its own zone. A time that comes twice (the clocks go back) means the first."""
        return dt.datetime.combine(self.date, self.time.replace(fold=0), ZoneInfo(self.zone))

    @property
    def utc(self) -> dt.datetime:
        """The instant. A time that does not exist is read with the offset before the change."""
        return self.local.astimezone(dt.UTC)

    @property
    def exists(self) -> bool:
        """False for a time the clocks skip when they go forward."""
        return self.settled == self

    @property
    def settled(self) -> WallClock:
        """The time a clock on the wall shows at this instant: itself, or past the gap."""
        shown = self.utc.astimezone(ZoneInfo(self.zone))
        return replace(self, date=shown.date(), time=shown.time())
