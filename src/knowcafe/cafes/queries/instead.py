"""Where else there is a seat, for whoever finds a table full."""

from __future__ import annotations

from datetime import datetime

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, CafeQuerySet
from knowcafe.cafes.queries.told import cafes_seen_by


def table_beside(cafe: Cafe, *, person: Person | None) -> Cafe | None:
    """Another table of the same hour and house with a free seat."""
    same = _of_series(cafe, person).filter(starts_at=cafe.starts_at, place=cafe.place)
    others = same.exclude(pk=cafe.pk).order_by("table")
    return next((other for other in others if other.free), None)


def next_free(cafe: Cafe, *, person: Person | None, now: datetime) -> Cafe | None:
    """The next café of the series with a free seat."""
    later = _of_series(cafe, person).filter(starts_at__gt=cafe.starts_at).upcoming(now)
    return next((other for other in later if other.free), None)


def _of_series(cafe: Cafe, person: Person | None) -> CafeQuerySet:
    own = cafes_seen_by(person).exclude(series=None)
    return own.filter(series=cafe.series_id, has_open_door=True)
