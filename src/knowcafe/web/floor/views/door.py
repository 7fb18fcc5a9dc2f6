"""Coming in: by the code on the door, by one's own link, or signed in."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import Person, visitor
from knowcafe.cafes.queries import Cafe, cafes_seen_by, place
from knowcafe.floor import actions, queries
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.floor.forms.guest import ComeForm
from knowcafe.web.floor.views.shown import when

COME = "floor/come.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, token: str) -> HttpResponseBase:
    """A first name, a line if they like, and one button; looking changes nothing."""
    now = timezone.now()
    hour = queries.room(token, now=now)
    if hour is None:
        raise Http404
    page = {
        "chapter": hour.cafe.chapter,
        "cafe": when(hour.cafe),
        "question": hour.question,
        "is_over": hour.closed_at is not None,
    }
    if request.method != "POST":
        fresh = ComeForm(initial={"asked_with": secrets.token_urlsafe(24)})
        return render(request, COME, page | {"form": fresh})
    form = ComeForm(request.POST)
    page["form"] = form
    if not form.is_valid():
        return render(request, COME, page, status=422)
    try:
        limits.count_at_the_door(request, now=now)
        guest = actions.come_as_guest(token, **form.cleaned_data, now=now)
    except TooMany as refused:
        return limits.too_many(request, COME, page, refused)
    except Refused as refused:
        return render(request, COME, page | {"refused": str(refused)}, status=409)
    return redirect("guest", token=guest.token)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_place(request: HttpRequest, token: str) -> HttpResponseBase:
    """Reached from the page their mail leads to."""
    mine = place(token)
    if mine is None:
        raise Http404
    return _mine(request, mine.cafe, mine.person)


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """Reached from their own page, signed in."""
    person = visitor(request.user)
    here = get_object_or_404(cafes_seen_by(person), pk=cafe)
    if person is None:
        raise Http404
    return _mine(request, here, person)


def _mine(request: HttpRequest, cafe: Cafe, person: Person) -> HttpResponseBase:
    now, refused = timezone.now(), ""
    if request.method == "POST":
        try:
            guest = actions.my_phone(cafe, person, now=now)
        except Refused as no:
            refused = str(no)
        else:
            return redirect("guest", token=guest.token)
    return _button(request, cafe, person, refused=refused, now=now)


def _button(
    request: HttpRequest, cafe: Cafe, person: Person, *, refused: str, now: datetime
) -> HttpResponse:
    page = {
        "chapter": cafe.chapter,
        "cafe": when(cafe),
        "person": person,
        "is_open": any(each.pk == cafe.pk for each in queries.open_hours_of(person, now=now)),
        "refused": refused,
    }
    return render(request, "floor/mine.html", page, status=409 if refused else 200)
