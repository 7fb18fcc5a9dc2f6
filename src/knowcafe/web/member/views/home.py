"""A member's own page: seats, needs, know-how and how they may be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.queries.at_home import at_home, coming_place_of, member_of_id
from knowcafe.floor.queries.tonight import open_for, to_run_by
from knowcafe.followups import actions as followups
from knowcafe.followups.queries import my_steps, step_of
from knowcafe.members import actions, queries
from knowcafe.members.queries import Member, Person
from knowcafe.refused import Refused
from knowcafe.web.drafts import waiting
from knowcafe.web.member.forms.home import PauseForm, RewordForm
from knowcafe.web.member.forms.step import StepForm
from knowcafe.web.member.forms.who import NameForm

ASKING: dict[str, Callable[..., None]] = {
    "resume": actions.resume,
    "stop": actions.stop_invitations,
    "allow": actions.allow_invitations,
    "late": actions.agree_to_short_notice,
    "not-late": actions.end_short_notice,
    "show": actions.show_name,
    "hide": actions.hide_name,
}
ENDS: dict[str, Callable[..., None]] = {
    "met": actions.close_need_as_met,
    "take-back": actions.withdraw_need,
}


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Everything of one person, in all their chapters. Everybody has one, behind the sign-in."""
    if not visitor(request.user):
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.path})}")
    return _home(request)


@require_POST
def name(request: HttpRequest) -> HttpResponseBase:
    """What we call them."""
    person, form = _me(request), NameForm(request.POST)
    if not form.is_valid():
        return _home(request, refused=str(form.errors["first_name"][0]), status=422)
    accounts.call_me(person, first_name=form.cleaned_data["first_name"], by=person)
    return redirect("me")


@require_POST
def release(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """A seat or a reserve place, given back with one tap."""
    person, now = _me(request), timezone.now()
    mine = coming_place_of(person, cafe, now)
    if not mine:
        raise Http404
    try:
        cafes.give_up(mine.cafe, person, now=now)
    except Refused as refused:
        return _home(request, refused=str(refused), status=409)
    return redirect("me")


@require_POST
def answer(request: HttpRequest, cafe: int) -> HttpResponseBase:
    """Coming, can't or not sure, from the day before."""
    person, now = _me(request), timezone.now()
    mine = coming_place_of(person, cafe, now)
    if not mine:
        raise Http404
    said = request.POST.get("answer", "")
    try:
        cafes.answer_question(mine, answer=said, typed="", by=person, now=now)
    except Refused as refused:
        return _home(request, refused=str(refused), status=409)
    return redirect("me")


@require_POST
def correct(request: HttpRequest, cafe: int, state: str) -> HttpResponseBase:
    """That's not right: whether they came to a café, in their own words."""
    person = _me(request)
    try:
        cafes.correct_attendance(cafe, state=state, by=person, now=timezone.now())
    except Refused as refused:
        return _home(request, refused=str(refused), status=409)
    return redirect(f"{reverse('me')}#your-cafes")


@require_POST
def need(request: HttpRequest, need: int, verb: str) -> HttpResponseBase:
    """Met, taken back, or told to the table in other words."""
    person, now = _me(request), timezone.now()
    mine = get_object_or_404(queries.needs_of(person), pk=need)
    form = RewordForm(request.POST)
    try:
        if verb in ENDS:
            ENDS[verb](mine, by=person, now=now)
        elif form.is_valid():
            actions.reword(mine, for_table=form.cleaned_data["for_table"], by=person, now=now)
        else:
            return _home(request, refused=str(form.errors["for_table"][0]), status=422)
    except Refused as refused:
        return _home(request, refused=str(refused), status=409)
    return redirect("me")


@require_POST
def asking(request: HttpRequest, member: int, verb: str) -> HttpResponseBase:
    """Whether and when they may be asked, and whether by name."""
    person, now = _me(request), timezone.now()
    mine = member_of_id(person, member)
    if not mine:
        raise Http404
    try:
        if verb == "pause":
            return _pause(request, mine, person, now)
        ASKING[verb](mine, by=person, now=now)
    except Refused as refused:
        return _home(request, refused=str(refused), status=409)
    return redirect("me")


@require_POST
def step(request: HttpRequest, step: int) -> HttpResponseBase:
    """How a next step went, with one tap and perhaps a line; or the tap taken back."""
    person, now = _me(request), timezone.now()
    mine = step_of(person, step)
    if not mine:
        raise Http404
    form = StepForm(request.POST, asks_digits=False)
    if not form.is_valid():
        return _home(request, refused=form.complaint, status=422, typed_of=step)
    form.verb()(mine, typed="", by=person, now=now)
    return redirect(f"{reverse('me')}#next-steps")


@require_POST
def reminders(request: HttpRequest, verb: str) -> HttpResponseBase:
    """Letters about next steps, or none."""
    change = followups.stop_reminders if verb == "stop" else followups.allow_reminders
    change(_me(request), now=timezone.now())
    return redirect(f"{reverse('me')}#next-steps")


def _pause(request: HttpRequest, member: Member, person: Person, now: datetime) -> HttpResponseBase:
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _home(request, refused=str(form.errors["until"][0]), status=422)
    actions.pause(member, until=form.cleaned_data["until"], by=person, now=now)
    return redirect("me")


def _me(request: HttpRequest) -> Person:
    """Who asks; these pages are private, so there is somebody."""
    person = visitor(request.user)
    if person is None:
        raise Http404
    return person


def _home(
    request: HttpRequest, *, refused: str = "", status: int = 200, typed_of: int = 0
) -> HttpResponse:
    """What was refused is said above; what was typed is still in its field."""
    me, now = _me(request), timezone.now()
    homes = at_home(me, now)
    page = {
        "homes": homes,
        "tonight": to_run_by(me, now),
        "open_tables": open_for(me, now),
        "steps": my_steps(me, now),
        "chapter": homes[0].chapter if len(homes) == 1 else None,
        "waiting": waiting(request),
        "refused": refused,
        "typed": request.POST,
        "typed_of": typed_of,
    }
    return render(request, "member/home.html", page, status=status)
