"""After the hour: who did not come, and what is kept. Nothing is sent before."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.queries import Told, tell
from knowcafe.floor import queries
from knowcafe.floor.queries import Hour
from knowcafe.followups import actions
from knowcafe.refused import Refused
from knowcafe.web.floor.forms.hour import CloseForm


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """One press; once it is closed, what came of it."""
    person, now = visitor(request.user), timezone.now()
    here = queries.cafe_run_by(cafe, person) if person else None
    hour = queries.hour_of(here) if here else None
    if here is None or hour is None or person is None:
        raise Http404
    told = tell(here, now)
    if request.method != "POST":
        return _page(request, hour, told)
    form = CloseForm(request.POST)
    try:
        actions.close_cafe(
            hour, missed=form.absent("missed"), excused=form.absent("excused"), by=person, now=now
        )
    except Refused as no:
        hour.refresh_from_db()
        return _page(request, hour, told, status=409, refused=str(no))
    return redirect("floor-close", cafe=cafe)


def _page(
    request: HttpRequest, hour: Hour, cafe: Told, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    state = queries.state_of(hour)
    came = queries.came(state)
    named = queries.people_named(hour.cafe, state)
    page = {
        "chapter": hour.cafe.chapter,
        "cafe": cafe,
        "hour": hour,
        "here": [name for who, name in named.items() if who in came],
        "absent": [one for one in queries.expected(hour.cafe) if one.who not in came],
        "steps": queries.steps(hour),
        "takeaways": [said["text"] for said in state.takeaways.values() if said["text"].strip()],
        "quick": queries.quick_answers(hour) if hour.closed_at else None,
        "refused": refused,
    }
    return render(request, "floor/close.html", page, status=status)
