"""Who came, as a host notes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.models import Attendance, Cafe, Reserve, Seat
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def note_everyone_came(cafe: Cafe, *, by: Person | None, now: datetime) -> int:
    """Everybody with a seat of whom nothing is noted yet; exceptions stay. Returns how many."""
    _must_host(cafe, by=by, now=now)
    noted = Attendance.objects.filter(cafe=cafe).exclude(person=None).values("person")
    seats = Seat.objects.filter(cafe=cafe).exclude(person=None).exclude(person__in=noted)
    rows = [
        Attendance(
            cafe=cafe,
            person=seat.person,
            first_name=seat.person.first_name if seat.person else "",
            state=Attendance.State.CAME,
            noted_at=now,
            noted_by=by,
        )
        for seat in seats.select_related("person").order_by("number")
    ]
    Attendance.objects.bulk_create(rows)
    _note(cafe, "attendance.everyone", by=by, now=now)
    return len(rows)


@transaction.atomic
def note_attendance(
    cafe: Cafe, person_id: int, *, state: str, by: Person | None, now: datetime
) -> None:
    """One person of this café: came, excused, or missed. Said twice it is one."""
    _must_host(cafe, by=by, now=now)
    if state not in Attendance.State.values:
        raise Refused(_("Somebody came, was excused, or didn’t make it."))
    mine = {"cafe": cafe, "person_id": person_id}
    places = (Seat, Reserve, Attendance)
    if not any(table.objects.filter(**mine).exists() for table in places):
        raise Refused(_("Nobody like that has a seat at this café; add them by first name."))
    person = Person.objects.get(pk=person_id)
    Attendance.objects.update_or_create(
        **mine,
        defaults={"state": state, "noted_at": now, "noted_by": by, "corrected_at": None},
        create_defaults={
            "first_name": person.first_name,
            "state": state,
            "noted_at": now,
            "noted_by": by,
        },
    )
    _note(cafe, f"attendance.{state}", by=by, now=now)


@transaction.atomic
def note_who_came(
    cafe: Cafe,
    *,
    states: Mapping[int, str],
    walk_ins: Mapping[str, str],
    by: Person | None,
    now: datetime,
) -> None:
    """Everybody of whom something is known once the hour is over: states by the person's id, and
    first names by what marks each walk-in. What a host noted before of others stays.
    """
    for person_id, state in states.items():
        note_attendance(cafe, person_id, state=state, by=by, now=now)
    for mark, name in walk_ins.items():
        add_walk_in(cafe, first_name=name, asked_with=mark, by=by, now=now)


@transaction.atomic
def forget_attendance(cafe: Cafe, person_id: int, *, by: Person | None, now: datetime) -> None:
    """Nothing is noted of this person any more."""
    _must_host(cafe, by=by, now=now)
    if Attendance.objects.filter(cafe=cafe, person=person_id).delete()[0]:
        _note(cafe, "attendance.forgotten", by=by, now=now)


@transaction.atomic
def add_walk_in(
    cafe: Cafe, *, first_name: str, asked_with: str, by: Person | None, now: datetime
) -> None:
    """Somebody who came without a seat, the eleventh too. `asked_with` marks one showing of the
    form: a double click is one person.
    """
    _must_host(cafe, by=by, now=now)
    name = " ".join(first_name.split())
    if not name:
        raise Refused(_("What is their first name?"))
    accounts.must_be_name(name)
    sent = Attendance.objects.filter(cafe=cafe, asked_with=asked_with)
    if asked_with and sent.exists():
        return
    Attendance.objects.create(
        cafe=cafe,
        first_name=name,
        state=Attendance.State.CAME,
        noted_at=now,
        noted_by=by,
        asked_with=asked_with,
    )
    _note(cafe, "walk-in.added", by=by, now=now)


@transaction.atomic
def remove_walk_in(cafe: Cafe, walk_in_id: int, *, by: Person | None, now: datetime) -> None:
    """Entered by mistake."""
    _must_host(cafe, by=by, now=now)
    if Attendance.objects.filter(cafe=cafe, pk=walk_in_id, person=None).delete()[0]:
        _note(cafe, "walk-in.removed", by=by, now=now)


@transaction.atomic
def start_over(cafe: Cafe, *, by: Person | None, now: datetime) -> None:
    """Nothing is noted of anybody with a place; walk-ins stay."""
    _must_host(cafe, by=by, now=now)
    if Cafe.objects.filter(pk=cafe.pk).exclude(thanked_at=None).exists():
        raise Refused(_("Thanks have left already. Change people one by one instead."))
    Attendance.objects.filter(cafe=cafe).exclude(person=None).delete()
    _note(cafe, "attendance.started-over", by=by, now=now)


def _must_host(cafe: Cafe, *, by: Person | None, now: datetime) -> None:
    if not rules.can_note(by, cafe):
        raise Refused(_("Only those who run this café may note who came."))
    if now < cafe.starts_at:
        raise Refused(_("This café has not begun; who came can be noted once it has."))
    if rules.is_called_off(cafe):
        raise Refused(_("This café was called off, so nobody came."))


def _note(cafe: Cafe, verb: str, *, by: Person | None, now: datetime) -> None:
    """When anything was noted last; None where nothing is noted."""
    is_noted = Attendance.objects.filter(cafe=cafe).exists()
    Cafe.objects.filter(pk=cafe.pk).update(noted_at=now if is_noted else None)
    journal.record(
        verb, at=now, chapter_id=cafe.chapter_id, by_id=by.pk if by else None, about_id=cafe.pk
    )
