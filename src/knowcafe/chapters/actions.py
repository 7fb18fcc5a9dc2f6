"""Opening chapters, and what their hosts decide."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters import rules
from knowcafe.chapters.models import (
    LARGEST_TABLE,
    MOST_TABLES,
    Chapter,
    Holiday,
    Member,
    Series,
)
from knowcafe.core.calendar import is_zone
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

RESERVED = {"place", "static", "demo", "api", "floor", "sign-in", "sign-out", "security", "me"}
"""Words an address begins with that is not a chapter's."""


@transaction.atomic
def open_chapter(
    name: str,
    *,
    host: Person,
    zone: str,
    place: str,
    now: datetime,
    access: str = "",
    table_size: int = LARGEST_TABLE,
    is_open: bool = True,
) -> Chapter:
    """A new chapter with its first host. Whoever runs the installation opens the first."""
    slug = slugify(name)
    if not slug or slug in RESERVED:
        raise Refused(_("“%s” cannot be a chapter’s name; try the name of its place.") % name)
    if not is_zone(zone):
        raise Refused(_("“%s” is no time zone; they are written like Europe/London.") % zone)
    if not 2 <= table_size <= LARGEST_TABLE:
        raise Refused(_("A table has 2 to %d seats.") % LARGEST_TABLE)
    if Chapter.objects.filter(slug=slug).exists():
        raise Refused(_("There is a chapter “%s” already; choose another name.") % name)
    chapter = Chapter.objects.create(
        name=name,
        slug=slug,
        zone=zone,
        is_open=is_open,
        place=place,
        access=access,
        table_size=table_size,
        opened_at=now,
    )
    Member.objects.create(chapter=chapter, person=host, is_host=True, since=now)
    journal.record(
        "chapter.opened", at=now, chapter_id=chapter.pk, by_id=host.pk, about_id=chapter.pk
    )
    return chapter


@transaction.atomic
def join(chapter: Chapter, *, person: Person, now: datetime) -> Member:
    """Belong to a chapter; once is enough."""
    member, _is_new = Member.objects.get_or_create(
        chapter=chapter, person=person, defaults={"since": now}
    )
    return member


@transaction.atomic
def meet_weekly(
    chapter: Chapter,
    *,
    weekday: int,
    starts: time,
    minutes: int,
    by: Person,
    now: datetime,
    tables: int = 1,
) -> Series:
    """A café every week, from today on: one table, or several side by side."""
    if not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may decide when it meets."))
    if not 15 <= minutes <= 480:
        raise Refused(_("A café takes 15 minutes to 8 hours."))
    if not 1 <= tables <= MOST_TABLES:
        raise Refused(_("One to %d tables meet side by side.") % MOST_TABLES)
    if Series.objects.filter(chapter=chapter, weekday=weekday, starts=starts).exists():
        raise Refused(_("The chapter meets at that time already."))
    series = Series.objects.create(
        chapter=chapter,
        weekday=weekday,
        starts=starts,
        minutes=minutes,
        tables=tables,
        first_on=chapter.on_the_wall(now).date(),
    )
    journal.record("series.begun", at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=series.pk)
    return series


@transaction.atomic
def take_holiday(chapter: Chapter, *, on: date, by: Person, now: datetime) -> None:
    """No new café is opened on this day."""
    if not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may decide when it meets."))
    _day, is_new = Holiday.objects.get_or_create(chapter=chapter, on=on)
    if is_new:
        journal.record("holiday.taken", at=now, chapter_id=chapter.pk, by_id=by.pk)
