"""Where an hour stands, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from knowcafe.core.hour.template import Part

MINUTE = 60_000


@dataclass(slots=True)
class State:
    """Where an hour stands. Times are milliseconds since 1970 by the server's clock.

    `part` counts from 0; -1 is before the start, the number of parts after the end. `since` is when
    this part began, `paused` when it was stopped, `lost` how long it stood still before that.
    `extra` are minutes given to a part or taken from it. `people` are all who were ever here, with
    name, need, here, at; `tables` is who sat where in each part that was reached, `heard` the turns
    by part and person, `takeaways` what was kept by its key, `steps` the next step by person.
    """

    begun: int | None = None
    part: int = -1
    since: int | None = None
    paused: int | None = None
    lost: int = 0
    extra: dict[int, int] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    tables: dict[int, list[list[str]]] = field(default_factory=dict)
    heard: dict[int, dict[str, int]] = field(default_factory=dict)
    takeaways: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: bool = False

    def here(self) -> list[str]:
        """Who is here now, in the order of their ids."""
        return sorted(who for who, person in self.people.items() if person["here"])

    def as_json(self) -> dict[str, Any]:
        """The state as the page knows it: a copy, numbers as keys have become texts."""
        return {
            "begun": self.begun,
            "part": self.part,
            "since": self.since,
            "paused": self.paused,
            "lost": self.lost,
            "extra": {str(k): v for k, v in self.extra.items()},
            "skipped": sorted(self.skipped),
            "people": {k: dict(v) for k, v in self.people.items()},
            "tables": {str(k): [list(t) for t in v] for k, v in self.tables.items()},
            "heard": {str(k): dict(v) for k, v in self.heard.items()},
            "takeaways": {k: dict(v) for k, v in self.takeaways.items()},
            "steps": {k: dict(v) for k, v in self.steps.items()},
            "closed": self.closed,
        }


def next_part(state: State, parts: int) -> int:
    """The part that *Next* goes to: the first that is not left out; `parts` is the end."""
    coming = range(max(0, state.part + 1), parts)
    return next((n for n in coming if n not in state.skipped), parts)


def remaining(state: State, parts: Sequence[Part], now: int) -> int | None:
    """Milliseconds left in this part, negative when it is over time; None before and after."""
    if state.since is None or not 0 <= state.part < len(parts):
        return None
    minutes = max(0, parts[state.part].minutes + state.extra.get(state.part, 0))
    return minutes * MINUTE - spent(state, now)


def spent(state: State, now: int) -> int:
    """Milliseconds since this part began, without those it stood still."""
    until = now if state.paused is None else state.paused
    return until - (state.since or 0) - state.lost
