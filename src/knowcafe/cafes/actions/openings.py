"""Cafés ahead: the first table of every series' day is published, the others are openings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from knowcafe.cafes.models import Cafe, Seat
from knowcafe.chapters import queries as calendar
from knowcafe.chapters.models import MOST_TABLES, Series
from knowcafe.journal import actions as journal


def open_ahead(*, now: datetime) -> int:
    """Publish the coming cafés of every series as open cafés; returns how many are new."""
    ahead = list(calendar.dates_ahead(now, days=calendar.DAYS_AHEAD))
    rows = Cafe.objects.exclude(series=None).values_list("series_id", "on", "table")
    there = set(rows)
    return sum(
        open_table(series, on=on, table=table, now=now)
        for series, on in ahead
        for table in range(1, series.tables + 1)
        if (series.pk, on, table) not in there
    )


@transaction.atomic
def open_table(series: Series, *, on: date, table: int, now: datetime) -> bool:
    """One table on one day; False if it is there already. The first is published at once."""
    chapter, begins = series.chapter, series.begins(on)
    cafe, is_new = Cafe.objects.get_or_create(
        series=series,
        on=on,
        table=table,
        defaults={
            "chapter": chapter,
            "starts_at": begins,
            "ends_at": begins + timedelta(minutes=series.minutes),
            "place": chapter.place,
            "access": chapter.access,
            "link": chapter.link,
            "is_place_public": chapter.is_place_public,
            "has_open_door": chapter.has_open_door,
            "table_size": chapter.table_size,
        },
    )
    if is_new and table == 1:
        publish_cafe(cafe, now=now)
    return is_new


@transaction.atomic
def publish_cafe(cafe: Cafe, *, now: datetime) -> bool:
    """Exactly as many empty seats as the table has; False if it was published before."""
    if not Cafe.objects.filter(pk=cafe.pk, published_at=None).update(published_at=now):
        return False
    cafe.published_at = now
    numbers = range(1, cafe.table_size + 1)
    Seat.objects.bulk_create(Seat(cafe=cafe, number=number) for number in numbers)
    journal.record("cafe.published", at=now, chapter_id=cafe.chapter_id, about_id=cafe.pk)
    return True


@transaction.atomic
def open_beside(cafe: Cafe, *, now: datetime) -> Cafe | None:
    """One more table at the same place and time; None where there can be none."""
    series = cafe.series
    if series is None:
        return None
    tables = Cafe.objects.filter(series=series, on=cafe.on)
    opening = tables.filter(published_at=None).order_by("table").first()
    if opening is None:
        last = tables.aggregate(last=Max("table"))["last"]
        if last >= MOST_TABLES:
            return None
        open_table(series, on=cafe.on, table=last + 1, now=now)
        opening = tables.get(table=last + 1)
    for name in ("place", "access", "link", "is_place_public", "question", "read_first"):
        setattr(opening, name, getattr(cafe, name))
    opening.save()
    publish_cafe(opening, now=now)
    return opening
