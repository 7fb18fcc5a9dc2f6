"""What a cell says of somebody's coming: the words of Luma, Meetup and Eventbrite."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from zoneinfo import ZoneInfo

from knowcafe.core.exchange.moments import date
from knowcafe.core.exchange.values import Wrong


class Said(StrEnum):
    """What somebody answered, or was told, as far as a file says."""

    YES = "yes"
    WAITING = "waiting"  # on a waiting list, or not let in yet
    NO = "no"  # declined, cancelled, refunded
    SILENT = "silent"  # invited, and never answered
    UNCLEAR = "unclear"  # a word nobody here knows


_WORDS = {
    Said.YES: (
        *("approved", "yes", "y", "going", "attending", "checked in", "confirmed", "registered"),
        *("ja", "zugesagt", "teilnehmend", "oui", "participe", "sí", "si", "asistirá", "true"),
    ),
    Said.WAITING: (
        *("waitlist", "waitlisted", "wait list", "waiting", "pending", "pending approval", "maybe"),
        *("warteliste", "liste d'attente", "lista de espera", "vielleicht"),
    ),
    Said.NO: (
        *("declined", "no", "n", "not going", "not attending", "cancelled", "canceled", "deleted"),
        *("refunded", "rejected", "nein", "abgesagt", "storniert", "non", "annulé", "false"),
    ),
    Said.SILENT: ("invited", "no response", "eingeladen", "invité", "invitado"),
}
_SAID = {word: said for said, words in _WORDS.items() for word in words}
_STAYED = frozenset({"no", "n", "false", "0", "-", "–", "no show", "absent", "nein", "non"})
_UNKNOWN = frozenset({"", "not recorded", "n/a", "unknown", "none", "null"})
_IN = frozenset({"checked in", "attended"})
_CLOCK = re.compile(r"(?:\b|(?<=\dt))\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?")
_AT_THE_END = re.compile(r"\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2}|[a-z]{3,4})$")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})", re.ASCII)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d)?(\.\d+)?( ?z| ?utc|[+-]\d\d:?\d\d)")


def plain(text: str) -> str:
    """A word without case, underscores, hyphens and double spaces."""
    return " ".join(re.sub(r"[_-]", " ", text.casefold()).split()) or text.strip()


def said(text: str) -> Said:
    """What an answer or a status means; an empty one is a yes, as the row is there."""
    return _SAID.get(plain(text), Said.UNCLEAR) if text.strip() else Said.YES


def came(text: str) -> bool | None:
    """Whether somebody came: a time they were checked in is a yes; None where nothing is said."""
    word = plain(text)
    return None if word in _UNKNOWN else word not in _STAYED


def is_checked_in(text: str) -> bool:
    """Whether a status says that somebody was checked in, as Eventbrite's does."""
    return plain(text) in _IN


def day(text: str, zone: str) -> dt.date | None:
    """The day of a moment on the clock of `zone`; None where it is no moment, or ambiguous.

    A moment with an offset (“2026-01-15T18:42:11Z”) is brought to that clock, one without is taken
    to be on it. “01/15/2026” can only be a 15 January; “03/04/2026” could be two days, and is none.
    """
    word = text.casefold().strip()
    stamp = _STAMP.fullmatch(word)
    moment = word.replace("utc", "z").replace(" z", "z").upper()
    word = _CLOCK.sub(" ", word).replace(" at ", " ")
    word = _AT_THE_END.sub("", word).strip(" ,t")
    slashed = _AMERICAN.fullmatch(word)
    try:
        if stamp:
            return dt.datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date()
        return _slashed(*(int(part) for part in slashed.groups())) if slashed else date(word)
    except (Wrong, ValueError, OverflowError):
        return None


def _slashed(first: int, second: int, year: int) -> dt.date | None:
    """Two numbers and a year: whichever is above twelve is the day."""
    year += 2000 if year < 100 else 0
    if first > 12 or first == second:
        return dt.date(year, second, first)
    return dt.date(year, first, second) if second > 12 else None
