"""When a chapter meets: its series and its holidays."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters import rules
from knowcafe.chapters.models import MOST_TABLES, Chapter, Holiday, Series
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def meet_weekly(
    chapter: Chapter,
    *,
    weekday: int,
    starts: time,
    minutes: int,
    by: Person | None,
    now: datetime,
    tables: int = 1,
) -> Series:
    """A café every week, from today on: one table, or several side by side."""
    by = _must_host(chapter, by)
    _must_be_sound(weekday=weekday, minutes=minutes, tables=tables)
    same = Series.objects.filter(chapter=chapter, weekday=weekday, starts=starts)
    if same.exists():
        raise Refused(_("The chapter meets at that time already."))
    series = Series.objects.create(
        chapter=chapter,
        weekday=weekday,
        starts=starts,
        minutes=minutes,
        tables=tables,
        first_on=chapter.on_the_wall(now).date(),
    )
    _note("series.begun", chapter, by=by, now=now, about=series.pk)
    return series


@transaction.atomic
def change_weekly(
    series: Series,
    *,
    weekday: int,
    starts: time,
    minutes: int,
    tables: int,
    by: Person | None,
    now: datetime,
) -> None:
    """Another day, hour or number of tables, for the cafés that are opened from now on."""
    by = _must_host(series.chapter, by)
    _must_be_sound(weekday=weekday, minutes=minutes, tables=tables)
    others = Series.objects.filter(chapter=series.chapter, weekday=weekday, starts=starts)
    if others.exclude(pk=series.pk).exists():
        raise Refused(_("The chapter meets at that time already."))
    series.weekday, series.starts, series.minutes = weekday, starts, minutes
    series.tables = tables
    series.save()
    _note("series.changed", series.chapter, by=by, now=now, about=series.pk)


@transaction.atomic
def stop_weekly(series: Series, *, last_on: date, by: Person | None, now: datetime) -> None:
    """Its last café is on or before this day."""
    by = _must_host(series.chapter, by)
    if last_on < series.chapter.on_the_wall(now).date():
        raise Refused(_("The last day cannot lie in the past."))
    Series.objects.filter(pk=series.pk).update(last_on=last_on)
    series.last_on = last_on
    _note("series.stopped", series.chapter, by=by, now=now, about=series.pk)


@transaction.atomic
def go_on_weekly(series: Series, *, by: Person | None, now: datetime) -> None:
    """No last day after all."""
    by = _must_host(series.chapter, by)
    Series.objects.filter(pk=series.pk).update(last_on=None)
    series.last_on = None
    _note("series.goes-on", series.chapter, by=by, now=now, about=series.pk)


@transaction.atomic
def take_holiday(chapter: Chapter, *, on: date, by: Person | None, now: datetime) -> None:
    """No new café is opened on this day."""
    by = _must_host(chapter, by)
    _day, is_new = Holiday.objects.get_or_create(chapter=chapter, on=on)
    if is_new:
        _note("holiday.taken", chapter, by=by, now=now)


@transaction.atomic
def give_up_holiday(chapter: Chapter, *, on: date, by: Person | None, now: datetime) -> None:
    """The chapter meets on this day after all."""
    by = _must_host(chapter, by)
    if Holiday.objects.filter(chapter=chapter, on=on).delete()[0]:
        _note("holiday.given-up", chapter, by=by, now=now)


def _must_host(chapter: Chapter, by: Person | None) -> Person:
    if not by or not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may decide when it meets."))
    return by


def _must_be_sound(*, weekday: int, minutes: int, tables: int) -> None:
    if not 0 <= weekday <= 6:
        raise Refused(_("A week has seven days."))
    if not 15 <= minutes <= 480:
        raise Refused(_("A café takes 15 minutes to 8 hours."))
    if not 1 <= tables <= MOST_TABLES:
        raise Refused(_("One to %d tables meet side by side.") % MOST_TABLES)


def _note(
    verb: str, chapter: Chapter, *, by: Person, now: datetime, about: int | None = None
) -> None:
    journal.record(verb, at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=about)
