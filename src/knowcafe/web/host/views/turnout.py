"""How full a café will be: the switch, a second table, what to do where it looks thin, and whether
the forecasts were right.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import Cafe, attending, forecasts, hosting, thin
from knowcafe.chapters.queries import chapters_hosted_by, hosts
from knowcafe.core.calendar import Week
from knowcafe.refused import Refused
from knowcafe.web.host.forms.turnout import AskingForm, SecondForm
from knowcafe.web.host.views import cafe as cafes

_JOIN = {"merge": (actions.merge_into, False), "move": (actions.move_to, True)}


@require_POST
def asking(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """Stop asking for one café, or go on; back to where it was pressed."""
    person, now = visitor(request.user), timezone.now()
    here = _hosted(request, chapter, cafe)
    form = AskingForm(request.POST)
    if not form.is_valid():
        return cafes.shown(request, here, status=422)
    verb = actions.leave_alone if form.cleaned_data["do"] == "stop" else actions.go_on
    try:
        verb(here, by=person, now=now)
    except Refused as no:
        return cafes.shown(request, here, refused=str(no), status=409)
    if form.cleaned_data["back"] == "week":
        week = reverse("week", args=[chapter])
        return redirect(f"{week}?week={Week.containing(here.on)}#asking-{cafe}")
    return redirect(f"{reverse('host-cafe', args=[chapter, cafe])}#filling")


@require_POST
def second(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """Who could open a second table."""
    here = _hosted(request, chapter, cafe)
    form = SecondForm(request.POST, hosts=[(p.pk, p.first_name) for p in hosts(here.chapter)])
    if not form.is_valid():
        return cafes.shown(request, here, second=form, status=422)
    try:
        actions.name_second(
            here,
            person_id=form.cleaned_data["person_id"],
            by=visitor(request.user),
            now=timezone.now(),
        )
    except Refused as no:
        return cafes.shown(request, here, refused=str(no), second=form, status=409)
    return redirect(f"{reverse('host-cafe', args=[chapter, cafe])}?kept=second#second")


@require_http_methods(["GET", "HEAD", "POST"])
def looks_thin(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """The ways out, each with what it would do; asking more people needs no second thought."""
    person, now = visitor(request.user), timezone.now()
    here = _hosted(request, chapter, cafe)
    refused = ""
    if request.method == "POST":
        try:
            asked = actions.ask_more(here, by=person, now=now)
        except Refused as no:
            refused = str(no)
        else:
            return redirect(f"{request.path}?asked={asked}")
    told = request.GET.get("asked", "")
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "table": thin.table_here(here),
        "left_alone": here.is_left_alone,
        "options": thin.thin_options(here, now=now),
        "refused": refused,
        "asked": int(told) if told.isascii() and told.isdigit() and len(told) < 4 else None,
    }
    return render(request, "host/thin.html", page, status=409 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, chapter: str, cafe: int, how: str, other: int) -> HttpResponseBase:
    """What merging with, or moving to, another café would do; then it is done."""
    person, now = visitor(request.user), timezone.now()
    here = _hosted(request, chapter, cafe)
    there = _hosted(request, chapter, other)
    verb, is_move = _JOIN[how]
    refused = ""
    if request.method == "POST":
        try:
            letters = verb(here, there, by=person, now=now)
        except Refused as no:
            refused = str(no)
        else:
            return cafes.back(chapter, cafe, letters)
    found = thin.joined(here, other, is_move=is_move, now=now)
    if not found and not refused:
        raise Http404
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "table": thin.table_here(here),
        "other": found,
        "people": hosting.people_of(here),
        "held": here.held,
        "refused": refused,
    }
    return render(request, "host/join.html", page, status=409 if refused else 200)


@require_safe
def forecast(request: HttpRequest, chapter: str) -> HttpResponse:
    """What was foreseen of the last months' cafés beside what happened."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    told = forecasts.forecasts(here, now=timezone.now())
    return render(request, "host/forecasts.html", {"chapter": here, "told": told})


def _hosted(request: HttpRequest, chapter: str, cafe: int) -> Cafe:
    return get_object_or_404(attending.cafes_hosted_in(chapter, visitor(request.user)), pk=cafe)
