"""The way around: what the top and the foot of every page link to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.rules import can_host

register = template.Library()

Words = tuple[tuple[str, Promise], ...]

PUBLIC: Words = (
    ("front-door", _("Next cafés")),
    ("need", _("I need help")),
    ("help", _("I can help")),
)
HOSTING: Words = (
    ("week", _("This week")),
    ("came", _("Who came")),
    ("forecasts", _("Forecasts")),
    ("people", _("People")),
    ("settings", _("Settings")),
)
FOOT: Words = (
    ("rule", _("The rule of the list")),
    ("feed", _("News feed")),
    ("calendar", _("Calendar")),
    ("host-a-cafe", _("Host a café")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads, in which words, and whether that is this page."""

    address: str
    words: Promise
    is_here: bool


@register.inclusion_tag("partials/nav.html", takes_context=True)
def nav(context: dict[str, Any]) -> dict[str, Any]:
    """The bar at the top. Without a chapter it leads home only; hosts see theirs as well."""
    request, chapter = context.get("request"), context.get("chapter")
    person = visitor(getattr(request, "user", None))
    here = getattr(request, "path", "")
    return {
        "chapter": chapter,
        "person": person,
        "here": here,
        "public": _links(PUBLIC, chapter, here),
        "hosting": _links(HOSTING, chapter, here) if chapter and can_host(person, chapter) else (),
    }


@register.inclusion_tag("partials/foot.html", takes_context=True)
def foot(context: dict[str, Any]) -> dict[str, Any]:
    """What a chapter says about itself, below everything."""
    here = getattr(context.get("request"), "path", "")
    return {"links": _links(FOOT, context.get("chapter"), here)}


def _links(words: Words, chapter: Any, here: str) -> list[Link]:
    found = []
    for name, text in words if chapter else ():
        try:
            address = reverse(name, args=[chapter.slug])
        except NoReverseMatch:
            continue
        found.append(Link(address, text, here == address))
    return found
