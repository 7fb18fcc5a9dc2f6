"""A chapter's own ways to spend the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter
from knowcafe.chapters.rules import can_host
from knowcafe.core.hour import Template, to_data
from knowcafe.floor.models import OwnTemplate
from knowcafe.floor.queries.templates import template_named
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

LONGEST_SLUG = 40
MOST_OWN = 50


@transaction.atomic
def keep_template(
    chapter: Chapter, *, template: Template, by: Person | None, now: datetime
) -> None:
    """The chapter's version of a template, from now on; cafés already prepared stay as they are."""
    host = _host(by, chapter)
    if not template_named(chapter, template.id):
        raise Refused(_("That one has been taken away meanwhile. Make a copy of another."))
    _put(chapter, template)
    journal.record("template.kept", at=now, chapter_id=chapter.pk, by_id=host.pk)


@transaction.atomic
def copy_template(
    chapter: Chapter, *, template: Template, title: str, by: Person | None, now: datetime
) -> str:
    """A template of the chapter's own under another name. Returns its id."""
    host = _host(by, chapter)
    slug = slugify(title)[:LONGEST_SLUG].strip("-")
    if not slug or template_named(chapter, slug):
        raise Refused(_("There is one of that name. Give the copy another."))
    if OwnTemplate.objects.filter(chapter=chapter).count() >= MOST_OWN:
        raise Refused(_("A chapter has fifty of its own at most. Take one away first."))
    _put(chapter, replace(template, id=slug, title=title))
    journal.record("template.copied", at=now, chapter_id=chapter.pk, by_id=host.pk)
    return slug


@transaction.atomic
def reset_template(chapter: Chapter, *, slug: str, by: Person | None, now: datetime) -> None:
    """The chapter's version is forgotten: ours is back, or where we have none it is gone."""
    host = _host(by, chapter)
    if OwnTemplate.objects.filter(chapter=chapter, slug=slug).delete()[0]:
        journal.record("template.reset", at=now, chapter_id=chapter.pk, by_id=host.pk)


def _put(chapter: Chapter, template: Template) -> None:
    OwnTemplate.objects.update_or_create(
        chapter=chapter, slug=template.id, defaults={"data": to_data(template)}
    )


def _host(by: Person | None, chapter: Chapter) -> Person:
    """Whoever does it, if they may."""
    if not by or not can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may change how the hour is spent."))
    return by
