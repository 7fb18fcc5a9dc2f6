"""Taps: what people do on their phones during the hour, each with its own id and its target."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WHO = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
LATEST = 2**53 - 1
TAKEAWAYS = ("insight", "question", "resource", "story")
LONGEST = {"name": 60, "need": 200, "text": 500, "topic": 60, "buddy": 60}
LINE = 300


class BadTap(ValueError):
    """A tap that cannot be one of ours; says why."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap. `at` is in milliseconds since 1970 by the server's clock, `said` what it names.

    As JSON it is one flat object: `{"id", "kind", "at", **said}`.
    """

    id: str
    kind: str
    at: int
    said: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {**self.said, "id": self.id, "kind": self.kind, "at": self.at}

    def canonical(self) -> str:
        """One spelling, the same as in the browser: sorted keys, no spaces, ASCII."""
        return json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"))


def tap_from(data: object) -> Tap:
    """A tap from its JSON; raises `BadTap` with what is wrong. `null` is as good as nothing."""
    if not isinstance(data, Mapping):
        raise BadTap("a tap is an object")
    kind, said = data.get("kind"), {k: v for k, v in data.items() if v is not None}
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadTap("this kind of tap is not known")
    key, at = said.pop("id", None), said.pop("at", None)
    del said["kind"]
    if not _is_key(key) or not _is_time(at):
        raise BadTap("a tap needs its id and its time")
    asked, may = KINDS[kind]
    for name in asked:
        if name not in said:
            raise BadTap(f"{kind}: {name} is missing")
    for name, value in said.items():
        if name not in asked and name not in may:
            raise BadTap(f"{kind}: {name} is not known")
        if not _is_fit(name, value):
            raise BadTap(f"{kind}: {name} cannot be {json.dumps(value)[:60]}")
    return Tap(key, kind, at, said)


def _is_fit(name: str, value: object) -> bool:
    return CHECKS[name](value) if name in CHECKS else _is_line(value, LONGEST.get(name, LINE))


def _is_line(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def _is_key(value: object) -> bool:
    return isinstance(value, str) and KEY.fullmatch(value) is not None


def _is_who(value: object) -> bool:
    return isinstance(value, str) and WHO.fullmatch(value) is not None


def _is_time(value: object) -> bool:
    return type(value) is int and 0 <= value <= LATEST


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_seating(value: object) -> bool:
    """Tables of people, at most 100 of them and nobody twice."""
    if not isinstance(value, list) or len(value) > 100:
        return False
    if not all(isinstance(table, list) and all(map(_is_who, table)) for table in value):
        return False
    people = [who for table in value for who in table]
    return len(set(people)) == len(people) <= 400


def _whole(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and low <= value <= high


CHECKS: dict[str, Callable[[object], bool]] = {
    "who": _is_who,
    "key": _is_key,
    "on": _is_day,
    "tables": _is_seating,
    "part": _whole(0, 99),
    "to": _whole(0, 100),
    "from": _whole(0, 100),
    "table": _whole(0, 99),
    "minutes": _whole(-120, 120),
    "confidence": _whole(1, 5),
    "what": lambda value: value in TAKEAWAYS,
}

KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "start": ((), ("tables",)),
    "next": (("to",), ("tables",)),
    "back": (("from", "to"), ()),
    "pause": (("part",), ()),
    "go_on": (("part",), ()),
    "stretch": (("part", "minutes"), ()),
    "skip": (("part",), ()),
    "unskip": (("part",), ()),
    "close": ((), ()),
    "here": (("who",), ("name", "need")),
    "gone": (("who",), ()),
    "move": (("part", "who", "table"), ()),
    "heard": (("who", "part"), ()),
    "unheard": (("who", "part"), ()),
    "takeaway": (("key", "what", "text"), ("who", "topic")),
    "drop": (("key",), ()),
    "step": (
        ("who", "text"),
        ("cue", "action", "obstacle", "plan", "on", "buddy", "confidence"),
    ),
    "nostep": (("who",), ()),
}
"""What each kind of tap has to name, and what it may."""
