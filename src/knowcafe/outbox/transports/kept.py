"""Reading the letters which the folder has taken: the mailbox of a demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it arrived; `name` is its file's."""

    name: str
    to: str
    subject: str
    at: datetime
    body: str
    has_calendar: bool


def kept_letters(folder: Path, *, to: str = "", most: int = 50) -> list[Kept]:
    """The newest letters first, all of them or one person's."""
    found: list[Kept] = []
    for letter in _all(folder):
        if to in ("", letter.to):
            found.append(letter)
        if len(found) == most:
            break
    return found


def kept_letter(folder: Path, name: str) -> Kept | None:
    """One letter by its file's name; None where there is none."""
    return next((letter for letter in _all(folder) if letter.name == name), None)


def addresses(folder: Path) -> list[str]:
    """Everybody who has got a letter."""
    return sorted({letter.to for letter in _all(folder)})


def _all(folder: Path) -> Iterator[Kept]:
    """By name, which begins with the time; a file that has just gone is none."""
    for path in sorted(folder.glob("[0-9]*.eml"), reverse=True):
        try:
            yield _read(path, path.stat().st_mtime_ns)
        except FileNotFoundError:
            continue


@lru_cache(maxsize=4096)
def _read(path: Path, _changed: int) -> Kept:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    text = message.get_body(("plain",))
    kinds = {part.get_content_type() for part in message.walk()}
    return Kept(
        name=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=parsedate_to_datetime(str(message["Date"])).astimezone(UTC),
        body=text.get_content() if text else "",
        has_calendar="text/calendar" in kinds,
    )
