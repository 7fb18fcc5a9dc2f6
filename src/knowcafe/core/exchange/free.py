"""When somebody is free, in their words: “Tue evening; Saturdays; 2026-11-26”."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from knowcafe.core.exchange.moments import DAYS, date, index
from knowcafe.core.exchange.values import Wrong

_PARTS = {
    "morning": (dt.time(0), dt.time(12)),
    "lunch": (dt.time(11, 30), dt.time(14)),
    "afternoon": (dt.time(12), dt.time(17)),
    "evening": (dt.time(17), dt.time.max),
}
_ALIKE = {"lunchtime": "lunch", "midday": "lunch", "noon": "lunch", "night": "evening"}
_ANY = frozenset({"any", "all", "always", "anytime", "any time", "every time", "yes", "*"})
_NONE = frozenset({"none", "never", "no", "-", "–", "not free"})
_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of free time, or a slot by its id.

    `slot` is empty unless the words are no time we know: then they must be the id of a slot.
    `part` is a part of the day, empty for all of it; a café belongs to it by when it starts.
    """

    days: frozenset[int] = _WEEK
    on: dt.date | None = None
    part: str = ""
    slot: str = ""

    def suits(self, starts: dt.datetime) -> bool:
        """Whether a café that starts then, on the local clock, lies in this stretch."""
        first, beyond = _PARTS.get(self.part, (dt.time(0), dt.time.max))
        on = self.on in (None, starts.date())
        return on and starts.weekday() in self.days and first <= starts.time() < beyond


def free(text: str) -> tuple[Window, ...]:
    """Read when somebody is free: “any”, “none”, or a list of times and slot ids."""
    plain = text.casefold().strip()
    if plain in _ANY:
        return (Window(),)
    if plain in _NONE:
        return ()
    tokens = re.split(r"\s*(?:[;,|\n\r]|\band\b|&)\s*", text)
    return tuple(dict.fromkeys(_window(token) for token in tokens if token.strip()))


def _window(token: str) -> Window:
    plain = " ".join(token.split())
    try:
        return Window(on=date(plain))
    except Wrong:
        pass
    words = re.split(r"[ /]", plain.casefold())
    parts = [part for word in words if (part := _part(word))]
    days = [d for word in words if not _part(word) and (d := _days(word))]
    if len(parts) > 1 or len(parts) + len(days) < len(words):
        return Window(slot=plain)
    return Window(frozenset().union(*days) or _WEEK, part=parts[0] if parts else "")


def _part(word: str) -> str:
    single = word.removesuffix("s")
    return _ALIKE.get(single, single if single in _PARTS else "")


def _days(word: str) -> frozenset[int]:
    single = word.removesuffix("s") if word not in ("tues", "thurs", "weds") else word
    if single == "weekday":
        return frozenset(range(5))
    if single == "weekend":
        return frozenset({5, 6})
    at = index(single, DAYS)
    return frozenset({at}) if at >= 0 else frozenset()
