"""A chapter's cafés as its hosts look after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from knowcafe import phrases
from knowcafe.cafes.models import Cafe, CafeQuerySet, Confirmation, Invitation, Reserve, Seat
from knowcafe.chapters.models import Chapter


def uncounted(chapter: Chapter, now: datetime) -> CafeQuerySet:
    """Cafés and openings ahead that nobody counts on: no seat held or kept, nobody asked, nobody
    waiting. One that was called off stays, so that its page can say so.
    """
    taken = Seat.objects.filter(~Q(person=None) | ~Q(kept_for=None))
    return (
        Cafe.objects.filter(chapter=chapter)
        .upcoming(now)
        .exclude(
            Exists(taken.filter(cafe=OuterRef("pk")))
            | Exists(Invitation.objects.filter(cafe=OuterRef("pk")))
            | Exists(Reserve.objects.filter(cafe=OuterRef("pk")))
        )
    )


def in_calendars(cafes: Iterable[int]) -> dict[int, set[int]]:
    """Whoever has a café in their calendar, by its id: for a seat, for one that is kept for them
    and which they have not answered, or because they were told to come without one.
    """
    held = Seat.objects.filter(cafe__in=cafes).exclude(person=None)
    kept = {"kind": Invitation.Kind.PLAN, "answer": Invitation.Answer.NONE}
    asked = Invitation.objects.filter(cafe__in=cafes, **kept).exclude(told_at=None)
    return _by_cafe((*_pairs(held), *_pairs(asked), *_pairs(called_up(cafes))))


def called_up(cafes: Iterable[int]) -> QuerySet[Reserve]:
    """Reserves who were told to come without one of the seats, and have not said no."""
    told = Confirmation.objects.filter(
        cafe=OuterRef("cafe"), person=OuterRef("person"), called_up_at__isnull=False
    )
    coming = told.filter(as_reserve=True).exclude(answer=Confirmation.Answer.CANNOT)
    return Reserve.objects.filter(Exists(coming), cafe__in=cafes)


def waiting(cafes: Iterable[int]) -> dict[int, set[int]]:
    """Whoever waits for a seat at a café, or has not answered an invitation that keeps none, by the
    café's id.
    """
    open_ = Invitation.objects.filter(cafe__in=cafes, answer=Invitation.Answer.NONE)
    asked = open_.exclude(kind=Invitation.Kind.PLAN).exclude(told_at=None)
    return _by_cafe((*_pairs(Reserve.objects.filter(cafe__in=cafes)), *_pairs(asked)))


def _pairs(rows: QuerySet[Any]) -> Iterable[tuple[int, int]]:
    return rows.values_list("cafe_id", "person_id")


def _by_cafe(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for cafe, person in pairs:
        found[cafe].add(person)
    return found


def people_of(cafe: Cafe) -> int:
    """How many would be told if it were called off."""
    return len(in_calendars([cafe.pk])[cafe.pk] | waiting([cafe.pk])[cafe.pk])


@dataclass(frozen=True, slots=True)
class Hosted:
    """A café ahead, for its hosts: how many hold a seat, and how many count on it at all.

    `differs` is whether its place is not the chapter's.
    """

    id: int
    on: date
    day: str
    hours: str
    place: str
    held: int
    people: int
    differs: bool


def ahead(chapter: Chapter, now: datetime) -> list[Hosted]:
    """The published cafés to come, the next first."""
    coming = Cafe.objects.filter(chapter=chapter).exclude(published_at=None).upcoming(now)
    rows = list(coming.with_free())
    booked, waits = (read([cafe.pk for cafe in rows]) for read in (in_calendars, waiting))
    return [
        Hosted(
            id=cafe.pk,
            on=cafe.on,
            day=phrases.day(cafe.starts),
            hours=phrases.hours(cafe.starts, cafe.ends),
            place=cafe.place,
            held=cafe.held,
            people=len(booked[cafe.pk] | waits[cafe.pk]),
            differs=(cafe.place, cafe.link) != (chapter.place, chapter.link),
        )
        for cafe in rows
    ]
