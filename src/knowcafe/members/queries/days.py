"""The days on which a chapter meets, as its members tick them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowcafe.chapters.models import Chapter, Holiday, Series
from knowcafe.core.calendar import Quarter, Week
from knowcafe.phrases import fitting as phrases

DAYS_ASKED = 42
"""So far ahead whoever needs something is asked when they can come."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a series. `key` is what a form sends; a holiday cannot be ticked."""

    series: Series
    on: date
    key: str
    words: str
    long: str
    is_holiday: bool = False


@dataclass(frozen=True, slots=True)
class Weekly:
    """A series and its days: “Thursdays, 18:30”."""

    series: Series
    key: str
    words: str
    short: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class GridWeek:
    """A row of a quarter: a day for each series, None where it does not meet or is past."""

    monday: date
    words: str
    month: str
    days: tuple[Day | None, ...]


def quarter_of(on: date) -> Quarter:
    """The quarter a café counts in: its week's, which belongs where its Thursday falls."""
    return Quarter.containing(Week.containing(on).days[3])


def days_of(quarter: Quarter) -> tuple[date, date]:
    """The first and the last day of a quarter's weeks."""
    return quarter.weeks[0].monday, quarter.weeks[-1].days[-1]


def coming_days(chapter: Chapter, now: datetime) -> tuple[Weekly, ...]:
    """The next weeks of every series that still meets, holidays left out."""
    today = chapter.on_the_wall(now).date()
    weeklies = _weeklies(chapter, today, today + timedelta(days=DAYS_ASKED), now)
    return tuple(
        Weekly(w.series, w.key, w.words, w.short, open_days)
        for w in weeklies
        if (open_days := tuple(day for day in w.days if not day.is_holiday))
    )


def quarter_days(chapter: Chapter, quarter: Quarter, now: datetime) -> tuple[Weekly, ...]:
    """The days of a quarter that are still to come, holidays among them."""
    first, last = days_of(quarter)
    today = chapter.on_the_wall(now).date()
    return tuple(w for w in _weeklies(chapter, max(first, today), last, now) if w.days)


def grid_of(weeklies: tuple[Weekly, ...], quarter: Quarter) -> tuple[GridWeek, ...]:
    """Those days as rows of weeks and columns of series; weeks that are over are left out."""
    by_week = {(day.series.pk, Week.containing(day.on)): day for w in weeklies for day in w.days}
    months = [phrases.month(week.days[3]) for week in quarter.weeks]
    rows = [
        (week, month, tuple(by_week.get((w.series.pk, week)) for w in weeklies))
        for week, month in zip(quarter.weeks, months, strict=True)
    ]
    return tuple(
        GridWeek(week.monday, phrases.short_date(week.monday), month, days)
        for week, month, days in rows
        if any(days)
    )


def _weeklies(chapter: Chapter, first: date, last: date, now: datetime) -> list[Weekly]:
    closed = set(Holiday.objects.filter(chapter=chapter).values_list("on", flat=True))
    found = Series.objects.filter(chapter=chapter).select_related("chapter")
    return [
        Weekly(
            series,
            str(series.pk),
            phrases.weekly(series.weekday, series.starts),
            phrases.weekly_short(series.weekday, series.starts),
            tuple(
                _day(series, on, is_holiday=on in closed)
                for on in series.dates(first, days=(last - first).days + 1)
                if series.begins(on) > now
            ),
        )
        for series in found.order_by("weekday", "starts", "pk")
    ]


def _day(series: Series, on: date, *, is_holiday: bool) -> Day:
    words, long = phrases.short_date(on), phrases.long_date(on)
    return Day(series, on, f"{series.pk}.{on}", words, long, is_holiday)
