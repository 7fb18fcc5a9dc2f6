"""What a chapter's hosts decide about it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters import rules
from knowcafe.chapters.models import LARGEST_TABLE, Chapter
from knowcafe.core.calendar import is_zone
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

MOST_OVER = 20
"""In more of 100 cafés than this a table may not be too full, whatever a host would like."""

MOST_ASKED = 100


def must_be_sound(*, zone: str, table_size: int) -> None:
    """Raise `Refused` for a clock or a table that does not exist."""
    if not is_zone(zone):
        raise Refused(_("“%s” is no time zone; they are written like Europe/London.") % zone)
    if not 2 <= table_size <= LARGEST_TABLE:
        raise Refused(_("A table has 2 to %d seats.") % LARGEST_TABLE)


@transaction.atomic
def change_settings(
    chapter: Chapter,
    *,
    name: str,
    zone: str,
    is_open: bool,
    table_size: int,
    place: str,
    access: str,
    link: str,
    is_place_public: bool,
    has_open_door: bool,
    by: Person | None,
    now: datetime,
) -> None:
    """What new cafés begin with, and who may see them. The address of the chapter's pages stays."""
    if not by or not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may change its settings."))
    must_be_sound(zone=zone, table_size=table_size)
    if not name.strip():
        raise Refused(_("A chapter has a name."))
    if not place.strip() and not link:
        raise Refused(_("Say where you meet: a place, or a link to meet online."))
    chapter.name, chapter.zone, chapter.is_open = name.strip(), zone, is_open
    chapter.table_size, chapter.place, chapter.access = table_size, place.strip(), access.strip()
    chapter.link, chapter.is_place_public = link, is_place_public
    chapter.has_open_door = has_open_door
    chapter.floor = min(chapter.floor, table_size)
    chapter.save()
    journal.record(
        "chapter.changed", at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=chapter.pk
    )


@transaction.atomic
def change_even_numbers(
    chapter: Chapter,
    *,
    floor: int,
    most_over_percent: int,
    evens_out: bool,
    acts_alone: bool,
    most_asked: int,
    calls_off_alone: bool,
    by: Person | None,
    now: datetime,
) -> None:
    """How the software evens out the numbers at its cafés, and how much of it alone."""
    if not by or not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may change its settings."))
    if not 2 <= floor <= chapter.table_size:
        raise Refused(
            _("A café looks thin below 2 to %d people, the seats at a table.") % chapter.table_size
        )
    if not 0 <= most_over_percent <= MOST_OVER:
        raise Refused(_("Tables may be too full in 0 to %d of 100 cafés.") % MOST_OVER)
    if not 0 <= most_asked <= MOST_ASKED:
        raise Refused(_("From 0 to %d people may be asked to one café.") % MOST_ASKED)
    chapter.floor, chapter.most_over_percent = floor, most_over_percent
    chapter.evens_out, chapter.acts_alone = evens_out, acts_alone
    chapter.most_asked, chapter.calls_off_alone = most_asked, calls_off_alone
    fields = ("floor", "most_over_percent", "evens_out", "acts_alone", "most_asked")
    chapter.save(update_fields=(*fields, "calls_off_alone"))
    journal.record(
        "chapter.numbers", at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=chapter.pk
    )
