"""One café as its hosts set it up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import attending
from knowcafe.refused import Refused
from knowcafe.web.host.forms.settings import CafeForm


@require_http_methods(["GET", "HEAD", "POST"])
def cafe(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """Its question, what to read first, its own place and door."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, person), pk=cafe)
    was = {name: getattr(here, name) for name in CafeForm.base_fields}
    form = CafeForm(request.POST if request.method == "POST" else None, initial=was)
    refused, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                letters = actions.change_cafe(here, **form.cleaned_data, by=person, now=now)
            except Refused as no:
                refused, status = str(no), 409
            else:
                return redirect(f"{request.path}?told={letters}")
    told = request.GET.get("told", "")
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "held": here.held,
        "form": form,
        "refused": refused,
        "said": told.isdecimal(),
        "told": int(told) if told.isdecimal() else 0,
    }
    return render(request, "host/cafe.html", page, status=status)
