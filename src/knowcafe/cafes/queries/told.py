"""Cafés as pages tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, F

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, CafeQuerySet, Outlook, Reserve
from knowcafe.chapters import queries as calendar
from knowcafe.chapters.models import Chapter
from knowcafe.core.turnout import forecast


@dataclass(frozen=True, slots=True)
class Told:
    """A café as pages tell it, on the chapter's clock.

    `people` is how many will likely come, empty where that is too few to say; `full` is the
    sentence about reserves, empty while a seat is free. `place` and `online` are for those who may
    know them: everybody the place only where `is_place_public`, the link only who has a seat.
    """

    id: int
    day: str
    which_day: str
    hours: str
    zone: str
    place: str
    is_usual_place: bool
    is_place_public: bool
    online: str
    access: str
    has_open_door: bool
    question: str
    read_first: str
    people: str
    seats: str
    full: str
    has_begun: bool
    is_called_off: bool


def tell(cafe: Cafe, now: datetime) -> Told:
    """A café that was read with its free seats, in words."""
    told_by = told_by_when(cafe, now)
    return Told(
        id=cafe.pk,
        day=phrases.day(cafe.starts),
        which_day=phrases.which_day(cafe.starts, now),
        hours=phrases.hours(cafe.starts, cafe.ends),
        zone=cafe.chapter.zone.rpartition("/")[2].replace("_", " "),
        place=cafe.place,
        is_usual_place=cafe.place == cafe.chapter.place,
        is_place_public=cafe.is_place_public and cafe.chapter.is_open,
        online=cafe.link,
        access=cafe.access,
        has_open_door=cafe.has_open_door,
        question=cafe.question,
        read_first=cafe.read_first,
        people=phrases.about_people(_likely(cafe)),
        seats=phrases.free_seats(cafe.free),
        full=""
        if cafe.free or cafe.called_off_at
        else phrases.table_is_full(cafe.table_size, told_by=told_by, waiting=cafe.waiting),
        has_begun=now >= cafe.starts_at,
        is_called_off=cafe.called_off_at is not None,
    )


def _likely(cafe: Cafe) -> int:
    """The most probable number of heads, as worked out last."""
    outlook: Outlook | None = getattr(cafe, "outlook", None)
    if outlook is None:
        return _guessed(cafe.held)
    chances = outlook.chances
    return max(range(len(chances)), key=chances.__getitem__)


@cache
def _guessed(held: int) -> int:
    """The same where nothing is known but that so many hold a seat; a table has ten at most."""
    return forecast(held).likely


def table_is_full(cafe: Cafe, now: datetime) -> str:
    """The honest sentence for somebody who asks just now, as many wait as do."""
    waiting = Reserve.objects.filter(cafe=cafe).count()
    told_by = told_by_when(cafe, now)
    return phrases.table_is_full(cafe.table_size, told_by=told_by, waiting=waiting)


def told_by_when(cafe: Cafe, now: datetime) -> datetime | None:
    """When a reserve asking now will be told at the latest; None if that time has passed."""
    return cafe.reserves_told_at if now < cafe.reserves_told_at else None


def next_cafes(chapter: Chapter, *, person: Person | None, now: datetime) -> list[Cafe]:
    """What a chapter's front door lists, each with its free seats as `free`.

    Of tables side by side one is listed, the first with a free seat: nobody need choose.
    """
    cafes = Cafe.objects.visible_to(person).filter(chapter=chapter)
    listed: dict[object, Cafe] = {}
    for cafe in cafes.upcoming(now).with_free():
        side_by_side = (cafe.series_id, cafe.on) if cafe.series_id else cafe.pk
        before = listed.setdefault(side_by_side, cafe)
        if cafe.free and not before.free:
            listed[side_by_side] = cafe
    return list(listed.values())


def announced(chapter: Chapter, listed: Iterable[Cafe], *, now: datetime) -> list[str]:
    """“No café on Thursday 24 December”: holidays of the coming weeks on which there would be one,
    and when a weekly time ends.

    No holiday is one where people count on a café that is still to be called off.
    """
    today, held = chapter.on_the_wall(now).date(), {cafe.on for cafe in listed}
    days = calendar.days_off(chapter, today, days=calendar.DAYS_AHEAD)
    ends = calendar.last_dates(chapter, now, days=calendar.DAYS_AHEAD)
    off = [phrases.no_cafe_on(on) for on in days if on not in held]
    return off + [phrases.last_cafe_on(last) for last in ends]


def cafes_seen_by(person: Person | None) -> CafeQuerySet:
    """Every café somebody may know of, each with its free seats as `free`."""
    return Cafe.objects.visible_to(person).with_free()


def cafes_with_wrong_seats() -> int:
    """How many cafés have not exactly the seats of their table; publishing makes that none.

    One that is called off has no seats.
    """
    published = Cafe.objects.exclude(published_at=None).filter(called_off_at=None)
    counted = published.annotate(seats=Count("seat"))
    return counted.exclude(seats=F("table_size")).count()
