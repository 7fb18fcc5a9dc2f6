"""What the room's screen shows: nothing that a passer-by may not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowcafe.core.hour import Part, State, remaining
from knowcafe.floor.models import Hour
from knowcafe.floor.queries.people import names_in_room, people_named
from knowcafe.floor.queries.running import milliseconds, parts_of, state_of
from knowcafe.phrases import floor as phrases


def room(token: str, *, now: datetime) -> Hour | None:
    """The hour a door's or a screen's link opens, as long as it does."""
    hour = Hour.objects.filter(token=token).select_related("cafe__chapter").first()
    return hour if hour and hour.is_kept(now) else None


def room_version(token: str) -> int | None:
    """For whoever asks whether there is news: one small query."""
    return Hour.objects.filter(token=token).values_list("shown", flat=True).first()


@dataclass(frozen=True, slots=True)
class Look:
    """What a screen and a guest's phone are made from; `names` are as they are told in the room."""

    state: State
    parts: tuple[Part, ...]
    names: dict[str, str]

    @property
    def tables(self) -> list[list[str]]:
        """Who sits where in this part."""
        return self.state.tables.get(self.state.part, [])


def look(hour: Hour) -> Look:
    """The hour as it is, read once."""
    state = state_of(hour)
    names = names_in_room(hour.cafe, people_named(hour.cafe, state))
    return Look(state, parts_of(hour), names)


def room_state(hour: Hour, *, now: datetime, seen: Look | None = None) -> dict[str, Any]:
    """The screen as it is now, for everybody to see."""
    seen = seen or look(hour)
    state, parts = seen.state, seen.parts
    left = None if hour.closed_at else remaining(state, parts, milliseconds(now))
    is_paused = state.paused is not None
    title, prompt = title_of(hour, state, parts)
    return {
        "version": hour.shown,
        "now": milliseconds(now),
        "kind": parts[state.part].kind if 0 <= state.part < len(parts) else "",
        "title": title,
        "prompt": prompt,
        "question": hour.question,
        "norms": list(phrases.norms()),
        "left": left,
        "ends": None if left is None or is_paused else milliseconds(now) + left,
        "paused": is_paused,
        "part": state.part,
        "parts": len(parts),
        "closed": hour.closed_at is not None,
        "tables": [] if hour.closed_at else _tables(seen),
    }


def title_of(hour: Hour, state: State, parts: tuple[Part, ...]) -> tuple[str, str]:
    """What goes on, and what people are asked to do."""
    if hour.closed_at or state.part >= len(parts):
        return phrases.after(), ""
    if state.part < 0:
        return phrases.before(hour.cafe.chapter.name), hour.question
    part = parts[state.part]
    if part.number:
        return phrases.repeated(part.title, part.number, part.of), part.prompt
    return part.title, part.prompt


def _tables(seen: Look) -> list[dict[str, Any]]:
    """Who sits where just now, as they may be called on a screen."""
    return [
        {"number": number, "names": [seen.names.get(who, "") for who in table]}
        for number, table in enumerate(seen.tables, 1)
        if table
    ]
