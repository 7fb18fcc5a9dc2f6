"""The front door: what anybody may see and do."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import Person, visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import Cafe, Standing, instead, public
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.members.queries.listing import looked_for
from knowcafe.refused import Refused
from knowcafe.web import drafts, limits
from knowcafe.web.public import own
from knowcafe.web.public.forms import JustComeForm

CAFE = "public/cafe.html"


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
    listed = queries.next_cafes(here, person=person, now=now)
    page = {
        "chapter": here,
        "cafes": [queries.tell(cafe, now) for cafe in listed],
        "off": queries.announced(here, listed, now=now),
        "looked_for": looked_for(here),
        "waiting": [one for one in drafts.waiting(request) if one.chapter == chapter],
    }
    return render(request, "public/front_door.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cafe(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """One café, and "just come": a seat if one is free, else the choice to be a reserve.

    `beside` is pressed where the table is full and the one next to it is not.
    """
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(queries.cafes_seen_by(person), pk=cafe, chapter__slug=chapter)
    if request.method != "POST":
        form = JustComeForm(initial={"asked_with": secrets.token_urlsafe(24)}, person=person)
        return render(request, CAFE, _about(here, form, person=person, now=now))
    form = JustComeForm(request.POST, person=person)
    page = _about(here, form, person=person, now=now)
    if not form.is_valid():
        return render(request, CAFE, page, status=422)
    beside = instead.table_beside(here, person=person) if "beside" in request.POST else None
    try:
        limits.count_coming(request, form.cleaned_data["email"], now=now)
        stands = actions.just_come(
            beside or here,
            **form.cleaned_data,
            by=person,
            now=now,
            as_reserve="reserve" in request.POST,
        )
    except TooMany as refused:
        return limits.too_many(request, CAFE, page, refused)
    except actions.Full as full:
        page |= {"refused": str(full), "full": True}
        page |= _otherwise(here, person=person, now=now)
        return render(request, CAFE, page, status=409)
    except Refused as refused:
        return render(request, CAFE, page | {"refused": str(refused)}, status=409)
    at = (beside or here).pk
    answer = redirect("done", chapter=chapter, cafe=at, standing=stands.value)
    own.tell(answer, at, stands.value)
    return answer


def _about(
    here: Cafe, form: JustComeForm, *, person: Person | None, now: datetime
) -> dict[str, object]:
    """A café's page. Whoever is signed in reads how they stand, nobody else does."""
    page: dict[str, object] = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "event": public.event_data(here),
        "page": public.page_of(here),
        "group_text": public.invitation_text(here),
        "form": form,
        "person": person,
        "standing": queries.standing(here, person).value if person else "",
    }
    return page if here.free else page | _otherwise(here, person=person, now=now)


def _otherwise(here: Cafe, *, person: Person | None, now: datetime) -> dict[str, object]:
    """What may be done where a table is full."""
    beside = instead.table_beside(here, person=person)
    later = instead.next_free(here, person=person, now=now)
    return {
        "beside": queries.tell(beside, now) if beside else None,
        "later": queries.tell(later, now) if later else None,
    }


@login_not_required
@require_safe
def done(request: HttpRequest, chapter: str, cafe: int, standing: str) -> HttpResponseBase:
    """What happens next, for whoever has just asked; everybody else is led to the café itself."""
    seen = queries.cafes_seen_by(visitor(request.user))
    here = get_object_or_404(seen, pk=cafe, chapter__slug=chapter)
    if standing not in (Standing.SEAT.value, Standing.RESERVE.value):
        raise Http404
    if not own.is_told(request, cafe, standing):
        return redirect("cafe", chapter=chapter, cafe=cafe)
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, timezone.now()),
        "standing": standing,
    }
    return render(request, "public/done.html", page)
