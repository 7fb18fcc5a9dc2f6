"""A café that looks thin, and one with room for its people: they sit down together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.booking import book_reserve
from knowcafe.cafes.actions.calling_off import claim, close, come_instead, next_with_room
from knowcafe.cafes.actions.filling import fill_seat
from knowcafe.cafes.actions.learning import expect
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Reserve, Seat
from knowcafe.cafes.queries import asked, public, thin
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

Answer = Invitation.Answer


@transaction.atomic
def merge_into(cafe: Cafe, other: Cafe, *, by: Person | None, now: datetime) -> int:
    """Call a café off and keep seats for its people at another one of the same week; how many are
    told. Those at a table beside it sit down there at once.
    """
    host = _host(cafe, by)
    claim(cafe, now=now)
    if other.pk not in {one.pk for one in thin.neighbours(cafe, now=now)}:
        raise Refused(_("Nobody can be taken in at that café any more. Choose another one."))
    return _bring(cafe, other, by=host, now=now)


@transaction.atomic
def move_to(cafe: Cafe, other: Cafe, *, by: Person | None, now: datetime) -> int:
    """Call a café off and keep seats for its people at the next one of its series."""
    host = _host(cafe, by)
    claim(cafe, now=now)
    following = thin.following(cafe, now=now)
    if not following or other.pk != following.pk:
        raise Refused(_("Nobody can be taken in at that café any more. Choose another one."))
    return _bring(cafe, other, by=host, now=now)


def _host(cafe: Cafe, by: Person | None) -> Person:
    if not by or not rules.can_change(by, cafe):
        raise Refused(_("Only hosts of this chapter may merge or move its cafés."))
    return by


def _bring(cafe: Cafe, other: Cafe, *, by: Person, now: datetime) -> int:
    """As far as there are free seats, in the order of their seats; everybody is told once."""
    seats = Seat.objects.filter(cafe=cafe).exclude(person=None).select_related("person")
    people = [seat.person for seat in seats.order_by("number") if seat.person]
    asked_to_help = Invitation.objects.filter(cafe=cafe, as_helper=True)
    helpers = set(asked_to_help.values_list("person_id", flat=True))
    if table := thin.beside_name(cafe, other):
        page = public.page_of(other)
        otherwise: phrases.LetterWords = partial(phrases.goes_on_beside, table=table, link=page)
        coming = [*people, *thin.called_up(cafe)]
        kept = {who.pk: _sit_beside(other, who, table=table, now=now) for who in coming}
    else:
        found = ((p.pk, _keep(other, p, as_helper=p.pk in helpers, now=now)) for p in people)
        kept = {key: words for key, words in found if words}
        room = Seat.objects.filter(cafe=other, person=None, kept_for=None).exists()
        otherwise = come_instead(cafe, other if room else next_with_room(cafe, by, now) or other)
    told = close(cafe, kept, otherwise=otherwise, by=by, now=now)
    expect(other, now=now, model=model_for(cafe.chapter))
    journal.record(
        "cafe.merged", at=now, chapter_id=cafe.chapter_id, by_id=by.pk, about_id=other.pk
    )
    return told


def _sit_beside(other: Cafe, person: Person, *, table: str, now: datetime) -> phrases.KeptElsewhere:
    """Same hour, same house: whoever was told to come comes. The chairs are there, so who finds no
    seat is called up without one.
    """
    Reserve.objects.filter(cafe=other, person=person).delete()
    has_seat = Seat.objects.filter(cafe=other, person=person).exists()
    if not has_seat and not (has_seat := fill_seat(other, person, now=now)):
        Reserve.objects.create(cafe=other, person=person, asked_at=now, told_at=now)
        book_reserve(other, person, now=now)
        Confirmation.objects.filter(cafe=other, person=person).update(called_up_at=now)
        tell(other, person, "called-up", phrases.called_up, now=now)
        note("reserve.called-up", other, person, now)
    words = _words(other, queries.place_link(other, person), person, until=None)
    return replace(words, beside=table, has_seat=has_seat)


def _keep(
    other: Cafe, person: Person, *, as_helper: bool, now: datetime
) -> phrases.KeptElsewhere | None:
    """A seat kept as for somebody who is invited; the letter that calls off is the invitation.

    Whoever has a seat there already, or has said that they cannot come there, is told no more than
    where the next one is.
    """
    said = Invitation.objects.filter(cafe=other, person=person).first()
    if said and said.answer in (Answer.CANNOT, Answer.CONFLICT, Answer.PAUSE):
        return None
    if Seat.objects.filter(cafe=other, person=person).exists():
        return _words(other, queries.place_link(other, person), person, until=None)
    if not _keep_one(other, person):
        return None
    until = other.kept_until(now)
    row, _is_new = Invitation.objects.update_or_create(
        cafe=other,
        person=person,
        defaults={
            "as_helper": as_helper,
            "kind": Invitation.Kind.PLAN,
            "sent_at": now,
            "told_at": now,
            "expires_at": until,
            "answer": Answer.NONE,
            "answered_at": None,
        },
    )
    return _words(other, asked.invitation_link(row), person, until=until)


def _keep_one(other: Cafe, person: Person) -> bool:
    """The seat kept for them already, or a free one; a conditional UPDATE."""
    if Seat.objects.filter(cafe=other, kept_for=person).exists():
        return True
    free = Seat.objects.filter(cafe=other, person=None, kept_for=None).order_by("number")
    return any(
        Seat.objects.filter(pk=seat, person=None, kept_for=None).update(kept_for=person)
        for seat in list(free.values_list("pk", flat=True))
    )


def _words(
    other: Cafe, link: str, person: Person, *, until: datetime | None
) -> phrases.KeptElsewhere:
    return phrases.KeptElsewhere(
        starts=other.starts,
        ends=other.ends,
        place=other.place if rules.can_know_place(person, other) else "",
        until=until,
        link=link,
        digits=queries.digits(other, person),
    )
