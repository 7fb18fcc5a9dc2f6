"""Letters about a café, and its lines in the journal."""

from __future__ import annotations

from datetime import datetime

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries
from knowcafe.cafes.models import Cafe
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox


def tell(
    cafe: Cafe, person: Person, kind: str, words: phrases.LetterWords, *, now: datetime
) -> None:
    """A letter about a café, once for every time they stand so."""
    letter = words(
        phrases.AboutCafe(
            name=person.first_name,
            chapter=cafe.chapter.name,
            starts=cafe.starts,
            ends=cafe.ends,
            place=cafe.place,
            access=cafe.access,
            link=queries.place_link(cafe, person),
            digits=queries.digits(cafe, person),
            told_by=queries.told_by_when(cafe, now),
        )
    )
    outbox.write(
        f"{kind}:{cafe.pk}:{person.pk}:{now:%Y%m%dT%H%M%S%f}",
        to=person.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=cafe.starts_at,
        chapter_id=cafe.chapter_id,
    )


def note(verb: str, cafe: Cafe, person: Person, now: datetime) -> None:
    journal.record(verb, at=now, chapter_id=cafe.chapter_id, by_id=person.pk, about_id=cafe.pk)
