"""Cafés ahead: the first table of every series' day is published, the others are openings."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from knowcafe.cafes.models import Cafe, Seat
from knowcafe.chapters import queries as calendar
from knowcafe.chapters.models import Series
from knowcafe.journal import actions as journal

DAYS_AHEAD = 22
"""Three weeks and a day: so far ahead the front door shows a series' cafés."""


def open_ahead(*, now: datetime) -> int:
    """Publish the coming cafés of every series as open cafés; returns how many are new."""
    ahead = list(calendar.dates_ahead(now, days=DAYS_AHEAD))
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
