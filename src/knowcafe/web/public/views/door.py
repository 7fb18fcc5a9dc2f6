"""The front door: what anybody may see and do."""

from __future__ import annotations

import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries, rules
from knowcafe.cafes.queries import Place, Standing, public
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.members.queries.listing import looked_for
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.public.forms import DigitsForm, JustComeForm


@login_not_required
@require_safe
def chapters(request: HttpRequest) -> HttpResponseBase:
    """Where there is one chapter its door is the first page; else they are listed."""
    seen = list(chapters_seen_by(visitor(request.user)))
    if len(seen) == 1:
        return redirect("front-door", chapter=seen[0].slug)
    return render(request, "public/chapters.html", {"chapters": seen})


@login_not_required
@require_safe
def front_door(request: HttpRequest, chapter: str) -> HttpResponse:
    """The next cafés, each with its free seats."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    cafes = [queries.tell(cafe, now) for cafe in queries.next_cafes(here, person=person, now=now)]
    page = {"chapter": here, "cafes": cafes, "looked_for": looked_for(here)}
    return render(request, "public/front_door.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cafe(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """One café, and "just come": a seat if one is free, else the choice to be a reserve."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(queries.cafes_seen_by(person), pk=cafe, chapter__slug=chapter)
    form = JustComeForm(initial={"asked_with": secrets.token_urlsafe(24)})
    page: dict[str, object] = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "event": public.event_data(here),
        "page": public.page_of(here),
        "group_text": public.invitation_text(here),
        "form": form,
    }
    if request.method != "POST":
        return render(request, "public/cafe.html", page)
    form = page["form"] = JustComeForm(request.POST)
    if not form.is_valid():
        return render(request, "public/cafe.html", page, status=422)
    try:
        limits.count_coming(request, form.cleaned_data["email"], now=now)
        stands = actions.just_come(
            here, **form.cleaned_data, by=person, now=now, as_reserve="reserve" in request.POST
        )
    except TooMany as refused:
        return limits.too_many(request, "public/cafe.html", page, refused)
    except actions.Full as full:
        page |= {"refused": str(full), "full": True}
        return render(request, "public/cafe.html", page, status=409)
    except Refused as refused:
        return render(request, "public/cafe.html", page | {"refused": str(refused)}, status=409)
    return redirect("done", chapter=chapter, cafe=cafe, standing=stands.value)


@login_not_required
@require_safe
def done(request: HttpRequest, chapter: str, cafe: int, standing: str) -> HttpResponse:
    """What happens next. It says nothing about anybody, so it may be looked at by all."""
    seen = queries.cafes_seen_by(visitor(request.user))
    here = get_object_or_404(seen, pk=cafe, chapter__slug=chapter)
    if standing not in (Standing.SEAT.value, Standing.RESERVE.value):
        raise Http404
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, timezone.now()),
        "standing": standing,
    }
    return render(request, "public/done.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponseBase:
    """Somebody's own page of a café, reached from their mail; looking at it changes nothing."""
    mine, now = queries.place(token), timezone.now()
    if not mine:
        raise Http404
    if request.method != "POST":
        return _place(request, mine, DigitsForm())
    form = DigitsForm(request.POST)
    if not form.is_valid():
        return _place(request, mine, form, status=422)
    try:
        limits.count_digits(token, now=now)
        actions.give_back(mine, typed=form.cleaned_data["digits"], now=now)
    except TooMany as refused:
        return _place(request, mine, form, refused=str(refused), status=limits.TOO_MANY)
    except Refused as refused:
        return _place(request, mine, form, refused=str(refused), status=409)
    return redirect("place", token=token)


def _place(
    request: HttpRequest, mine: Place, form: DigitsForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    page = {
        "chapter": mine.cafe.chapter,
        "cafe": queries.tell(mine.cafe, timezone.now()),
        "standing": mine.standing.value,
        "knows_place": rules.can_know_place(mine.person, mine.cafe),
        "form": form,
        "refused": refused,
    }
    return render(request, "public/place.html", page, status=status)
