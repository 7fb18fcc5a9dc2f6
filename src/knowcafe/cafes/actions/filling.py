"""Sitting down, and who gets a seat that comes free."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.actions.booking import book_seat
from knowcafe.cafes.actions.invitations import invite, tell_invited
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.actions.without_help import tell_without_help
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import asked, the_list


def fill_seat(cafe: Cafe, person: Person, *, asked_with: str = "", now: datetime) -> bool:
    """Take the seat kept for them, else the first free one; False where none is left."""
    theirs = Q(kept_for=None) | Q(kept_for=person)
    empty = Seat.objects.filter(theirs, cafe=cafe, person=None)
    first = empty.order_by(F("kept_for").asc(nulls_last=True), "number")
    if not any(_sit_down(seat, person, asked_with=asked_with, now=now) for seat in first):
        return False
    said = Invitation.objects.filter(cafe=cafe, person=person)
    said.update(answer=Invitation.Answer.COMING, answered_at=now)
    book_seat(cafe, person, now=now)
    tell(cafe, person, "seat", phrases.your_seat, now=now)
    note("seat.taken", cafe, person, now)
    return True


def _sit_down(seat: Seat, person: Person, *, asked_with: str, now: datetime) -> bool:
    """A conditional UPDATE: of two who saw the same empty seat one gets it."""
    theirs = Q(kept_for=None) | Q(kept_for=person)
    taken = Seat.objects.filter(theirs, pk=seat.pk, person=None).update(
        person=person, kept_for=None, taken_at=now, asked_with=asked_with
    )
    return bool(taken)


def pass_seat_on(cafe: Cafe, left_by: Person, *, was_helper: bool, now: datetime) -> bool:
    """The rule of the list for a seat that came free; False where it stays free.

    A helper's is offered first to somebody else who knows what the table needs. Then whoever has
    waited for this café longest has it; then the next on the list is asked. Who sat there only for
    what the leaver knows is told. Once the café has begun a seat goes to nobody any more.
    """
    if not rules.is_open_for_changes(cafe, now):
        return False
    is_passed_on = _pass_on(cafe, was_helper=was_helper, now=now)
    tell_without_help(cafe, left_by, now=now)
    return is_passed_on


def _pass_on(cafe: Cafe, *, was_helper: bool, now: datetime) -> bool:
    if was_helper and _ask_next(cafe, as_helper=True, now=now):
        return True
    first = Reserve.objects.filter(cafe=cafe).order_by("asked_at", "pk").first()
    if not first:
        return _ask_next(cafe, as_helper=False, now=now)
    person, key = first.person, first.asked_with
    first.delete()
    return fill_seat(cafe, person, asked_with=key, now=now)


def _ask_next(cafe: Cafe, *, as_helper: bool, now: datetime) -> bool:
    """Only where a host has published a plan, and so has asked people here before; and has not
    stopped it since.
    """
    planned = Invitation.objects.filter(cafe=cafe, kind=Invitation.Kind.PLAN)
    if cafe.is_left_alone or cafe.is_too_near(now) or not planned.exists():
        return False
    table = asked.table(cafe, now=now)
    people = the_list.next_helpers(table) if as_helper else the_list.next_on_list(table)
    if not any(invite(cafe, person, as_helper=as_helper, now=now) for person in people):
        return False
    return tell_invited(cafe, now=now) > 0
