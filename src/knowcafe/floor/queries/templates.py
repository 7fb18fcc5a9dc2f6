"""The ways to spend an hour that a chapter has: ours, and its own."""

from __future__ import annotations

from knowcafe.chapters.models import Chapter
from knowcafe.core.hour import Template, from_data, templates
from knowcafe.floor.models import Hour, OwnTemplate


def templates_of(chapter: Chapter) -> tuple[Template, ...]:
    """All of them, ours first; a chapter's own version stands in place of ours."""
    found = {one.id: one for one in templates()}
    rows = OwnTemplate.objects.filter(chapter=chapter).order_by("slug")
    found |= {row.slug: from_data(row.data) for row in rows}
    return tuple(found.values())


def own_templates(chapter: Chapter) -> frozenset[str]:
    """The ids of those the chapter has written or changed."""
    rows = OwnTemplate.objects.filter(chapter=chapter)
    return frozenset(rows.values_list("slug", flat=True))


def template_named(chapter: Chapter, slug: str) -> Template | None:
    return next((one for one in templates_of(chapter) if one.id == slug), None)


def template_of(hour: Hour) -> Template | None:
    """The one an hour was made from, if it is still there."""
    return template_named(hour.cafe.chapter, hour.template)
