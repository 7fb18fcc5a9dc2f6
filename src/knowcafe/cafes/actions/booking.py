"""What is remembered of everybody's place: since when, as what, and what they said of coming."""

from __future__ import annotations

from datetime import datetime

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Confirmation

Answer = Confirmation.Answer

_SAID = ("asked_at", "answer", "answered_at")
_ALL = ("booked_at", "as_reserve", "called_up_at", *_SAID)


def book_seat(cafe: Cafe, person: Person, *, now: datetime) -> None:
    """A reserve who moves up has booked when they began to wait, and stays asked.

    One who has said “coming” means it of a seat too; “not sure” was said of something else.
    """
    rows = Confirmation.objects.filter(cafe=cafe, person=person, as_reserve=True)
    waited = rows.exclude(answer=Answer.CANNOT)
    waited.exclude(answer=Answer.COMING).update(answer=Answer.NONE, answered_at=None)
    if not waited.update(as_reserve=False):
        _book(Confirmation(cafe=cafe, person=person, booked_at=now))


def book_reserve(cafe: Cafe, person: Person, *, now: datetime) -> None:
    _book(Confirmation(cafe=cafe, person=person, booked_at=now, as_reserve=True))


def _book(row: Confirmation) -> None:
    """Whoever comes back starts anew, in one statement."""
    Confirmation.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["cafe", "person"], update_fields=_ALL
    )


def say(cafe: Cafe, person: Person, answer: Answer, *, now: datetime) -> None:
    """What somebody with a place says of coming; said again it was said the first time."""
    rows = Confirmation.objects.filter(cafe=cafe, person=person)
    rows.exclude(answer=answer).update(answer=answer, answered_at=now)
