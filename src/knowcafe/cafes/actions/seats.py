"""The one way to a seat, and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.booking import Answer, book_reserve, say
from knowcafe.cafes.actions.filling import fill_seat, pass_seat_on
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import Standing, hosting
from knowcafe.chapters import actions as chapters
from knowcafe.members import actions as members
from knowcafe.refused import Refused


class Full(Refused):
    """No seat is free; to be a reserve is another question, which only they can answer."""


@transaction.atomic
def just_come(
    cafe: Cafe,
    *,
    first_name: str,
    email: str,
    asked_with: str,
    by: Person | None,
    now: datetime,
    as_reserve: bool = False,
) -> Standing:
    """A seat for somebody with a first name and an address; raises `Full` where none is free.

    `asked_with` marks one showing of the form: sent twice it gets the same answer twice. Only
    whoever is signed in is told how they stand: anybody else who types an address is answered as
    a stranger would be, so that nobody learns who comes, and the mail tells its owner.
    """
    _must_be_welcome(cafe, email, by=by, now=now)
    person = accounts.ensure_person(email, first_name=first_name, now=now)
    members.come_by(chapters.join(cafe.chapter, person=person, now=now))
    if answered := _answered_before(cafe, person, asked_with):
        return answered
    is_free = Seat.objects.filter(cafe=cafe, person=None, kept_for=None).exists()
    is_self = person == by
    if is_self and not person.first_name:
        accounts.call_me(person, first_name=first_name, by=by)
    stands = Standing.NEITHER
    if is_self or is_free or as_reserve:
        stands = _settle(cafe, person, asked_with=asked_with, as_reserve=as_reserve, by=by, now=now)
    if stands == Standing.NEITHER:
        raise Full(queries.table_is_full(cafe, now))
    if is_self:
        return stands
    return Standing.SEAT if is_free else Standing.RESERVE


def _must_be_welcome(cafe: Cafe, email: str, *, by: Person | None, now: datetime) -> None:
    if not rules.can_come(by, cafe):
        raise Refused(_("This café is for the members of its chapter."))
    if not rules.can_come_as(email, by, cafe):
        raise Refused(
            _("In this chapter everybody takes their own seat. A host can let somebody new in.")
        )
    if not cafe.has_open_door:
        raise Refused(_("At this café people say first what they need: that is the way to a seat."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun. Come to the next one instead."))
    if rules.is_called_off(cafe):
        raise Refused(phrases.is_called_off())


def _settle(
    cafe: Cafe,
    person: Person,
    *,
    asked_with: str,
    as_reserve: bool,
    by: Person | None,
    now: datetime,
) -> Standing:
    """How somebody stands from now on, with the letter that says so; one that was lost comes again.

    Nobody has two places at the same time.
    """
    held = queries.standing(cafe, person)
    if held == Standing.SEAT:
        tell(cafe, person, "seat", phrases.your_seat, now=now)
        return held
    elsewhere = queries.place_at_that_time(cafe, person)
    if elsewhere and person == by:
        raise Refused(phrases.one_place_at_a_time())
    if elsewhere:
        tell(elsewhere.cafe, person, "elsewhere", phrases.place_elsewhere, now=now)
        return elsewhere.standing
    if fill_seat(cafe, person, asked_with=asked_with, now=now):
        Reserve.objects.filter(cafe=cafe, person=person).delete()
        return Standing.SEAT
    if held == Standing.RESERVE:
        tell(cafe, person, "reserve", phrases.you_are_a_reserve, now=now)
        return held
    if as_reserve:
        wait(cafe, person, asked_with=asked_with, now=now)
        return Standing.RESERVE
    return Standing.NEITHER


def _answered_before(cafe: Cafe, person: Person, asked_with: str) -> Standing | None:
    mine = {"cafe": cafe, "person": person, "asked_with": asked_with}
    if asked_with and Seat.objects.filter(**mine).exists():
        return Standing.SEAT
    if asked_with and Reserve.objects.filter(**mine).exists():
        return Standing.RESERVE
    return None


def wait(cafe: Cafe, person: Person, *, asked_with: str = "", now: datetime) -> None:
    """A reserve's place, with the letter that says so."""
    told_by = queries.told_by_when(cafe, now)
    Reserve.objects.create(
        cafe=cafe,
        person=person,
        asked_at=now,
        asked_with=asked_with,
        told_at=None if told_by else now,
    )
    book_reserve(cafe, person, now=now)
    tell(cafe, person, "reserve", phrases.you_are_a_reserve, now=now)
    note("reserve.asked", cafe, person, now)


@transaction.atomic
def give_up(cafe: Cafe, person: Person, *, now: datetime) -> None:
    """Release a seat, or stop waiting for one."""
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun; there is nothing left to release."))
    if rules.is_called_off(cafe):
        raise Refused(phrases.is_called_off())
    is_expected = hosting.called_up([cafe.pk]).filter(person=person).exists()
    say(cafe, person, Answer.CANNOT, now=now)
    if is_expected:
        tell(cafe, person, "released", phrases.chair_released, now=now)
    if Reserve.objects.filter(cafe=cafe, person=person).delete()[0]:
        accepted = Invitation.objects.filter(cafe=cafe, person=person)
        accepted = accepted.filter(answer=Invitation.Answer.COMING)
        accepted.update(answer=Invitation.Answer.CANNOT, answered_at=now)
        note("reserve.left", cafe, person, now)
    mine = Seat.objects.filter(cafe=cafe, person=person)
    if mine.update(person=None, taken_at=None, asked_with=""):
        tell(cafe, person, "released", phrases.seat_released, now=now)
        note("seat.released", cafe, person, now)
        pass_seat_on(cafe, person, was_helper=_was_helper(cafe, person, now), now=now)


def _was_helper(cafe: Cafe, person: Person, now: datetime) -> bool:
    """Whether they were to help; an invitation they had accepted is one they cannot follow now."""
    mine = Invitation.objects.filter(cafe=cafe, person=person)
    mine.update(answer=Invitation.Answer.CANNOT, answered_at=now)
    return mine.filter(as_helper=True).exists()


def tell_reserves(*, now: datetime) -> int:
    """On the day, when it is time: who still waits is told that no seat has come free."""
    waiting = Reserve.objects.filter(told_at=None, cafe__starts_at__gt=now)
    due = [
        reserve
        for reserve in waiting.select_related("cafe__chapter", "person").order_by("pk")
        if reserve.cafe.reserves_told_at <= now
    ]
    return sum(_tell_no_seat(reserve, now=now) for reserve in due)


@transaction.atomic
def _tell_no_seat(reserve: Reserve, *, now: datetime) -> bool:
    told = Reserve.objects.filter(pk=reserve.pk, told_at=None).update(told_at=now)
    if told:
        tell(reserve.cafe, reserve.person, "no-seat", phrases.no_seat_yet, now=now)
    return bool(told)
