"""Before the hour: which way it is spent, how long, about what. With defaults, one press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import Person, visitor
from knowcafe.cafes.queries import Cafe, tell
from knowcafe.core.hour import Template, suggested
from knowcafe.floor import actions, queries
from knowcafe.floor.queries import Hour
from knowcafe.refused import Refused
from knowcafe.web.floor.forms.hour import PrepareForm

LEAST = 10


@dataclass(frozen=True, slots=True)
class Way:
    """A way to spend the hour, as it is offered. Those made for other numbers come second."""

    template: Template
    fits: bool


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """The simple way is chosen already; looking opens nothing."""
    person, now = visitor(request.user), timezone.now()
    here = queries.cafe_run_by(cafe, person) if person else None
    if here is None or person is None:
        raise Http404
    hour = queries.hour_of(here)
    if request.method != "POST":
        return _page(request, here, hour, PrepareForm(initial=_usual(here, hour, now)), now=now)
    form = PrepareForm(request.POST)
    if not form.is_valid():
        return _page(request, here, hour, form, now=now, status=422)
    try:
        _prepared(here, form, by=person, now=now)
    except Refused as no:
        return _page(request, here, hour, form, now=now, status=409, refused=str(no))
    return redirect("floor", cafe=cafe)


def _prepared(cafe: Cafe, form: PrepareForm, *, by: Person, now: datetime) -> None:
    hour = actions.open_hour(cafe, by=by, now=now)
    actions.prepare(hour, **form.cleaned_data, by=by, now=now)


def _usual(cafe: Cafe, hour: Hour | None, now: datetime) -> dict[str, object]:
    """As it is; before it is opened as suggested, and no longer than until the café ends."""
    if hour:
        minutes = sum(part.minutes for part in queries.parts_of(hour))
        kept = {"template": hour.template, "question": hour.question, "talk": hour.talk_is_on}
        return kept | {"minutes": minutes}
    left = int((cafe.ends_at - max(now, cafe.starts_at)).total_seconds()) // 60
    minutes = left if left >= LEAST else cafe.minutes
    heads = len(queries.expected(cafe))
    return {"template": suggested(heads), "minutes": minutes, "question": cafe.question}


def _page(
    request: HttpRequest,
    cafe: Cafe,
    hour: Hour | None,
    form: PrepareForm,
    *,
    now: datetime,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    heads = len(queries.expected(cafe))
    ways = [Way(one, one.fewest <= heads <= one.most) for one in queries.templates_of(cafe.chapter)]
    chosen = form["template"].value()
    page = {
        "chapter": cafe.chapter,
        "cafe": tell(cafe, now),
        "form": form,
        "hour": hour,
        "heads": heads,
        "ways": sorted(ways, key=lambda way: (way.template.id != chosen, not way.fits)),
        "refused": refused,
    }
    return render(request, "floor/prepare.html", page, status=status)
