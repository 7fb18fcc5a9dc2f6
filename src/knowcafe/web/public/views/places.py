"""Somebody's own page of a café: whether they come, and giving their place back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries, rules
from knowcafe.cafes.queries import Place, confirming
from knowcafe.floor.queries.tonight import open_for
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.public.forms import DigitsForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponseBase:
    """Reached from their mail; looking at it changes nothing. Signed in they need no digits."""
    mine, person, now = queries.place(token), visitor(request.user), timezone.now()
    if not mine:
        raise Http404
    is_known = person is not None and person.pk == mine.person.pk
    if request.method != "POST":
        return _page(request, mine, None if is_known else DigitsForm())
    form = None if is_known else DigitsForm(request.POST)
    if form and not form.is_valid():
        return _page(request, mine, form, status=422)
    try:
        if form:
            limits.count_digits(token, now=now)
        actions.answer_question(
            mine,
            answer=request.POST.get("answer", ""),
            typed=form.cleaned_data["digits"] if form else "",
            by=person,
            now=now,
        )
    except TooMany as refused:
        return _page(request, mine, form, refused=str(refused), status=limits.TOO_MANY)
    except Refused as refused:
        return _page(request, mine, form, refused=str(refused), status=409)
    return redirect("place", token=token)


def _page(
    request: HttpRequest,
    mine: Place,
    form: DigitsForm | None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    other = queries.place_at_that_time(mine.cafe, mine.person)
    is_open = any(one.id == mine.cafe.pk for one in open_for(mine.person, now))
    token = queries.place_link(mine.cafe, mine.person).rstrip("/").rpartition("/")[2]
    page = {
        "chapter": mine.cafe.chapter,
        "my_table": reverse("floor-place", args=[token]) if is_open else "",
        "cafe": queries.tell(mine.cafe, now),
        "standing": mine.standing.value,
        "asks": confirming.question(mine, now),
        "knows_place": rules.can_know_place(mine.person, mine.cafe),
        "other": queries.place_link(other.cafe, mine.person) if other else "",
        "form": form,
        "refused": refused,
    }
    return render(request, "public/place.html", page, status=status)
