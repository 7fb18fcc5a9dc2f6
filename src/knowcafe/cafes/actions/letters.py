"""Letters about a café, and its lines in the journal."""

from __future__ import annotations

from datetime import datetime

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries.calendar import CANCEL, CANCELLING, REQUEST, calendar_part
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox

ASKING = ("seat", "invitation", "called-up")
"""The letters that put a café into somebody's calendar."""


def tell(
    cafe: Cafe,
    person: Person,
    kind: str,
    words: phrases.LetterWords,
    *,
    now: datetime,
    link: str = "",
    stop_link: str = "",
    good_until: datetime | None = None,
    in_calendar: bool = True,
) -> bool:
    """A letter about a café, once for every time they stand so; False if it was not written.

    `link` is where its button leads, their own page of the café if it is not given. After
    `good_until`, or when the café begins, it is held instead of sent. Nothing is put into their
    calendar where no seat is theirs to take, so nothing has to be taken out.
    """
    link = link or queries.place_link(cafe, person)
    knows_place = rules.can_know_place(person, cafe)
    written = words(
        phrases.AboutCafe(
            name=person.first_name,
            chapter=cafe.chapter.name,
            starts=cafe.starts,
            ends=cafe.ends,
            place=cafe.place if knows_place else "",
            access=cafe.access,
            link=link,
            digits=queries.digits(cafe, person),
            told_by=queries.told_by_when(cafe, now),
            online=cafe.link if rules.can_know_link(person, cafe) else "",
        )
    )
    calendar = ""
    if in_calendar and (kind in ASKING or kind in CANCELLING):
        calendar = calendar_part(
            cafe,
            person,
            method=CANCEL if kind in CANCELLING else REQUEST,
            is_sure=kind != "invitation",
            knows_place=knows_place,
            url=link,
            now=now,
        )
    return outbox.write(
        f"{kind}:{cafe.pk}:{person.pk}:{now:%Y%m%dT%H%M%S%f}",
        to=person.email,
        subject=written.subject,
        body=written.body,
        calendar=calendar,
        stop_link=stop_link,
        now=now,
        good_until=good_until or cafe.starts_at,
        chapter_id=cafe.chapter_id,
    )


def note(verb: str, cafe: Cafe, person: Person, now: datetime) -> None:
    journal.record(verb, at=now, chapter_id=cafe.chapter_id, by_id=person.pk, about_id=cafe.pk)
