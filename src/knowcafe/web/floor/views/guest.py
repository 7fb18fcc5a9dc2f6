"""The page on a guest's own phone: their table and the time; at the end how it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.floor import actions, queries
from knowcafe.floor.queries import Phone
from knowcafe.refused import Refused
from knowcafe.web.floor.forms.guest import PulseForm, SayForm, TouchForm
from knowcafe.web.floor.views import polling
from knowcafe.web.floor.views.shown import of_phone

PARTS = tuple((name, f"floor/guest_{name}.html") for name in ("where", "words", "pulse", "say"))
PARTS = (*PARTS, ("touch", "floor/guest_touch.html"))


@login_not_required
@require_safe
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """As it is now; whoever has the link has the phone."""
    answer = render(request, "floor/guest.html", _page(request, _phone(token)))
    answer["Cache-Control"] = "no-store, private"
    return answer


@login_not_required
@require_safe
def state(request: HttpRequest, token: str) -> HttpResponse:
    """Whether there is news, and what; one small query where there is none."""
    version = queries.phone_version(token)
    if version is not None and not polling.is_news(request, version):
        return HttpResponse(status=204)
    return polling.news(request, _page(request, _phone(token)), PARTS)


@login_not_required
@require_POST
def pulse(request: HttpRequest, token: str) -> HttpResponseBase:
    """Three quick questions."""
    phone, form = _phone(token), PulseForm(request.POST)
    return _do(request, phone, form, "pulse", partial(actions.answer_pulse, phone.guest))


@login_not_required
@require_POST
def say(request: HttpRequest, token: str) -> HttpResponseBase:
    """What they take home."""
    phone, form = _phone(token), SayForm(request.POST)
    return _do(request, phone, form, "say", partial(_say, phone))


@login_not_required
@require_POST
def touch(request: HttpRequest, token: str) -> HttpResponseBase:
    """With whom they would like to stay in touch."""
    phone = _phone(token)
    form = TouchForm(request.POST, others=_others(phone), email=_email(request, phone))

    def save(*, now: Any, **_typed: Any) -> None:
        whom = form.cleaned_data["who"]
        actions.stay_in_touch(phone.guest, whom=whom, contact=form.reach, now=now)

    return _do(request, phone, form, "touch", save)


def _do(
    request: HttpRequest, phone: Phone, form: forms.Form, name: str, verb: Callable[..., None]
) -> HttpResponseBase:
    """One verb, and back to where the finger was."""
    refused, status = "", 422
    if form.is_valid():
        try:
            verb(**form.cleaned_data, now=timezone.now())
        except Refused as no:
            refused, status = str(no), 409
        else:
            return redirect(f"{reverse('guest', args=[phone.guest.token])}#{name}")
    page = _page(request, phone, **{name: form}) | {"refused": refused}
    return render(request, "floor/guest.html", page, status=status)


def _say(phone: Phone, *, takeaway: str, step: str, now: Any) -> None:
    """Only what has changed is said again."""
    if takeaway != phone.takeaway:
        actions.say_takeaway(phone.guest, text=takeaway, now=now)
    if step != _step(phone):
        actions.say_step(phone.guest, text=step, now=now)


def _phone(token: str) -> Phone:
    now = timezone.now()
    found = queries.phone_of(token, now=now)
    if found is None:
        raise Http404
    return queries.phone(found, now=now)


def _page(request: HttpRequest, phone: Phone, **typed: forms.Form) -> dict[str, Any]:
    said = {"takeaway": phone.takeaway, "step": _step(phone)}
    chosen = [one.who for one in phone.others if one.is_chosen]
    email, contact = _email(request, phone), phone.guest.contact
    is_email = bool(email) and contact == email
    reached = {"who": chosen, "contact": "" if is_email else contact, "share_email": is_email}
    shown: dict[str, Any] = {
        "pulse": PulseForm(),
        "say": SayForm(initial=said),
        "touch": TouchForm(initial=reached, others=_others(phone), email=email),
    }
    return (
        shown
        | typed
        | {
            "chapter": phone.hour.cafe.chapter,
            "token": phone.guest.token,
            "shown": of_phone(phone),
        }
    )


def _step(phone: Phone) -> str:
    return str(phone.step["text"]) if phone.step else ""


def _others(phone: Phone) -> list[tuple[str, str]]:
    return [(one.who, one.name) for one in phone.others]


def _email(request: HttpRequest, phone: Phone) -> str:
    """Their account's address, offered to themselves only."""
    person, owner = visitor(request.user), phone.guest.person
    return owner.email if owner and person and owner.pk == person.pk else ""
