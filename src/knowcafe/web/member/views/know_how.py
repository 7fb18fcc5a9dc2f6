"""What the chapter's tables have found out, for its members."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.rules import can_host
from knowcafe.followups.queries import know_how as reading
from knowcafe.phrases.know_how import kinds

AT_ONCE = 30


@require_safe
def know_how(request: HttpRequest, chapter: str) -> HttpResponse:
    """Newest first, or what a search, a kind and a topic leave of it."""
    person = visitor(request.user)
    here = get_object_or_404(reading.chapters_of(person), slug=chapter)
    search = " ".join(request.GET.get("search", "")[:60].split())
    kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")[:60]
    kind = kind if kind in kinds() else ""
    known = reading.know_how(here, search=search, kind=kind, topic=topic)
    found = Paginator(known.found, AT_ONCE).get_page(request.GET.get("page"))
    page = {
        "chapter": here,
        "known": known,
        "search": search,
        "kind": kind,
        "topic": topic,
        "besides_kind": urlencode({"search": search, "topic": topic}),
        "asked": urlencode({"search": search, "topic": topic, "kind": kind}),
        "rows": known.told(list(found)),
        "page": found,
        "may_take_out": can_host(person, here),
        "taken_out": "out" in request.GET,
    }
    return render(request, "member/know_how.html", page)
