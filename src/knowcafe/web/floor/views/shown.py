"""What a guest's phone and the room's screen say, from the hour as it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from knowcafe import phrases
from knowcafe.cafes.queries import Cafe
from knowcafe.floor.queries import Hour, Phone
from knowcafe.phrases import floor as words

FEW, SOME, MANY = 5, 10, 21
"""With so many tables the screen's lines become two, then three; with more it shows none."""

ABOUT_THE_QUESTION = ("recap", "silent", "tables", "turns")
AT_THE_END = ("steps", "pulse")


def when(cafe: Cafe) -> dict[str, Any]:
    """Which café it is, for the head of a page."""
    starts, ends = cafe.starts, cafe.ends
    return {"id": cafe.pk, "day": phrases.day(starts), "hours": phrases.hours(starts, ends)}


def kind_of(hour: Hour, room: dict[str, Any]) -> str:
    """What goes on: a kind of part, “before”, or “over”."""
    if room["closed"] or room["part"] >= room["parts"]:
        return "over"
    return "before" if room["part"] < 0 else str(hour.script[room["part"]]["kind"])


def of_room(hour: Hour, room: dict[str, Any]) -> dict[str, Any]:
    """The room's screen."""
    kind, tables = kind_of(hour, room), room["tables"]
    is_asked = room["question"] and kind in (*ABOUT_THE_QUESTION, "before")
    count = len(tables)
    return _clock(hour, room) | {
        "version": room["version"],
        "part": room["title"] if is_asked else _part(room, kind),
        "heading": room["question"] if is_asked else room["title"],
        "prompt": "" if kind == "before" else room["prompt"],
        "norms": room["norms"],
        "tables": tables if count < MANY else [],
        "crowd": "few" if count <= FEW else "some" if count <= SOME else "many",
        "is_crowded": count >= MANY,
        "is_over": kind == "over",
    }


def of_phone(phone: Phone) -> dict[str, Any]:
    """A guest's phone. `stage` is what the page is for just now; `asks` from the last part on."""
    room, kind, name = phone.room, kind_of(phone.hour, phone.room), phone.guest.name
    is_last = kind == "steps" and room["part"] == room["parts"] - 1
    return _clock(phone.hour, room) | {
        "version": room["version"],
        "name": name,
        "stage": kind if kind in ("before", "over", *AT_THE_END) else "going",
        "heading": _heading(phone, kind),
        "with": words.sits_with(phone.names) if phone.names else "",
        "waits": kind in ("tables", "turns") and not phone.table,
        "part": room["title"] if phone.table else _part(room, kind),
        "question": room["question"] if kind in (*ABOUT_THE_QUESTION, "before") else "",
        "prompt": "" if kind in ("before", "pulse", "over") else room["prompt"],
        "why": phone.reason,
        "takes_home": kind in (*AT_THE_END, "over"),
        "asks": kind in ("pulse", "over") or is_last,
        "answered": phone.has_answered,
        "is_closed": room["closed"],
        "said": bool(phone.takeaway or phone.step),
        "both": phone.mutual,
    }


def _heading(phone: Phone, kind: str) -> str:
    if phone.table:
        return words.at_table(phone.table)
    return words.before_you_go(phone.guest.name) if kind == "pulse" else str(phone.room["title"])


def _part(room: dict[str, Any], kind: str) -> str:
    if kind in ("before", "over"):
        return ""
    return words.part_of(room["part"] + 1, room["parts"])


def _clock(hour: Hour, room: dict[str, Any]) -> dict[str, Any]:
    """What is left, as a clock and as a time on the wall."""
    left, ends = room["left"], room["ends"]
    seconds = -(-max(0, left or 0) // 1000)
    till = datetime.fromtimestamp(ends / 1000, UTC) if ends else None
    on_the_wall = hour.cafe.chapter.on_the_wall(till) if till else None
    return {
        "left": left,
        "runs": not room["paused"],
        "clock": f"{seconds // 60}:{seconds % 60:02}",
        "till": phrases.clock(on_the_wall) if on_the_wall else "",
    }
