"""When everything happens: a demo's week lies around the moment it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from numpy.random import Generator

from knowcafe.core.calendar import Week
from knowcafe.outbox import actions as outbox
from knowcafe.outbox.transports import chosen

ZONE = "Europe/London"
FORENOON = timedelta(hours=10)


class Stage(Enum):
    """How far the week has come; each stage holds what the one before it has, except that tonight
    a café is held while nothing is planned yet.
    """

    QUARTER = "quarter"
    PLANNED = "planned"
    INVITED = "invited"
    AFTER = "after"
    TONIGHT = "tonight"

    def has(self, other: Stage) -> bool:
        if Stage.TONIGHT in (self, other):
            return other in (Stage.QUARTER, self)
        order = list(Stage)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Story:
    """What a filling is told: how far, the moment it is made, chance, and where to say so."""

    stage: Stage
    now: datetime
    seed: int
    rng: Generator
    say: Callable[[str], None]
    weeks_before: int = 4

    @property
    def week(self) -> Week:
        """The week that is planned: the last one where it is over, else the next whole one."""
        wall = self.now.astimezone(ZoneInfo(ZONE))
        this = Week.containing(wall.date())
        if self.stage is Stage.AFTER:
            return this.next(-1)
        return this if wall.weekday() == 0 else this.next()

    @property
    def drafted_at(self) -> datetime:
        """When the host sits down to plan; what people say, they have said before."""
        if self.stage is Stage.AFTER:
            friday = self.week.next(-1).days[4]
            return datetime.combine(friday, datetime.min.time(), ZoneInfo(ZONE)) + FORENOON
        return self.now - timedelta(hours=20) if self.stage is Stage.INVITED else self.now

    def within(self, hours: float) -> timedelta:
        """A while of at most so many hours."""
        return timedelta(minutes=int(self.rng.integers(1, int(hours * 60))))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)


def post(at: datetime) -> None:
    """Everything that was written until then arrives then."""
    while outbox.deliver(transport=chosen(), clock=lambda: at, most=500).sent:
        pass
