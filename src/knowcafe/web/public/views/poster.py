"""A poster for the wall, with a code that leads to the front door."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import queries
from knowcafe.cafes.queries import public
from knowcafe.chapters.queries import chapters_seen_by, weekly
from knowcafe.phrases import fitting as words

SHOWN = 4


@login_not_required
@require_safe
def poster(request: HttpRequest, chapter: str) -> HttpResponse:
    """One sheet of A4, the same on every screen and on paper."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    cafes = queries.next_cafes(here, person=person, now=now)[:SHOWN]
    door = public.door_of(here)
    today = here.on_the_wall(now).date()
    page = {
        "chapter": here,
        "cafes": [queries.tell(cafe, now) for cafe in cafes],
        "weekly": [
            words.weekly(each.weekday, each.starts)
            for each in weekly(here)
            if not each.last_on or each.last_on >= today
        ],
        "place": here.place if here.is_open and here.is_place_public else "",
        "door": door,
        "shown_door": door.partition("://")[2].rstrip("/"),
        "code": segno.make(door, error="q", micro=False).svg_inline(
            border=0, omitsize=True, dark="#1b2226", svgclass="qr", lineclass=None,
            title=_("Code that leads to %s") % door,
        ),
    }  # fmt: skip
    return render(request, "public/poster.html", page)
