"""Who came: fifteen seconds on a phone."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import attending
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.floor.queries.results import how_it_was
from knowcafe.followups.queries import kept
from knowcafe.refused import Refused
from knowcafe.web.host.forms.came import NoteForm


@require_safe
def came(request: HttpRequest, chapter: str) -> HttpResponse:
    """The cafés of the last weeks, whether anybody has said who came, and what came of them."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    page = {"chapter": here, "cafes": attending.past_cafes(here, now), "kept": kept(here, now)}
    return render(request, "host/came.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def who_came(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """One café: everyone with one tap, then the exceptions and whoever walked in."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, person), pk=cafe)
    form = NoteForm(request.POST if request.method == "POST" else None)
    refused, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _verb(form.cleaned_data)(here, by=person, now=now)
            except Refused as no:
                refused, status = str(no), 409
            else:
                return redirect(f"{request.path}{_where(form.cleaned_data)}")
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "who": attending.who_came(here),
        "evening": how_it_was(here, now),
        "thanked": here.thanked_at is not None,
        "form": form,
        "refused": refused,
        "asked_with": secrets.token_urlsafe(24),
    }
    return render(request, "host/who_came.html", page, status=status)


def _where(said: dict[str, Any]) -> str:
    """Back to where the finger was."""
    if said["do"] in ("walk-in", "remove"):
        return "#walk-in"
    return f"#guest-{said['who']}" if said["who"] else ""


def _verb(said: dict[str, Any]) -> Callable[..., object]:
    """What was pressed."""
    who = said["who"] or 0
    verbs: dict[str, Callable[..., object]] = {
        "everyone": actions.note_everyone_came,
        "over": actions.start_over,
        "forget": partial(actions.forget_attendance, person_id=who),
        "remove": partial(actions.remove_walk_in, walk_in_id=who),
        "walk-in": partial(
            actions.add_walk_in, first_name=said["first_name"], asked_with=said["asked_with"]
        ),
    }
    noted = partial(actions.note_attendance, person_id=who, state=said["do"])
    return verbs.get(said["do"], noted)
