"""A chapter's cafés as its hosts look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from knowcafe import phrases
from knowcafe.cafes.models import Cafe, CafeQuerySet, Invitation, Reserve, Seat
from knowcafe.chapters.models import Chapter


def uncounted(chapter: Chapter, now: datetime) -> CafeQuerySet:
    """Cafés and openings ahead that nobody counts on: no seat held or kept, nobody asked, nobody
    waiting.
    """
    taken = Seat.objects.filter(~Q(person=None) | ~Q(kept_for=None))
    return Cafe.objects.filter(chapter=chapter, starts_at__gt=now).exclude(
        Exists(taken.filter(cafe=OuterRef("pk")))
        | Exists(Invitation.objects.filter(cafe=OuterRef("pk")))
        | Exists(Reserve.objects.filter(cafe=OuterRef("pk")))
    )


@dataclass(frozen=True, slots=True)
class Hosted:
    """A café ahead, for its hosts. `differs` is whether its place is not the chapter's."""

    id: int
    on: date
    day: str
    hours: str
    place: str
    held: int
    differs: bool


def ahead(chapter: Chapter, now: datetime) -> list[Hosted]:
    """The published cafés to come, the next first."""
    rows = Cafe.objects.filter(chapter=chapter).exclude(published_at=None).upcoming(now)
    return [
        Hosted(
            id=cafe.pk,
            on=cafe.on,
            day=phrases.day(cafe.starts),
            hours=phrases.hours(cafe.starts, cafe.ends),
            place=cafe.place,
            held=cafe.held,
            differs=(cafe.place, cafe.link) != (chapter.place, chapter.link),
        )
        for cafe in rows.with_free()
    ]
