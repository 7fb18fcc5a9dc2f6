"""What is held just now or in a moment: the links that lead to the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Facilitator
from knowcafe.chapters.models import Chapter
from knowcafe.floor.queries.phones import open_hours_of

BEFORE, AFTER = timedelta(hours=2), timedelta(hours=12)
"""So long before it begins a café can be run from these links, and so long after it has ended if
nobody has closed it."""


@dataclass(frozen=True, slots=True)
class OnNow:
    """A café that a link leads to."""

    id: int
    day: str
    hours: str


def on_now(cafe: Cafe) -> OnNow:
    """On the chapter's clock."""
    starts, ends = cafe.starts, cafe.ends
    return OnNow(cafe.pk, phrases.day(starts), phrases.hours(starts, ends))


def to_run(chapter: Chapter, now: datetime) -> tuple[OnNow, ...]:
    """Cafés of a chapter to be run now: from two hours before until they are closed."""
    return tuple(map(on_now, _held(now).filter(chapter=chapter)))


def to_run_by(person: Person, now: datetime) -> tuple[OnNow, ...]:
    """Those somebody was asked to run, for whom no host's page has a link."""
    mine = Facilitator.objects.filter(person=person).values("cafe")
    theirs = _held(now).filter(Q(pk__in=mine) | Q(second_facilitator=person))
    return tuple(map(on_now, theirs))


def open_for(person: Person, now: datetime) -> tuple[OnNow, ...]:
    """Those somebody has a place at that are held just now: “Open my table”."""
    return tuple(map(on_now, open_hours_of(person, now=now)))


def _held(now: datetime) -> QuerySet[Cafe]:
    """One that was opened is over when it is closed, any other when its time is."""
    held = Cafe.objects.filter(called_off_at=None, starts_at__lte=now + BEFORE)
    held = held.exclude(published_at=None).filter(ends_at__gt=now - AFTER)
    is_open = Q(hour__isnull=False, hour__closed_at=None)
    never_opened = Q(hour__isnull=True, ends_at__gt=now)
    return held.filter(is_open | never_opened).select_related("chapter").order_by("starts_at", "pk")
