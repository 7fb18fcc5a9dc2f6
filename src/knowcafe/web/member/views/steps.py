"""How did it go? The page a letter about a next step leads to. Looking at it changes nothing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.followups import actions, queries
from knowcafe.followups.queries import Commitment
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.member.forms.step import FORGET, REMIND, STOP, StepForm

_PROVEN = "step-digits"
"""The digits somebody typed here, by step, so that undoing asks for them no second time."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str) -> HttpResponseBase:
    """Done, partly, dropped or changed; undo; not mine; and no more reminders."""
    mine, person, now = queries.step(token), visitor(request.user), timezone.now()
    if not mine:
        raise Http404
    is_known = person is not None and person.pk == mine.person_id
    typed = request.session.get(_PROVEN, {}).get(str(mine.pk), "")
    asks = not is_known and not typed
    if request.method != "POST":
        return _page(request, mine, StepForm(asks_digits=asks))
    form = StepForm(request.POST, asks_digits=asks)
    if not form.is_valid():
        return _page(request, mine, form, status=422)
    if form.cleaned_data["do"] in (STOP, REMIND):
        return _reminders(mine, form.cleaned_data["do"], token)
    try:
        if asks:
            limits.count_digits(token, now=now)
            typed = form.cleaned_data["digits"]
        form.verb()(mine, typed=typed, by=person, now=now)
    except TooMany as refused:
        return _page(request, mine, form, refused=str(refused), status=limits.TOO_MANY)
    except Refused as refused:
        return _page(request, mine, form, refused=str(refused), status=409)
    if form.cleaned_data["do"] == FORGET:
        return render(request, "member/step_forgotten.html", {"chapter": mine.chapter})
    if asks:
        request.session[_PROVEN] = request.session.get(_PROVEN, {}) | {str(mine.pk): typed}
    return redirect("step", token=token)


def _reminders(mine: Commitment, do: str, token: str) -> HttpResponseBase:
    change = actions.stop_reminders if do == STOP else actions.allow_reminders
    if mine.person:
        change(mine.person, now=timezone.now())
    answer = redirect("step", token=token)
    answer["Location"] += "#reminders"
    return answer


def _page(
    request: HttpRequest, mine: Commitment, form: StepForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    page = {
        "chapter": mine.chapter,
        "step": queries.my_step(mine),
        "reminders": queries.gets_reminders(mine.person),
        "form": form,
        "refused": refused,
    }
    return render(request, "member/step.html", page, status=status)
