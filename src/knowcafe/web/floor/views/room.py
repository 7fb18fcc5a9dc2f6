"""The room's screen, and the code on the door."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.queries import address
from knowcafe.floor import queries
from knowcafe.web.floor.views import polling
from knowcafe.web.floor.views.shown import of_room, when

PARTS = (("head", "floor/room_head.html"), ("tables", "floor/room_tables.html"))


@login_not_required
@require_safe
def room(request: HttpRequest, token: str) -> HttpResponse:
    """For a projector, or a phone in the room: nothing a passer-by may not know."""
    page = _page(token)
    return render(request, "floor/room.html", page | {"code": code(token)})


@login_not_required
@require_safe
def state(request: HttpRequest, token: str) -> HttpResponse:
    """Whether there is news, and what; one small query where there is none."""
    version = queries.room_version(token)
    if version is not None and not polling.is_news(request, version):
        return HttpResponse(status=204)
    return polling.news(request, _page(token), PARTS)


@require_safe
def door(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """The code to hold up or to print, for whoever runs the café."""
    person = visitor(request.user)
    here = queries.cafe_run_by(cafe, person) if person else None
    if here is None:
        raise Http404
    hour = queries.hour_of(here)
    if hour is None:
        return redirect("floor", cafe=cafe)
    page = {
        "chapter": here.chapter,
        "cafe": when(here),
        "token": hour.token,
        "code": code(hour.token),
        "shown_door": _door(hour.token).partition("://")[2].rstrip("/"),
    }
    return render(request, "floor/door.html", page)


def code(token: str) -> str:
    """The door's address as a picture."""
    return str(
        segno.make(_door(token), error="m", micro=False).svg_inline(
            border=0, omitsize=True, dark="#1b2226", svgclass="qr", lineclass=None,
            title=_("Code that leads to %s") % _door(token),
        )
    )  # fmt: skip


def _door(token: str) -> str:
    return address(reverse("come", args=[token]))


def _page(token: str) -> dict[str, object]:
    now = timezone.now()
    hour = queries.room(token, now=now)
    if hour is None:
        raise Http404
    shown = of_room(hour, queries.room_state(hour, now=now))
    return {"chapter": hour.cafe.chapter, "token": token, "shown": shown}
