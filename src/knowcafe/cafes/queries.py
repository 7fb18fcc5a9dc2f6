"""Reading cafés: what the front door shows, and where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Count, F
from django.urls import reverse
from django.utils.crypto import salted_hmac

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, CafeQuerySet, Reserve, Seat
from knowcafe.chapters.models import Chapter

_SIGNER = Signer(sep="~", salt="knowcafe.cafes.place")


class Standing(Enum):
    """Where somebody stands with a café."""

    SEAT = "seat"
    RESERVE = "reserve"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place at a café, as their mail's link leads to it."""

    cafe: Cafe
    person: Person
    standing: Standing


@dataclass(frozen=True, slots=True)
class Told:
    """A café as pages tell it, on the chapter's clock.

    `full` is the sentence about reserves; empty while a seat is free.
    """

    id: int
    day: str
    which_day: str
    hours: str
    zone: str
    place: str
    access: str
    seats: str
    full: str
    has_begun: bool


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
        access=cafe.access,
        seats=phrases.free_seats(cafe.free),
        full="" if cafe.free else phrases.table_is_full(cafe.table_size, told_by=told_by),
        has_begun=now >= cafe.starts_at,
    )


def told_by_when(cafe: Cafe, now: datetime) -> datetime | None:
    """When a reserve asking now will be told at the latest; None if that time has passed."""
    return cafe.reserves_told_at if now < cafe.reserves_told_at else None


def next_cafes(chapter: Chapter, *, person: Person | None, now: datetime) -> CafeQuerySet:
    """What a chapter's front door lists, each with its free seats as `free`."""
    cafes = Cafe.objects.visible_to(person).filter(chapter=chapter)
    return cafes.upcoming(now).with_free()


def cafes_seen_by(person: Person | None) -> CafeQuerySet:
    """Every café somebody may know of, each with its free seats as `free`."""
    return Cafe.objects.visible_to(person).with_free()


def cafes_with_wrong_seats() -> int:
    """How many cafés have not exactly the seats of their table; publishing makes that none."""
    counted = Cafe.objects.annotate(seats=Count("seat"))
    return counted.exclude(seats=F("table_size")).count()


def standing(cafe: Cafe, person: Person) -> Standing:
    if Seat.objects.filter(cafe=cafe, person=person).exists():
        return Standing.SEAT
    waits = Reserve.objects.filter(cafe=cafe, person=person).exists()
    return Standing.RESERVE if waits else Standing.NEITHER


def address(path: str) -> str:
    """A path as others reach it."""
    return f"{settings.ADDRESS}{path}"


def place_link(cafe: Cafe, person: Person) -> str:
    """The address of somebody's own page of a café; it goes to their mailbox and nowhere else."""
    token = _SIGNER.sign(f"{cafe.pk}.{person.pk}")
    return address(reverse("place", args=[token]))


def digits(cafe: Cafe, person: Person) -> str:
    """Two digits printed beside the link: a scanner that only follows it has not read them."""
    hashed = salted_hmac("knowcafe.cafes.digits", f"{cafe.pk}.{person.pk}", algorithm="sha256")
    return f"{int(hashed.hexdigest(), 16) % 100:02}"


def place(token: str) -> Place | None:
    """What a link leads to; None if it was not made by us, or what it led to is gone."""
    try:
        cafe_id, person_id = _SIGNER.unsign(token).split(".")
    except BadSignature:
        return None
    cafe = Cafe.objects.with_free().filter(pk=cafe_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if not cafe or not person:
        return None
    return Place(cafe, person, standing(cafe, person))
