"""Publishing cafés, and the one way to a seat."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.cafes.queries import Place, Standing
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import queries as calendar
from knowcafe.chapters.models import Series
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox
from knowcafe.refused import Refused

DAYS_AHEAD = 22
"""Three weeks and a day: so far ahead the front door shows a series' cafés."""


class Full(Refused):
    """No seat is free; to be a reserve is another question, which only they can answer."""


def open_ahead(*, now: datetime) -> int:
    """Publish the coming cafés of every series as open cafés; returns how many are new."""
    ahead = list(calendar.dates_ahead(now, days=DAYS_AHEAD))
    published = set(Cafe.objects.exclude(series=None).values_list("series_id", "on"))
    return sum(
        publish_of_series(series, on=on, now=now)
        for series, on in ahead
        if (series.pk, on) not in published
    )


@transaction.atomic
def publish_of_series(series: Series, *, on: date, now: datetime) -> bool:
    """One day's café with its empty seats; False if it is there already."""
    chapter, begins = series.chapter, series.begins(on)
    cafe, is_new = Cafe.objects.get_or_create(
        series=series,
        on=on,
        defaults={
            "chapter": chapter,
            "starts_at": begins,
            "ends_at": begins + timedelta(minutes=series.minutes),
            "place": chapter.place,
            "access": chapter.access,
            "table_size": chapter.table_size,
            "published_at": now,
        },
    )
    if is_new:
        numbers = range(1, cafe.table_size + 1)
        Seat.objects.bulk_create(Seat(cafe=cafe, number=number) for number in numbers)
        journal.record("cafe.published", at=now, chapter_id=chapter.pk, about_id=cafe.pk)
    return is_new


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

    `asked_with` marks one showing of the form: sent twice it gets the same answer twice. Anybody
    else who types the same address is answered as a stranger would be, so that nobody learns who
    comes; the mail tells its owner how they stand.
    """
    if not rules.can_come(by, cafe):
        raise Refused(_("This café is for the members of its chapter."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun. Come to the next one instead."))
    person = accounts.ensure_person(email, first_name=first_name, now=now)
    chapters.join(cafe.chapter, person=person, now=now)
    answered = _answered_before(cafe, person, asked_with)
    if answered:
        return answered
    held = queries.standing(cafe, person)
    if held == Standing.NEITHER and _fill(cafe, person, asked_with=asked_with, now=now):
        return Standing.SEAT
    if held == Standing.SEAT and Seat.objects.filter(cafe=cafe, person=None).exists():
        return Standing.SEAT
    if not as_reserve:
        raise Full(phrases.table_is_full(cafe.table_size, told_by=queries.told_by_when(cafe, now)))
    if held == Standing.NEITHER:
        _wait(cafe, person, asked_with=asked_with, now=now)
    return Standing.RESERVE


def _answered_before(cafe: Cafe, person: Person, asked_with: str) -> Standing | None:
    mine = {"cafe": cafe, "person": person, "asked_with": asked_with}
    if asked_with and Seat.objects.filter(**mine).exists():
        return Standing.SEAT
    if asked_with and Reserve.objects.filter(**mine).exists():
        return Standing.RESERVE
    return None


def _fill(cafe: Cafe, person: Person, *, asked_with: str, now: datetime) -> bool:
    """Take the first empty seat; False where none is left."""
    empty = Seat.objects.filter(cafe=cafe, person=None).order_by("number")
    if not any(_sit_down(seat, person, asked_with=asked_with, now=now) for seat in empty):
        return False
    _tell(cafe, person, "seat", phrases.your_seat, now=now)
    _note("seat.taken", cafe, person, now)
    return True


def _sit_down(seat: Seat, person: Person, *, asked_with: str, now: datetime) -> bool:
    """A conditional UPDATE: of two who saw the same empty seat one gets it."""
    taken = Seat.objects.filter(pk=seat.pk, person=None).update(
        person=person, taken_at=now, asked_with=asked_with
    )
    return bool(taken)


def _wait(cafe: Cafe, person: Person, *, asked_with: str, now: datetime) -> None:
    told_by = queries.told_by_when(cafe, now)
    Reserve.objects.create(
        cafe=cafe,
        person=person,
        asked_at=now,
        asked_with=asked_with,
        told_at=None if told_by else now,
    )
    _tell(cafe, person, "reserve", phrases.you_are_a_reserve, now=now)
    _note("reserve.asked", cafe, person, now)


@transaction.atomic
def give_back(place: Place, *, typed: str, now: datetime) -> None:
    """Release a seat or stop waiting, from the page a mail leads to; the next reserve moves up."""
    cafe, person = place.cafe, place.person
    if not constant_time_compare(typed.strip(), queries.digits(cafe, person)):
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun; there is nothing left to release."))
    if Reserve.objects.filter(cafe=cafe, person=person).delete()[0]:
        _note("reserve.left", cafe, person, now)
    mine = Seat.objects.filter(cafe=cafe, person=person)
    if mine.update(person=None, taken_at=None, asked_with=""):
        _note("seat.released", cafe, person, now)
        _move_up(cafe, now=now)


def _move_up(cafe: Cafe, *, now: datetime) -> None:
    """Whoever has waited longest gets the seat that came free."""
    first = Reserve.objects.filter(cafe=cafe).order_by("asked_at", "pk").first()
    if first:
        person, key = first.person, first.asked_with
        first.delete()
        _fill(cafe, person, asked_with=key, now=now)


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
        _tell(reserve.cafe, reserve.person, "no-seat", phrases.no_seat_yet, now=now)
    return bool(told)


def _tell(
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


def _note(verb: str, cafe: Cafe, person: Person, now: datetime) -> None:
    journal.record(verb, at=now, chapter_id=cafe.chapter_id, by_id=person.pk, about_id=cafe.pk)
