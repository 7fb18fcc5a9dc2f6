"""The day before a café: “are you coming?”, and what people answer."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.booking import Answer, say
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.actions.seats import give_up
from knowcafe.cafes.models import BEFORE, Confirmation
from knowcafe.cafes.queries import Place, Standing, confirming
from knowcafe.phrases import confirming as words
from knowcafe.refused import Refused


def ask_the_day_before(*, now: datetime) -> int:
    """A letter to everybody with a place tomorrow, once; returns how many were written."""
    return sum(_ask(row, now=now) for row in confirming.to_ask(now))


@transaction.atomic
def _ask(row: Confirmation, *, now: datetime) -> bool:
    """A conditional UPDATE: of two timetables one writes, and of somebody who has just answered
    or left nothing is asked.
    """
    if not confirming.unasked(now).filter(pk=row.pk).update(asked_at=now):
        return False
    has_seat = queries.standing(row.cafe, row.person) == Standing.SEAT
    letter = partial(
        words.are_you_coming if has_seat else words.would_you_come,
        when=phrases.which_day(row.cafe.starts, now),
        by=confirming.tell_us_by(row.cafe, now),
    )
    note("question.asked", row.cafe, row.person, now)
    good_until = row.cafe.starts_at - BEFORE
    return tell(row.cafe, row.person, "question", letter, now=now, good_until=good_until)


@transaction.atomic
def answer_question(
    place: Place, *, answer: str, typed: str, by: Person | None, now: datetime
) -> None:
    """Coming or not sure, as often as they like until it begins; who cannot come gives up.

    They are who they say when they are signed in, or type the two digits of their mail.
    """
    cafe, person = place.cafe, place.person
    is_theirs = by is not None and by.pk == person.pk
    if not is_theirs and not constant_time_compare(typed.strip(), queries.digits(cafe, person)):
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))
    if answer == Answer.CANNOT:
        give_up(cafe, person, now=now)
        return
    if answer not in (Answer.COMING, Answer.UNSURE):
        raise Refused(_("Choose one of the answers."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun. Come to the next one instead."))
    if rules.is_called_off(cafe):
        raise Refused(phrases.is_called_off())
    asks = confirming.question(place, now)
    if queries.standing(cafe, person) == Standing.NEITHER and not asks.is_called_up:
        raise Refused(_("You have no place here any more. If a seat is free, you may take it."))
    if not asks.is_open:
        raise Refused(_("We ask the day before, from nine in the morning."))
    say(cafe, person, Answer(answer), now=now)
    note(f"question.{answer}", cafe, person, now)
