"""The chapter's people."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.queries import history
from knowcafe.chapters import actions
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.members.queries import listing
from knowcafe.phrases.history import source
from knowcafe.refused import Refused
from knowcafe.web.host.forms.history import ClaimForm
from knowcafe.web.host.forms.settings import PersonForm

AT_ONCE = 30
"""So many people on a page…"""

CLAIMS_AT_ONCE = 10
"""…and so many of those without an address."""


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Everybody, or those a search finds, by and by; and somebody new by name and address."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    form = PersonForm(request.POST if request.method == "POST" else None)
    refused, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                added = actions.add_member(here, **form.cleaned_data, by=person, now=now)
            except Refused as no:
                refused, status = str(no), 409
            else:
                return redirect(f"{request.path}?added={added.pk}")
    return _page(request, here, status=status, form=form, refused=refused)


@require_POST
def past_member(request: HttpRequest, chapter: str, past: int) -> HttpResponseBase:
    """Somebody who was brought in by name alone: their address, or who that is here."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    row = get_object_or_404(history.unclaimed(here), pk=past)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, here, status=422, claim_form=form, claimed=past)
    said = form.cleaned_data
    list_of_people = reverse("people", args=[chapter])
    try:
        if said["do"] == "forget":
            cafes.forget_past_member(row, by=person, now=now)
            return redirect(f"{list_of_people}?forgotten=yes#claim")
        if said["do"] == "same":
            member = cafes.recognise(row, person_id=said["person"] or 0, by=person, now=now)
        else:
            member = cafes.give_address(row, email=said["email"], by=person, now=now)
    except Refused as no:
        return _page(request, here, status=409, refused=str(no))
    return redirect(f"{list_of_people}?added={member.pk}")


def _page(
    request: HttpRequest, here: Any, *, status: int, form: PersonForm | None = None, **more: Any
) -> HttpResponse:
    search = request.GET.get("search", "")[:60]
    today = here.on_the_wall(timezone.now()).date()
    found = listing.people_of(here, search=search, today=today)
    waiting = history.unclaimed(here, search=search)
    first = list(waiting[:CLAIMS_AT_ONCE])
    if more.get("claimed"):
        first = [row for row in first if row.pk != more["claimed"]]
        first = [*waiting.filter(pk=more["claimed"]), *first]
    claims = history.claims(here, first)
    added_id = request.GET.get("added", "")
    page = {
        "chapter": here,
        "people": Paginator(found, AT_ONCE).get_page(request.GET.get("page")),
        "found": len(found),
        "search": search,
        "added": next((p for p in found if str(p.id) == added_id), None),
        "forgotten": "forgotten" in request.GET,
        "form": form or PersonForm(),
        "claims": [
            {"past": c.past, "perhaps": c.perhaps, "source": source(c.past.source)} for c in claims
        ],
        "unclaimed": waiting.count(),
    }
    return render(request, "host/people.html", page | more, status=status)
