"""The chapter's people."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.chapters import actions
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.members.queries import listing
from knowcafe.refused import Refused
from knowcafe.web.host.forms.settings import PersonForm

AT_ONCE = 30
"""So many people on a page."""


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
    search = request.GET.get("search", "")[:60]
    found = listing.people_of(here, search=search, today=here.on_the_wall(now).date())
    added_id = request.GET.get("added", "")
    page = {
        "chapter": here,
        "people": Paginator(found, AT_ONCE).get_page(request.GET.get("page")),
        "found": len(found),
        "search": search,
        "added": next((p for p in found if str(p.id) == added_id), None),
        "form": form,
        "refused": refused,
    }
    return render(request, "host/people.html", page, status=status)
