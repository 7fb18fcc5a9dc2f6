"""Cells to values: numbers, words, names and links as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowcafe.core.exchange.fault import FaultKind

_YES = frozenset(["yes", "y", "true", "t", "1", "x", "✓", "✔", "ja", "oui", "si", "sí"])
_NO = frozenset(["no", "n", "false", "f", "0", "-", "–", "nein", "non"])
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
_WEEKS = re.compile(r"(.*?)\s*(?:w|wk|wks|week|weeks)(?:\s+ago)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LANGUAGES = {
    "arabic": "ar",
    "bengali": "bn",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "gujarati": "gu",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "punjabi": "pa",
    "romanian": "ro",
    "russian": "ru",
    "somali": "so",
    "spanish": "es",
    "swahili": "sw",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "welsh": "cy",
    "yoruba": "yo",
}


class Wrong(ValueError):
    """A cell that cannot be read: the kind of fault and what was expected."""

    def __init__(self, kind: FaultKind, *expected: str) -> None:
        super().__init__(kind, expected)
        self.kind, self.expected = kind, expected


def words(most: int, *, lines: bool = False) -> Callable[[str], str]:
    """Read text of at most `most` characters, on one line unless `lines`."""

    def read(text: str) -> str:
        if len(text) > most:
            raise Wrong(FaultKind.TOO_LONG, str(most))
        if not lines and len(text.splitlines()) > 1:
            raise Wrong(FaultKind.MANY_LINES)
        return text if lines else " ".join(text.split())

    return read


name = words(120)
"""Read what somebody or something is called."""


def yes_or_no(text: str) -> bool:
    return one_of(dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False), "yes", "no")(text)


def one_of(values: dict[str, bool], *expected: str) -> Callable[[str], bool]:
    """Read one of some words, each standing for yes or no; `expected` names the usual ones."""

    def read(text: str) -> bool:
        value = values.get(text.casefold())
        if value is None:
            raise Wrong(FaultKind.NOT_ONE_OF, *expected)
        return value

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """Read a whole number from `least` to `most`; “3.0”, as spreadsheets save it, is 3."""

    def read(text: str) -> int:
        found = _WHOLE.fullmatch(text)
        if not found or not least <= int(found[1]) <= most:
            raise Wrong(FaultKind.NOT_A_NUMBER, str(least), str(most))
        return int(found[1])

    return read


def weeks(text: str) -> int:
    """Read a count of weeks: “3”, “3 weeks”, “3 weeks ago”."""
    found = _WEEKS.fullmatch(text)
    return whole(0, 520)(found[1] if found else text)


def parts(text: str) -> tuple[str, ...]:
    """Cut a list at its semicolons or line breaks; at commas if it has neither."""
    cut = re.split(r"[;\n\r]", text) if re.search(r"[;\n\r]", text) else text.split(",")
    return tuple(" ".join(part.split()) for part in cut if part.strip())


def email(text: str) -> str:
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise Wrong(FaultKind.NOT_AN_EMAIL, "amara@example.org")
    return text


def link(text: str) -> str:
    if not _LINK.fullmatch(text) or len(text) > 500:
        raise Wrong(FaultKind.NOT_A_LINK, "https://example.org/cafe")
    return text


def language(text: str) -> str:
    """A language as its code (“French” → “fr”); what is not in our list stays as it is written."""
    plain = words(40)(text).casefold()
    return _LANGUAGES.get(plain, plain)


def languages(text: str) -> tuple[str, ...]:
    """Languages in order of preference, each once."""
    return tuple(dict.fromkeys(language(part) for part in parts(re.sub(r"[/|]", ";", text))))


def modes(text: str) -> frozenset[str]:
    """Where somebody would sit: in a place, online, or either."""
    plain = re.sub(r"[\s-]+", " ", text.casefold())
    if plain in {"either", "both", "any", "place or online", "hybrid", "anywhere"}:
        return frozenset({"place", "online"})
    if plain in {"place", "in place", "in person", "on site", "onsite", "there"}:
        return frozenset({"place"})
    if plain in {"online", "remote", "video", "virtual"}:
        return frozenset({"online"})
    raise Wrong(FaultKind.NOT_ONE_OF, "place", "online", "either")
