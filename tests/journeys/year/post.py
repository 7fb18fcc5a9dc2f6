"""The letters of the year: as they are written, and as they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Letter


class Note(NamedTuple):
    """What kind of letter, to whom, and about which café, week or quarter."""

    kind: str
    to: str
    about: str


@dataclass(frozen=True)
class Written:
    """A letter as its writer left it in the outbox."""

    id: int
    note: Note
    at: datetime
    good_until: datetime
    is_unrequested: bool
    as_helper: bool
    step: str


STEPS = {
    "There is room at the Knowcafé": "wave",
    "You are next on the list": "offer",
    "at short notice": "short notice",
}
"""What an invitation says that keeps no seat."""


class Box:
    """A transport that keeps what it is given: a verified fake."""

    def __init__(self, clock: Callable[[], datetime], taken: list[tuple[Letter, datetime]]) -> None:
        self._clock, self.taken = clock, taken

    def send(self, letter: Letter, *, now: datetime) -> None:
        self.taken.append((letter, self._clock()))

    def greet(self) -> None:
        pass


class Outbox:
    """Reads what was written since the last look."""

    def __init__(self) -> None:
        self._last = 0
        self._slugs = dict(Chapter.objects.values_list("pk", "slug"))
        self.ids: dict[str, int] = {}

    def new(self) -> list[Written]:
        rows = Message.objects.filter(pk__gt=self._last).order_by("pk")
        found = []
        for row in rows.values_list(
            "pk", "key", "to", "chapter_id", "written_at", "good_until", "stop_link", "body"
        ):
            pk, key, to, chapter, at, until, stop, body = row
            self._last = self.ids[key] = pk
            kind, *parts = key.split(":")
            helps = "because you offered your know-how" in body
            step = next((s for words, s in STEPS.items() if words in body), "")
            about = self._about(kind, chapter, parts)
            found.append(Written(pk, Note(kind, to, about), at, until, bool(stop), helps, step))
        return found

    def slug_of(self, letter: Letter) -> str:
        """The chapter of a letter about a quarter."""
        member = int(letter.key.split(":")[1])
        return str(Chapter.objects.get(member=member).slug)

    def _about(self, kind: str, chapter: int, parts: list[str]) -> str:
        if kind == "nudge" or kind.startswith("quarter"):
            return f"{self._slugs[chapter]}:{parts[1]}"
        if kind == "helped":
            return f"{parts[0]}:{Person.objects.get(pk=parts[1]).email}"
        return parts[0]

    def held(self, ids: list[int]) -> set[int]:
        rows = Message.objects.filter(pk__in=ids, state=Message.State.HELD)
        return set(rows.values_list("pk", flat=True))
