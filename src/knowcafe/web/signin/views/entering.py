"""An address, a code, in; and out again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany, use_spare_key
from knowcafe.accounts.queries import opens_with, visitor
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.signin import flow
from knowcafe.web.signin.forms import CodeForm, SignInForm
from knowcafe.web.signin.onward import HOME, onward

GET_AND_POST = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@require_http_methods(GET_AND_POST)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Type an address; whoever is signed in goes where they were going."""
    then, now = onward(request), timezone.now()
    if visitor(request.user):
        return redirect(then)
    if request.method != "POST":
        return render(request, "signin/sign_in.html", {"form": SignInForm(), "next": then})
    form = SignInForm(request.POST)
    page: dict[str, object] = {"form": form, "next": then}
    if not form.is_valid():
        return render(request, "signin/sign_in.html", page, status=422)
    email = form.cleaned_data["email"]
    try:
        limits.count_sign_in(request, now=now, code_to=email)
    except TooMany as refused:
        return limits.too_many(request, "signin/sign_in.html", page, refused)
    flow.begin(request, email, first_name=form.cleaned_data["first_name"], now=now)
    return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': then})}")


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def code(request: HttpRequest) -> HttpResponseBase:
    """Type the code."""
    then, now = onward(request), timezone.now()
    if visitor(request.user):
        return redirect(then)
    stands = flow.standing(request)
    if stands.step == flow.Step.NONE:
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': then})}")
    if request.method != "POST":
        return _code(request, CodeForm(), stands)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code(request, form, stands, status=422)
    try:
        limits.count_sign_in(request, now=now)
    except TooMany as refused:
        page = _about(request, form, stands)
        return limits.too_many(request, "signin/code.html", page, refused)
    answer = flow.try_code(request, form.cleaned_data["code"], onward=then, now=now)
    if isinstance(answer, HttpResponseBase):
        return answer
    if answer.step == flow.Step.WRONG:
        form.add_error("code", _wrong(answer.left))
    return _code(request, form, answer, status=422)


def _wrong(left: int) -> str:
    return (
        ngettext(
            "That is not the code. You have %d try left.",
            "That is not the code. You have %d tries left.",
            left,
        )
        % left
    )


def _code(
    request: HttpRequest, form: CodeForm, stands: flow.Standing, *, status: int = 200
) -> HttpResponse:
    return render(request, "signin/code.html", _about(request, form, stands), status=status)


def _about(request: HttpRequest, form: CodeForm, stands: flow.Standing) -> dict[str, object]:
    over = {
        flow.Step.TOO_OLD: _("This code is older than ten minutes, so it works no longer."),
        flow.Step.SPENT: _("That was the third try. To be safe, this code works no longer."),
    }.get(stands.step)
    return {"form": form, "email": stands.email, "over": over, "next": onward(request)}


@login_not_required
@never_cache
@require_http_methods(GET_AND_POST)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """A page with a button: a link alone must not sign anybody out."""
    if not visitor(request.user):
        return redirect("chapters")
    if request.method != "POST":
        return render(request, "signin/sign_out.html")
    logout(request)
    answer = redirect("chapters")
    answer["Clear-Site-Data"] = '"cache", "storage"'  # of a café they have run on this phone
    return answer


@login_not_required
@never_cache
@require_http_methods(GET_AND_POST)
def let_in(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link of `knowcafe let-in`: a page with a button, since programs follow links."""
    now = timezone.now()
    if request.method != "POST":
        if opens_with(token, now=now):
            return render(request, "signin/let_in.html")
        told = _("This link has been used, or is older than a quarter of an hour.")
        return render(request, "signin/let_in.html", {"refused": told}, status=404)
    try:
        limits.count_sign_in(request, now=now)
        person = use_spare_key(token, now=now)
    except TooMany as refused:
        return limits.too_many(request, "signin/let_in.html", {}, refused)
    except Refused as refused:
        return render(request, "signin/let_in.html", {"refused": str(refused)}, status=409)
    return flow.let_in(request, person, onward=HOME)
