"""Opening a chapter, and belonging to one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters.actions.settings import must_be_sound
from knowcafe.chapters.models import FLOOR, LARGEST_TABLE, Chapter, Member
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

RESERVED = {
    "place",
    "static",
    "demo",
    "api",
    "floor",
    "sign-in",
    "sign-out",
    "security",
    "me",
    "invitation",
    "stop",
    "helped",
    "step",
    "host-a-cafe",
}
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
    must_be_sound(zone=zone, table_size=table_size)
    if Chapter.objects.filter(slug=slug).exists():
        raise Refused(_("There is a chapter “%s” already; choose another name.") % name)
    chapter = Chapter.objects.create(
        name=name,
        slug=slug,
        zone=zone,
        is_open=is_open,
        place=place,
        is_place_public=is_open,
        access=access,
        table_size=table_size,
        floor=min(FLOOR, table_size),
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
def join_all(chapter: Chapter, *, people: Iterable[Person], now: datetime) -> list[Member]:
    """Many at once; those who do not belong to the chapter yet, as its members."""
    people = list(people)
    there = set(
        Member.objects.filter(chapter=chapter, person__in=people).values_list("person", flat=True)
    )
    fresh = [person for person in people if person.pk not in there]
    return Member.objects.bulk_create(
        [Member(chapter=chapter, person=person, since=now) for person in fresh]
    )
