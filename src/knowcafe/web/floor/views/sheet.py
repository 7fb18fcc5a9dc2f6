"""The hour on paper, for the evening on which nothing else works."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.floor import queries
from knowcafe.floor.queries.paper import paper
from knowcafe.web.floor.views.shown import when


@require_safe
def sheet(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """One page of A4: times, prompts, who sits where, and a line for each next step."""
    person = visitor(request.user)
    here = queries.cafe_run_by(cafe, person) if person else None
    if here is None:
        raise Http404
    hour = queries.hour_of(here)
    if hour is None:
        return redirect("floor", cafe=cafe)
    page = {"chapter": here.chapter, "cafe": when(here), "sheet": paper(hour)}
    return render(request, "floor/sheet.html", page)
