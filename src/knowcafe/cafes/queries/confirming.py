"""The question of the day before: when it is asked, of whom, and what somebody has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from knowcafe import phrases
from knowcafe.cafes.models import Cafe, Confirmation, Reserve, Seat
from knowcafe.cafes.queries.places import Place, Standing
from knowcafe.phrases import confirming as words

Answer = Confirmation.Answer

DAY = (time(8), time(21))
"""Nobody is asked at night, on the chapter's clock: whoever booked late is asked in the morning."""

LATEST = timedelta(hours=4)
"""Nearer to a café than this nobody is asked any more."""

JUST_BOOKED = timedelta(hours=12)
"""Whoever booked so lately has only just said that they come."""

_A_LONG_DAY = timedelta(hours=40)
"""Longer than from any morning to any café of the next day, also where clocks go back."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody's page asks, and what they have said, in words.

    `is_open` from the morning of the day before until the café begins; `answer` is empty until
    they have given one, and so is `heard`, which thanks for it. `then` says what becomes of the
    place. `is_called_up`: they wait, and are told to come without one of the seats.
    """

    is_open: bool
    words: str
    then: str
    answer: str
    heard: str
    is_called_up: bool


def tell_us_by(cafe: Cafe, now: datetime) -> datetime | None:
    """When the last free seats are given to reserves; None if that has passed."""
    return cafe.last_call if now < cafe.last_call else None


def question(place: Place, now: datetime) -> Question:
    cafe = place.cafe
    row = Confirmation.objects.filter(cafe=cafe, person=place.person).first()
    when, by = phrases.which_day(cafe.starts, now), tell_us_by(cafe, now)
    answer, called_up = row.answer if row else "", is_called_up(row)
    has_seat = place.standing is Standing.SEAT or called_up
    return Question(
        is_open=cafe.question_at <= now < cafe.starts_at,
        words=words.asked(has_seat=has_seat, when=when),
        then=words.what_then(has_seat=has_seat, by=by),
        answer=answer,
        heard=words.heard(answer, has_seat=has_seat, when=when, by=by),
        is_called_up=called_up,
    )


def is_called_up(row: Confirmation | None) -> bool:
    """Told to come without one of the seats, and coming as far as we know."""
    return bool(row and row.as_reserve and row.called_up_at and row.answer != Answer.CANNOT)


def to_ask(now: datetime) -> list[Confirmation]:
    """Everybody with a seat or a reserve's place at a café of tomorrow, who is not asked yet."""
    soon = Cafe.objects.filter(starts_at__gt=now + LATEST, starts_at__lte=now + _A_LONG_DAY)
    mine = soon.filter(chapter__evens_out=True, is_left_alone=False, called_off_at=None)
    published = mine.exclude(published_at=None).select_related("chapter")
    cafes = [cafe for cafe in published if cafe.question_at <= now and is_day(cafe, now)]
    if not cafes:
        return []
    rows = unasked(now).filter(cafe__in=cafes).select_related("cafe__chapter", "person")
    return list(rows.order_by("cafe__starts_at", "pk"))


def is_day(cafe: Cafe, now: datetime) -> bool:
    """Whether people may be written to who are not waiting for it."""
    first, last = DAY
    return first <= cafe.chapter.on_the_wall(now).time() < last


def unasked(now: datetime) -> QuerySet[Confirmation]:
    """Who has a place, has not been asked or told to come, and has not said or booked anything
    lately.
    """
    theirs = {"cafe": OuterRef("cafe"), "person": OuterRef("person")}
    place = Exists(Seat.objects.filter(**theirs)) | Exists(Reserve.objects.filter(**theirs))
    silent = Confirmation.objects.filter(asked_at=None, called_up_at=None, answer=Answer.NONE)
    return silent.filter(place, booked_at__lte=now - JUST_BOOKED)
