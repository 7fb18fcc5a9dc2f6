"""Reading chapters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, ChapterQuerySet, Holiday, Member, Series

DAYS_AHEAD = 22
"""Three weeks and a day: so far ahead a chapter's cafés are open, and its holidays announced."""


def chapters_seen_by(person: Person | None) -> ChapterQuerySet:
    """By name."""
    return Chapter.objects.visible_to(person).order_by("name", "pk")


def chapters_hosted_by(person: Person | None) -> ChapterQuerySet:
    """Those whose hosts' pages somebody may open; for a lead all."""
    if person is None:
        return Chapter.objects.none()
    if person.is_lead:
        return Chapter.objects.all()
    return Chapter.objects.filter(member__person=person, member__is_host=True)


def has_any() -> bool:
    """Whether any chapter was ever opened, for everybody or for its members."""
    return Chapter.objects.exists()


def dates_ahead(now: datetime, *, days: int) -> Iterator[tuple[Series, date]]:
    """Every day of every series that is still to come and no holiday."""
    closed = set(Holiday.objects.values_list("chapter_id", "on"))
    for series in Series.objects.select_related("chapter").order_by("pk"):
        today = series.chapter.on_the_wall(now).date()
        for on in series.dates(today, days=days):
            if (series.chapter_id, on) not in closed and series.begins(on) > now:
                yield series, on


def days_off(chapter: Chapter, today: date, *, days: int) -> list[date]:
    """Holidays within so many days on which the chapter would have met."""
    coming = Holiday.objects.filter(chapter=chapter, on__gte=today, on__lt=today + timedelta(days))
    off = list(coming.order_by("on").values_list("on", flat=True))
    if not off:
        return []
    met = {on for series in weekly(chapter) for on in series.dates(today, days=days)}
    return [on for on in off if on in met]


def last_dates(chapter: Chapter, now: datetime, *, days: int) -> list[datetime]:
    """When each series that ends within so many days begins for the last time, on their clock."""
    today = chapter.on_the_wall(now).date()
    ending = weekly(chapter).filter(last_on__gte=today, last_on__lt=today + timedelta(days))
    found = [(series, series.dates(today, days=days)) for series in ending]
    return [chapter.on_the_wall(series.begins(on[-1])) for series, on in found if on]


def all_chapters() -> ChapterQuerySet:
    """Closed ones too: for whoever runs this installation."""
    return Chapter.objects.order_by("name", "pk")


def first_host(chapter: Chapter) -> Person | None:
    """Whoever has hosted for longest."""
    hosts = Member.objects.filter(chapter=chapter, is_host=True).select_related("person")
    first = hosts.order_by("since", "pk").first()
    return first.person if first else None


def hosts(chapter: Chapter) -> list[Person]:
    """In the order in which they joined."""
    rows = Member.objects.filter(chapter=chapter, is_host=True).select_related("person")
    return [row.person for row in rows.order_by("since", "pk")]


def leads() -> list[Person]:
    """Whoever looks after the whole network; where nobody does, whoever hosts anywhere."""
    leads = list(Person.objects.filter(is_lead=True).order_by("pk"))
    hosts = Person.objects.filter(member__is_host=True).distinct().order_by("pk")
    return leads or list(hosts)


def weekly(chapter: Chapter) -> QuerySet[Series]:
    """Its series, from Monday on."""
    rows = Series.objects.filter(chapter=chapter).select_related("chapter")
    return rows.order_by("weekday", "starts")


def holidays(chapter: Chapter, *, since: date) -> list[date]:
    """The days on which it does not meet."""
    days = Holiday.objects.filter(chapter=chapter, on__gte=since)
    return list(days.order_by("on").values_list("on", flat=True))
