"""A phone on which things are tapped, second by second."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from knowcafe.accounts.models import Person
from knowcafe.core.hour import State
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Hour
from tests.rooms.cafes.planned import person

_KEYS = count(1)


class Phone:
    """Somebody’s phone; its clock goes on by a second with every tap."""

    def __init__(self, hour: Hour, by: Person, at: datetime) -> None:
        self.hour, self.by, self.at = hour, by, at

    def tap(self, kind: str, **said: Any) -> dict[str, Any]:
        """Send one tap, and give back what was sent."""
        self.at += timedelta(seconds=1)
        at = queries.milliseconds(self.at)
        sent = {"id": f"t{next(_KEYS)}", "kind": kind, "at": at} | {
            name.rstrip("_"): value for name, value in said.items()
        }
        taken = self.send(sent)
        assert taken == actions.Taken(1), taken
        return sent

    def send(self, *taps: dict[str, Any]) -> actions.Taken:
        return actions.take_taps(self.hour, taps, by=self.by, now=self.at)

    def check_in(self, *names: str) -> None:
        for name in names:
            self.tap("here", who=f"p{person(name).pk}")

    def next(self, to: int) -> None:
        """*Next*, with the tables the plan has for that part."""
        tables = self.row.plan.get(str(to))
        self.tap("next", to=to, **({"tables": tables} if tables else {}))

    @property
    def row(self) -> Hour:
        return Hour.objects.select_related("cafe__chapter").get(pk=self.hour.pk)

    @property
    def state(self) -> State:
        return queries.state_of(self.row)
