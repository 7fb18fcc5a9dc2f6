"""The companion: the page that runs the hour, and the taps of its phones."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.queries import Person, visitor
from knowcafe.cafes.queries import address, tell
from knowcafe.floor import actions, queries
from knowcafe.followups.queries import last_time
from knowcafe.refused import Refused
from knowcafe.web.floor.views.room import code

LONGEST = 400_000
"""Of what a phone sends at once; a hundred taps are a tenth of it."""


@require_safe
def companion(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """The hour as it is now; before it is opened, how it shall be; afterwards, what came of it."""
    person, now = visitor(request.user), timezone.now()
    here = queries.cafe_run_by(cafe, person) if person else None
    if here is None or person is None:
        raise Http404
    hour = queries.hour_of(here)
    if hour is None:
        return redirect("floor-prepare", cafe=cafe)
    if hour.closed_at:
        return redirect("floor-close", cafe=cafe)
    seen = queries.companion(hour, now=now)
    names = queries.people_named(here, queries.state_of(hour))
    names |= {one["who"]: one["name"] for one in seen.people}
    page = {
        "chapter": here.chapter,
        "cafe": tell(here, now),
        "on": here.on,
        "boot": _boot(seen.as_json(), zone=here.chapter.zone),
        "mine": f"{here.pk}.{person.pk}",
        "code": mark_safe(code(hour.token)),  # noqa: S308 – segno's picture of our own address
        "token": hour.token,
        "door": address(reverse("come", args=[hour.token])).partition("://")[2],
        "last_time": last_time(here, names),
    }
    answer = render(request, "floor/companion.html", page)
    answer["Cache-Control"] = "no-cache, private"
    return answer


def _boot(seen: dict[str, Any], *, zone: str) -> dict[str, Any]:
    """What the phone begins with, in the words of what it is told later."""
    told = seen | {"script": seen["parts"]}
    return told | {"cafe": seen["cafe"] | {"zone": zone}}


@require_http_methods(["GET", "HEAD", "POST"])
def taps(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """What is new since a version; taps that are sent are taken before, each once."""
    person, now = visitor(request.user), timezone.now()
    found = queries.latest(cafe, person) if person else None
    if found is None or person is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, cafe, person)
    since = _number(request.GET.get("since"))
    answer = HttpResponse(status=204) if since == found[1] else _news(cafe, person, since)
    if since < 0:
        answer["X-Token"] = get_token(request)
    answer["X-Now"] = str(queries.milliseconds(now))
    return answer


def _taken(request: HttpRequest, cafe: int, person: Person) -> HttpResponse:
    now = timezone.now()
    hour, sent = queries.hour_run_by(cafe, person), _sent(request)
    if hour is None:
        raise Http404
    if sent is None:
        return JsonResponse({"error": "taps"}, status=422)
    since, taps_sent = sent
    refused: dict[str, str] = {}
    status = 200
    try:
        refused = dict(actions.take_taps(hour, taps_sent, by=person, now=now).refused)
    except Refused as no:
        refused = {str(tap.get("id")): str(no) for tap in taps_sent}
        status = 409
    answer = _news(cafe, person, since, status=status, refused=refused)
    answer["X-Now"] = str(queries.milliseconds(timezone.now()))
    return answer


def _news(
    cafe: int, person: Person, since: int, *, status: int = 200, **more: object
) -> JsonResponse:
    """What is new to a phone, and whether the café is closed meanwhile."""
    hour = queries.hour_run_by(cafe, person)
    if hour is None:
        raise Http404
    told = queries.since(hour.pk, max(0, since), now=timezone.now()) or {"taps": []}
    told |= {"closed": hour.closed_at is not None}
    answer = JsonResponse(told | more, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _sent(request: HttpRequest) -> tuple[int, list[dict[str, Any]]] | None:
    """The version a phone has and its taps; None where it makes no sense."""
    if len(request.body) > LONGEST:
        return None
    try:
        said = json.loads(request.body)
        since, sent = said["since"], said["taps"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_fit = isinstance(since, int) and isinstance(sent, list)
    return (since, sent) if is_fit and all(isinstance(tap, dict) for tap in sent) else None


def _number(text: str | None) -> int:
    """A version; one that is none asks for everything."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
