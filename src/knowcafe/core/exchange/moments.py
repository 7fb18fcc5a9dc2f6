"""Cells to dates, times and zones, as people and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches
from zoneinfo import available_timezones

from knowcafe.core.calendar import is_zone
from knowcafe.core.exchange.fault import FaultKind
from knowcafe.core.exchange.values import Wrong

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week; `date.weekday()` is the index."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_BIG_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]00:00(?::00)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_IN_WORDS = re.compile(
    r"(?:(?P<weekday>[a-z]+),? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[a-z]+)"
    r"|(?P<month2>[a-z]+) (?P<day2>\d{1,2})(?:st|nd|rd|th)?),?[ -](?P<year>\d{4})",
    re.ASCII,
)
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::00)? ?(am|pm|a\.m\.|p\.m\.)?", re.ASCII)
_EXAMPLES = ("2026-11-24", "24/11/2026", "24 November 2026")


def date(text: str) -> dt.date:
    """Read a date; among numbers the year or the day comes first, never the month.

    “03/04/2026” is 3 April. A weekday that is written must be the right one.
    """
    plain = " ".join(text.casefold().split())
    found = _BIG_FIRST.fullmatch(plain)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _DAY_FIRST.fullmatch(plain)
    if found:
        return _day(int(found[4]), int(found[3]), int(found[1]))
    found = _IN_WORDS.fullmatch(plain)
    if not found:
        raise Wrong(FaultKind.NOT_A_DATE, *_EXAMPLES)
    month = index(found["month"] or found["month2"], _MONTHS)
    day = _day(int(found["year"]), month + 1, int(found["day"] or found["day2"]))
    if found["weekday"] and index(found["weekday"], DAYS) != day.weekday():
        right = DAYS[day.weekday()].capitalize()
        spelt = f"{right} {day.day} {_MONTHS[month].capitalize()} {day.year}"
        raise Wrong(FaultKind.NOT_A_DATE, spelt)
    return day


def index(word: str, names: tuple[str, ...]) -> int:
    """Which of the names a word is or abbreviates with three letters or more; -1 if none."""
    bare = word.rstrip(".")
    at = [i for i, name in enumerate(names) if len(bare) >= 3 and name.startswith(bare)]
    if bare in ("sept", "tues", "thur", "thurs", "weds"):
        at = [i for i, name in enumerate(names) if name.startswith(bare[:3])]
    return at[0] if at else -1


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise Wrong(FaultKind.NOT_A_DATE, *_EXAMPLES) from None
    if not 1970 <= year <= 2199:
        raise Wrong(FaultKind.NOT_A_DATE, *_EXAMPLES)
    return found


def time(text: str) -> dt.time:
    """Read a time of day: “18:30”, “18.30”, “1830”, “6:30 pm”, “6pm”, “noon”."""
    plain = " ".join(text.casefold().split())
    found = _TIME.fullmatch({"noon": "12:00", "midday": "12:00"}.get(plain, plain))
    wrong = Wrong(FaultKind.NOT_A_TIME, "18:30", "6:30 pm")
    if not found or not (found[2] or found[3]):
        raise wrong
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise wrong
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23 or minute > 59:
        raise wrong
    return dt.time(hour, minute)


def zone(text: str) -> str:
    """Read an IANA zone, whatever its case and with spaces for underscores."""
    plain = text.replace(" ", "_")
    if is_zone(plain):
        return plain
    names = {name.casefold(): name for name in available_timezones()}
    if plain.casefold() in names:
        return names[plain.casefold()]
    cities = {name.rsplit("/", 1)[-1]: name for name in sorted(names)}
    close = [cities[c] for c in get_close_matches(plain.casefold()[:40], cities, n=1)]
    close += get_close_matches(plain.casefold()[:40], sorted(names), n=2)
    hints = tuple(dict.fromkeys(names[c] for c in close)) or ("Europe/London", "Asia/Kolkata")
    raise Wrong(FaultKind.NOT_A_ZONE, *hints)
