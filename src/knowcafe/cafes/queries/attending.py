"""Who came to a café, as its host notes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, CafeQuerySet, Reserve, Seat
from knowcafe.cafes.queries.places import address
from knowcafe.chapters.models import Chapter
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.core.calendar import WallClock

MORNING = time(8)
"""When thanks leave, on the chapter's clock."""

CALM = timedelta(minutes=30)
"""So long nothing was changed any more before thanks leave: a host may still be at it."""

ASKED_FOR = timedelta(days=2)
THANKED_FOR = timedelta(days=7)
"""Longer after a café nobody is asked or thanked."""

SHOWN_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whose coming can be noted; `state` is empty until it is. `is_corrected`: they have
    said it themselves.
    """

    person_id: int
    name: str
    state: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody without a seat, by first name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class WhoCame:
    """A café's people as its host notes them: who held a seat, who waited for one, who walked in.

    `came` counts heads, walk-ins included; `noted` is whether anything is said of anybody with a
    place, `missing` how many with a seat of whom nothing is.
    """

    seated: tuple[Guest, ...]
    waited: tuple[Guest, ...]
    walk_ins: tuple[WalkIn, ...]
    came: int
    noted: bool
    missing: int


def who_came(cafe: Cafe) -> WhoCame:
    """Everybody of a café, in the order of their seats."""
    rows = list(Attendance.objects.filter(cafe=cafe).order_by("pk"))
    noted = {row.person_id: row for row in rows if row.person_id}
    held = Seat.objects.filter(cafe=cafe).exclude(person=None).order_by("number")
    seats = dict(held.values_list("person_id", "person__first_name"))
    reserves = Reserve.objects.filter(cafe=cafe).order_by("asked_at", "pk")
    others = dict(reserves.values_list("person_id", "person__first_name"))
    others |= {row.person_id: row.first_name for row in rows if row.person_id}
    return WhoCame(
        seated=tuple(_guest(person, name, noted) for person, name in seats.items()),
        waited=tuple(
            _guest(person, name, noted) for person, name in others.items() if person not in seats
        ),
        walk_ins=tuple(WalkIn(row.pk, row.first_name) for row in rows if not row.person_id),
        came=sum(row.state == Attendance.State.CAME for row in rows),
        noted=bool(noted),
        missing=len(seats.keys() - noted.keys()),
    )


def _guest(person_id: int, name: str, noted: dict[int, Attendance]) -> Guest:
    row = noted.get(person_id)
    if row is None:
        return Guest(person_id, name, "", is_corrected=False)
    return Guest(person_id, name, str(row.state), is_corrected=row.corrected_at is not None)


def cafes_hosted_in(slug: str, person: Person | None) -> CafeQuerySet:
    """The published cafés of a chapter somebody hosts."""
    chapters = chapters_hosted_by(person).filter(slug=slug)
    return Cafe.objects.filter(chapter__in=chapters).exclude(published_at=None).with_free()


@dataclass(frozen=True, slots=True)
class Past:
    """A café that has begun, for the list of those whose coming may be noted."""

    id: int
    day: str
    hours: str
    came: int
    seated: int
    is_noted: bool


def to_note(chapter: Chapter, now: datetime) -> tuple[Past, ...]:
    """Cafés that go on or are over, at which people had seats, of which nothing is noted yet."""
    past = past_cafes(chapter, now, since=now - THANKED_FOR)
    return tuple(cafe for cafe in past if cafe.seated and not cafe.is_noted)


def past_cafes(chapter: Chapter, now: datetime, *, since: datetime | None = None) -> list[Past]:
    """Those of the last four weeks, the latest first."""
    since = since or now - SHOWN_FOR
    begun = Cafe.objects.filter(chapter=chapter, starts_at__lte=now, starts_at__gt=since)
    begun = begun.exclude(published_at=None).filter(called_off_at=None)
    rows = begun.select_related("chapter").order_by("-starts_at", "pk")
    noted = Attendance.objects.filter(cafe__in=begun, state=Attendance.State.CAME)
    came = dict(noted.values_list("cafe").annotate(Count("pk")))
    held = Seat.objects.filter(cafe__in=begun).exclude(person=None)
    seated = dict(held.values_list("cafe").annotate(Count("pk")))
    return [
        Past(
            id=cafe.pk,
            day=phrases.day(cafe.starts),
            hours=phrases.hours(cafe.starts, cafe.ends),
            came=came.get(cafe.pk, 0),
            seated=seated.get(cafe.pk, 0),
            is_noted=cafe.noted_at is not None,
        )
        for cafe in rows
    ]


def came_link(cafe: Cafe) -> str:
    """The page on which hosts note who came."""
    return address(reverse("who-came", args=[cafe.chapter.slug, cafe.pk]))


def morning_after(cafe: Cafe) -> datetime:
    """Eight o'clock on the day after a café, on its chapter's clock."""
    return WallClock(cafe.ends.date() + timedelta(days=1), MORNING, cafe.chapter.zone).utc


def not_noted(now: datetime) -> list[Cafe]:
    """Cafés at which people had seats, of which nothing is noted the morning after."""
    seated = Seat.objects.exclude(person=None).values("cafe")
    ended = Cafe.objects.filter(ends_at__gt=now - ASKED_FOR, ends_at__lte=now, noted_at=None)
    rows = ended.filter(pk__in=seated).select_related("chapter").order_by("pk")
    return [cafe for cafe in rows if morning_after(cafe) <= now]


def to_thank(now: datetime) -> list[Cafe]:
    """Cafés whose people are to be thanked now."""
    ended = Cafe.objects.filter(ends_at__gt=now - THANKED_FOR, ends_at__lte=now, thanked_at=None)
    rows = ended.filter(noted_at__lte=now - CALM).select_related("chapter").order_by("pk")
    return [cafe for cafe in rows if morning_after(cafe) <= now]
