"""Cafés as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, CafeQuerySet
from knowcafe.chapters.models import Chapter


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
    published = Cafe.objects.exclude(published_at=None)
    counted = published.annotate(seats=Count("seat"))
    return counted.exclude(seats=F("table_size")).count()
