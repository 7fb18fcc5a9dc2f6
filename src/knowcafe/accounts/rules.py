"""How often is too often, and what may be a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

_LINK = re.compile(r"[<>@:/\\]|\.\w\w")
_JOINERS = "\u200c\u200d"  # Persian and Indian names are written with them


def is_name(text: str) -> bool:
    """Whether somebody can be called that: no link, nothing that hides or turns what is read."""
    kinds = [unicodedata.category(sign)[0] for sign in text if sign not in _JOINERS + " "]
    return bool(set("LNPS") & set(kinds)) and not (set("CZ") & set(kinds) or _LINK.search(text))


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so long."""

    most: int
    within: timedelta


SIGN_IN = Limit(25, timedelta(minutes=5))
"""From one place: asking for codes, typing them, using links."""

CODES = Limit(5, timedelta(minutes=30))
"""To one address."""

SECOND_STEP = Limit(8, timedelta(minutes=10))
"""By one person: an app's code has a million values, and three of them fit at any time."""

DIGITS = Limit(10, timedelta(hours=1))
"""With one link: there are only a hundred pairs of digits."""

COMING = Limit(30, timedelta(minutes=10))
"""From one place; a whole class on one network may want to come."""

COMING_AS = Limit(10, timedelta(hours=1))
"""With one address: each of them may write a letter to it."""

AT_THE_DOOR = Limit(60, timedelta(minutes=10))
"""From one place: at the door of a café everybody comes at once, over one network."""
