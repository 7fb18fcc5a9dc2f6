"""What the room's screen shows: nothing that a passer-by may not know."""

from __future__ import annotations

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


def room_state(hour: Hour, *, now: datetime) -> dict[str, Any]:
    """The screen as it is now, for everybody to see."""
    state, parts = state_of(hour), parts_of(hour)
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
        "tables": _tables(hour, state),
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


def _tables(hour: Hour, state: State) -> list[dict[str, Any]]:
    """Who sits where just now, as they may be called on a screen; nobody once it is over."""
    tables = [] if hour.closed_at else state.tables.get(state.part, [])
    names = names_in_room(hour.cafe, people_named(hour.cafe, state)) if tables else {}
    return [
        {"number": number, "names": [names.get(who, "") for who in table]}
        for number, table in enumerate(tables, 1)
        if table
    ]
