"""What is kept of somebody's cafés, for their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance
from knowcafe.chapters.models import Chapter
from knowcafe.phrases import own_record as words

KEPT_FOR = timedelta(weeks=104)
"""What is longer ago is shown nowhere and counts no more."""

CORRECTED_FOR = timedelta(days=60)
"""So long after a café people may say themselves whether they came."""

SHOWN_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Past:
    """A café somebody had a place at; `others` is what they may say instead, if they still may."""

    id: int
    day: str
    state: str
    said: str
    is_corrected: bool
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody's cafés of two years, the latest first, and the last ten in a sentence."""

    latest: tuple[Past, ...]
    earlier: tuple[Past, ...]
    words: str


def own_record(person: Person, chapter: Chapter, now: datetime) -> Record:
    """For nobody else: no page of a host's leads here, and nothing is put in order by it."""
    mine = Attendance.objects.filter(
        person=person, cafe__chapter=chapter, cafe__ends_at__gt=now - KEPT_FOR
    )
    rows = list(mine.select_related("cafe__chapter").order_by("-cafe__starts_at", "-pk"))
    came = [row.state == Attendance.State.CAME for row in rows[: words.OF_LAST]]
    past = tuple(_past(row, now) for row in rows)
    return Record(past[:SHOWN_AT_ONCE], past[SHOWN_AT_ONCE:], words.of_the_last(came))


def _past(row: Attendance, now: datetime) -> Past:
    cafe, said = row.cafe, words.states()
    may_correct = cafe.ends_at >= now - CORRECTED_FOR
    return Past(
        id=cafe.pk,
        day=words.day_of(cafe.starts),
        state=row.state,
        said=said[row.state],
        is_corrected=row.corrected_at is not None,
        others=tuple((s, w) for s, w in said.items() if s != row.state) if may_correct else (),
    )
