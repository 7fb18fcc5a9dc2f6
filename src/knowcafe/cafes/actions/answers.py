"""What people say to an invitation, and what becomes of those who say nothing."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.filling import fill_seat, pass_seat_on
from knowcafe.cafes.actions.invitations import write_to
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.actions.seats import give_up, wait
from knowcafe.cafes.models import Invitation, Reserve, Seat
from knowcafe.cafes.queries import asked
from knowcafe.chapters import actions as chapters
from knowcafe.members import actions as members
from knowcafe.refused import Refused

Answer = Invitation.Answer
Kind = Invitation.Kind

RESERVE = "reserve"
"""What somebody says who finds every seat taken and would come if one comes free."""


@transaction.atomic
def answer_invitation(
    invited: asked.Invited,
    *,
    answer: str,
    until: date | None,
    typed: str,
    by: Person | None,
    now: datetime,
) -> None:
    """What somebody says to an invitation; a later answer replaces an earlier one.

    They are who they say when they are signed in, or type the two digits of their mail.
    """
    cafe, person = invited.cafe, invited.person
    is_theirs = by is not None and by.pk == person.pk
    if not is_theirs and not constant_time_compare(typed.strip(), queries.digits(cafe, person)):
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun. Come to the next one instead."))
    if rules.is_called_off(cafe):
        raise Refused(phrases.is_called_off())
    if answer == Answer.COMING:
        _come(invited, now)
    elif answer == RESERVE:
        _wait(invited, now)
    elif answer == Answer.PAUSE:
        _pause(invited, until, now)
    elif answer in (Answer.CANNOT, Answer.CONFLICT):
        _decline(invited, Answer(answer), now)
    else:
        raise Refused(_("Choose one of the answers."))


def _come(invited: asked.Invited, now: datetime) -> None:
    cafe, person = invited.cafe, invited.person
    if Seat.objects.filter(cafe=cafe, person=person).exists():
        return
    elsewhere = queries.place_at_that_time(cafe, person)
    if elsewhere and elsewhere.standing == queries.Standing.SEAT:
        raise Refused(phrases.one_place_at_a_time())
    if elsewhere:
        give_up(elsewhere.cafe, person, now=now)
    if not fill_seat(cafe, person, now=now):
        raise Refused(queries.table_is_full(cafe, now))
    Reserve.objects.filter(cafe=cafe, person=person).delete()


def _wait(invited: asked.Invited, now: datetime) -> None:
    """A seat if one has come free meanwhile. Who was asked without one has said yes."""
    cafe, person, row = invited.cafe, invited.person, invited.row
    if queries.standing(cafe, person) != queries.Standing.NEITHER:
        return
    if queries.place_at_that_time(cafe, person):
        raise Refused(phrases.one_place_at_a_time())
    if fill_seat(cafe, person, now=now):
        return
    wait(cafe, person, now=now)
    if row.kind != Kind.PLAN:
        _end(row, Answer.COMING, now)


def _pause(invited: asked.Invited, until: date | None, now: datetime) -> None:
    if until is None:
        raise Refused(_("Until when? Choose a day, and we ask again from then on."))
    member = chapters.join(invited.cafe.chapter, person=invited.person, now=now)
    members.pause(member, until=until, by=invited.person, now=now)
    _decline(invited, Answer.PAUSE, now)


def _decline(invited: asked.Invited, answer: Answer, now: datetime) -> None:
    cafe, person, row = invited.cafe, invited.person, invited.row
    stands = queries.standing(cafe, person)
    if stands != queries.Standing.NEITHER:
        give_up(cafe, person, now=now)
    if stands == queries.Standing.SEAT:
        _end(row, answer, now)
        return
    was = Invitation.objects.get(pk=row.pk).answer
    _end(row, answer, now)
    if was != Answer.NONE:
        return
    note("invitation.declined", cafe, person, now)
    if row.kind != Kind.PLAN:
        return
    words = partial(phrases.declined, is_passed_on=_pass_on(row, now))
    tell(cafe, person, "declined", words, now=now, link=asked.invitation_link(row))


def expire_invitations(*, now: datetime) -> int:
    """Whoever has not answered in time: the seat goes on. Returns how many that were."""
    due = Invitation.objects.filter(answer=Answer.NONE, expires_at__lte=now)
    rows = due.select_related("cafe__chapter", "person").order_by("expires_at", "pk")
    return sum(_expire(row, now) for row in rows)


@transaction.atomic
def _expire(row: Invitation, now: datetime) -> bool:
    """A conditional UPDATE: of two timetables one passes the seat on.

    Who was asked without a seat has lost nothing, and is not written to.
    """
    if not _end(row, Answer.EXPIRED, now, only_if=Answer.NONE):
        return False
    note("invitation.expired", row.cafe, row.person, now)
    if row.kind != Kind.PLAN:
        return True
    words = partial(phrases.expired, is_passed_on=_pass_on(row, now))
    if rules.is_open_for_changes(row.cafe, now) and asked.has_been_told(row):
        write_to(row.cafe, row, "expired", words, now=now)
    return True


def _end(row: Invitation, answer: Answer, now: datetime, *, only_if: Answer | None = None) -> bool:
    rows = Invitation.objects.filter(pk=row.pk)
    if only_if is not None:
        rows = rows.filter(answer=only_if)
    return bool(rows.update(answer=answer, answered_at=now))


def _pass_on(row: Invitation, now: datetime) -> bool:
    """Whether the seat that was kept for them is somebody else's now, or kept for them."""
    if not Seat.objects.filter(cafe=row.cafe, kept_for=row.person).update(kept_for=None):
        return False
    return pass_seat_on(row.cafe, row.person, was_helper=row.as_helper, now=now)
