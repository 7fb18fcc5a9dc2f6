"""Cafés that are open already follow their chapter's settings, as long as nobody counts on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from knowcafe.accounts.models import Person
from knowcafe.cafes.actions.openings import open_ahead
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.cafes.queries import hosting
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Series

_FOLLOWED = ("place", "access", "link", "is_place_public", "has_open_door", "table_size")


@transaction.atomic
def settle(chapter: Chapter, *, by: Person | None, now: datetime, **settings: Any) -> None:
    """Change a chapter's settings. Its cafés ahead that nobody counts on follow, except in what
    was decided for one of them alone; the others stay as people know them. Only a place that is to
    be private is so at once, at all of them.
    """
    was = Chapter.objects.get(pk=chapter.pk)
    chapters.change_settings(chapter, **settings, by=by, now=now)
    for cafe in hosting.uncounted(chapter, now).select_related("series__chapter"):
        for name in _FOLLOWED:
            if getattr(cafe, name) == getattr(was, name):
                setattr(cafe, name, getattr(chapter, name))
        if chapter.zone != was.zone and cafe.series:
            cafe.series.chapter = chapter
            minutes = cafe.ends_at - cafe.starts_at
            cafe.starts_at = cafe.series.begins(cafe.on)
            cafe.ends_at = cafe.starts_at + minutes
        cafe.save()
        _seat(cafe)
    if was.is_place_public and not chapter.is_place_public:
        Cafe.objects.filter(chapter=chapter, ends_at__gt=now).update(is_place_public=False)


def _seat(cafe: Cafe) -> None:
    """As many seats as the table has now; an opening has none yet."""
    if cafe.published_at is None:
        return
    Seat.objects.filter(cafe=cafe, number__gt=cafe.table_size).delete()
    there = set(Seat.objects.filter(cafe=cafe).values_list("number", flat=True))
    numbers = (n for n in range(1, cafe.table_size + 1) if n not in there)
    Seat.objects.bulk_create(Seat(cafe=cafe, number=number) for number in numbers)


@transaction.atomic
def take_holiday(chapter: Chapter, *, on: date, by: Person | None, now: datetime) -> None:
    """No café on this day; one that people count on stays until it is called off."""
    chapters.take_holiday(chapter, on=on, by=by, now=now)
    hosting.uncounted(chapter, now).filter(on=on).delete()


@transaction.atomic
def give_up_holiday(chapter: Chapter, *, on: date, by: Person | None, now: datetime) -> None:
    """The cafés of this day are open again."""
    chapters.give_up_holiday(chapter, on=on, by=by, now=now)
    open_ahead(now=now)


@transaction.atomic
def change_weekly(series: Series, *, by: Person | None, now: datetime, **weekly: Any) -> None:
    """Another time from now on. Cafés nobody counts on are opened anew; the others keep theirs."""
    was = (series.weekday, series.starts, series.minutes)
    chapters.change_weekly(series, **weekly, by=by, now=now)
    uncounted = hosting.uncounted(series.chapter, now).filter(series=series)
    if was != (series.weekday, series.starts, series.minutes):
        uncounted.delete()
    else:
        uncounted.filter(table__gt=series.tables).delete()
    open_ahead(now=now)


@transaction.atomic
def stop_weekly(series: Series, *, last_on: date, by: Person | None, now: datetime) -> None:
    """The last one is on or before this day; later ones that people count on stay."""
    chapters.stop_weekly(series, last_on=last_on, by=by, now=now)
    hosting.uncounted(series.chapter, now).filter(series=series, on__gt=last_on).delete()


@transaction.atomic
def go_on_weekly(series: Series, *, by: Person | None, now: datetime) -> None:
    """Its cafés are open again."""
    chapters.go_on_weekly(series, by=by, now=now)
    open_ahead(now=now)


@transaction.atomic
def meet_weekly(chapter: Chapter, *, by: Person | None, now: datetime, **weekly: Any) -> None:
    """One more time a week; its first cafés are open at once."""
    chapters.meet_weekly(chapter, **weekly, by=by, now=now)
    open_ahead(now=now)
