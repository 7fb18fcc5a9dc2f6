"""Small rules of English that no message catalogue carries; other languages pass untouched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import get_language, gettext

_SOUNDED = re.compile(r"(hour|hono|honest|heir|[aeio]|u(?!ni|s|ti|k|g|r[aiou]))", re.IGNORECASE)
_CONSONANT_O = re.compile(r"(one|once|eu|ewe)", re.IGNORECASE)
_SPELT_OUT = "AEFHILMNORSX"
_FIELDS = re.compile(
    r"accounting|advertising|banking|branding|catering|consulting|construction|design|education"
    r"|e-?commerce|engineering|events|fashion|finance|fundraising|hospitality|hr|it|journalism"
    r"|law|logistics|marketing|media|music|operations|photography|pr|property|publishing"
    r"|recruitment|retail|sales|tech|technology",
    re.IGNORECASE,
)
_PROPER = re.compile(
    r"\w{2,}(ish|ese|ican|[^\W\d_]ean)|French|German|Dutch|Greek|Thai|Indian|Italian|Nigerian"
    r"|Ghanaian|Russian|Ukrainian|Brazilian|Caribbean|London|I",
)
_ONE_OF_A_KIND = re.compile(
    r"(website|online shop|business (plan|model)|legal structure|growth strategy|first version"
    r"|marketing plan)\b.*",
    re.IGNORECASE,
)
_JOINED = ("in ", "at ", "for ", "with ", "from ", "on ", "a ", "an ", "the ", "one of ")
_DEEDS = ("runs ", "makes ", "sells ", "builds ", "writes ", "teaches ", "bakes ", "owns ")


def with_article(role: str) -> str:
    """“an accountant”, “a European lawyer”, “an HR adviser”, “in sales”; other tongues as is."""
    role = role.strip().rstrip(".")
    if not role or not _is_english():
        return role
    if role.lower().startswith(_JOINED):
        return inside(role)
    if role.lower().startswith(_DEEDS):
        return f"who {inside(role)}"
    if _FIELDS.fullmatch(role):
        return f"in {inside(role)}"
    return f"{_article(role)} {inside(role)}"


def inside(label: str) -> str:
    """A label in the middle of a sentence: “Pricing” → “pricing”, but “VAT” stays “VAT”."""
    first = re.match(r"[^\W\d_]*", label)
    word = first[0] if first else ""
    if not _is_english() or any(c.isupper() for c in word[1:]) or _PROPER.fullmatch(word):
        return label
    return label[:1].lower() + label[1:]


def as_yours(label: str) -> str:
    """A topic as the person's own: “your website”, but “pricing”."""
    yours = _is_english() and _ONE_OF_A_KIND.fullmatch(label)
    return f"your {inside(label)}" if yours else inside(label)


def is_compound(label: str) -> bool:
    """Whether a label can stand before a noun: “legal structure”, not “testing an idea”."""
    words = label.split()
    return len(words) < 2 or (len(words) == 2 and not words[0].endswith("ing"))


def listed(items: Iterable[str], *, last: str | None = None) -> str:
    """“a”, “a and b”, “a, b and c”; `last` may be another word than “and”."""
    *most, final = [str(item) for item in items] or [""]
    if not most:
        return final
    return gettext("%(most)s %(and)s %(last)s") % {
        "most": ", ".join(most),
        "and": last or gettext("and"),
        "last": final,
    }


def isolated(name: str) -> str:
    """A name that runs from right to left, fenced so that it cannot turn the sentence round."""
    if any(unicodedata.bidirectional(c) in {"R", "AL", "RLE", "RLO", "RLI"} for c in name):
        return f"\u2068{name}\u2069"
    return name


def _article(role: str) -> str:
    first = re.split(r"[\s\-/]", role, maxsplit=1)[0]
    if first.isdigit():
        return "an" if first.startswith(("8", "11", "18")) else "a"
    if len(first) > 1 and first.isupper() and not _is_spoken(first):
        return "an" if first[0] in _SPELT_OUT else "a"
    vowel = _SOUNDED.match(role) and not _CONSONANT_O.match(role)
    return "an" if vowel else "a"


def _is_spoken(capitals: str) -> bool:
    """Whether capitals are read as a word rather than letter by letter."""
    return capitals in {"NASA", "UNESCO", "LEGO", "NATO", "SAP", "RADA", "SAAS"}


def _is_english() -> bool:
    return (get_language() or "en").startswith("en")


def hello(name: str) -> str:
    """“Hello Amara,”; of some people we know the address only."""
    return gettext("Hello %s,") % name if name else gettext("Hello,")
