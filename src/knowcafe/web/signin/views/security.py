"""The second step, and what one takes it with: passkeys, an app, recovery codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from knowcafe.accounts import actions, queries
from knowcafe.accounts.actions import TooMany, count_tries
from knowcafe.accounts.queries import Person, visitor
from knowcafe.accounts.rules import SECOND_STEP
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.second_step import has_shown
from knowcafe.web.signin import flow, passkeys
from knowcafe.web.signin.forms import AppForm, CredentialForm, PasskeyForm, StepForm
from knowcafe.web.signin.onward import onward

GET_AND_POST = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponseBase]


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
def second_step(request: HttpRequest) -> HttpResponseBase:
    """A passkey, a code of the app, or a recovery code: on the way in, or before host pages."""
    stage = flow.half_in(request)
    person = stage.login.user if stage else visitor(request.user)
    then = onward(request)
    if person is None:
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': then})}")
    if not queries.has_second_factor(person) or (not stage and has_shown(request)):
        return redirect(then)
    if request.method != "POST":
        return _step(request, person, StepForm())
    form = CredentialForm(request.POST) if "credential" in request.POST else StepForm(request.POST)
    if not form.is_valid():
        return _step(request, person, form, status=422)
    try:
        count_tries(("second-step", str(person.pk), SECOND_STEP), now=timezone.now())
        used = _used(person, form)
    except TooMany as refused:
        page = _about_step(request, person, form)
        return limits.too_many(request, "signin/second_step.html", page, refused)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _step(request, person, form, status=422)
    post_authentication(request, used, reauthenticated=stage is None)
    return stage.exit() if stage else redirect(then)


def _used(person: Person, form: CredentialForm | StepForm) -> Authenticator:
    if isinstance(form, CredentialForm):
        return passkeys.shown(person, form.cleaned_data["credential"])
    used = actions.use_code(person, typed=form.cleaned_data["code"])
    if not used:
        raise Refused(_("That is not the code. Wait for the app’s next one and try it."))
    return used


def _step(
    request: HttpRequest, person: Person, form: CredentialForm | StepForm, *, status: int = 200
) -> HttpResponse:
    page = _about_step(request, person, form)
    return render(request, "signin/second_step.html", page, status=status)


def _about_step(
    request: HttpRequest, person: Person, form: CredentialForm | StepForm
) -> dict[str, object]:
    has_passkey = any(factor.is_passkey for factor in queries.second_factors(person))
    return {
        "form": form if isinstance(form, StepForm) else StepForm(),
        "problems": form.non_field_errors(),
        "passkey": passkeys.to_show(person) if has_passkey else "",
        "next": onward(request),
    }


def _with_second_step(view: View) -> View:
    """Whoever has a second step takes it before changing anything about it."""

    @never_cache
    @sensitive_post_parameters()
    @require_http_methods(GET_AND_POST)
    @wraps(view)
    def asked(request: HttpRequest, **more: object) -> HttpResponseBase:
        person = visitor(request.user)
        if person is None:
            raise Http404
        if queries.has_second_factor(person) and not has_shown(request):
            return redirect(f"{reverse('second-step')}?{urlencode({'next': request.path})}")
        return view(request, person, **more)

    return asked


@_with_second_step
def overview(request: HttpRequest, person: Person) -> HttpResponseBase:
    """What somebody signs in with besides their mailbox."""
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET"])
    factors = queries.second_factors(person)
    page = {
        "factors": factors,
        "has_app": any(not factor.is_passkey for factor in factors),
        "codes_left": len(queries.recovery_codes(person)),
        "next": onward(request) if "next" in request.GET else "",
    }
    return render(request, "signin/security.html", page)


@_with_second_step
def add_app(request: HttpRequest, person: Person) -> HttpResponseBase:
    """A secret for an app, as a picture and as letters; a code of the app proves it arrived."""
    form = AppForm(request.POST or None)
    if request.method != "POST":
        return _app(request, person, form)
    if not form.is_valid():
        return _app(request, person, form, status=422)
    secret, now = get_totp_secret(), timezone.now()
    try:
        count_tries(("second-step", str(person.pk), SECOND_STEP), now=now)
        made = actions.add_app(person, secret=secret, typed=form.cleaned_data["code"], now=now)
    except TooMany as refused:
        page = _about_app(request, person, form)
        return limits.too_many(request, "signin/app.html", page, refused)
    except Refused as refused:
        form.add_error("code", str(refused))
        return _app(request, person, form, status=422)
    clear_totp_secret(request)
    return _added(request, made)


def _app(request: HttpRequest, person: Person, form: AppForm, *, status: int = 200) -> HttpResponse:
    return render(request, "signin/app.html", _about_app(request, person, form), status=status)


def _about_app(request: HttpRequest, person: Person, form: AppForm) -> dict[str, object]:
    secret = get_totp_secret()
    link = get_adapter().build_totp_url(person, secret)
    groups = [secret[n : n + 4] for n in range(0, len(secret), 4)]
    picture = segno.make(link, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return {"form": form, "picture": picture, "secret": " ".join(groups), "next": _next(request)}


@_with_second_step
def add_passkey(request: HttpRequest, person: Person) -> HttpResponseBase:
    """A fingerprint, a face, the PIN of this device, or a key to plug in."""
    if request.method != "POST":
        return _passkey(request, person, PasskeyForm())
    form = PasskeyForm(request.POST)
    if not form.is_valid():
        return _passkey(request, person, form, status=422)
    try:
        credential = passkeys.made(form.cleaned_data["credential"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return _passkey(request, person, form, status=422)
    name = form.cleaned_data["name"] or _("Passkey")
    made = actions.add_passkey(person, name=name, credential=credential, now=timezone.now())
    return _added(request, made)


def _passkey(
    request: HttpRequest, person: Person, form: PasskeyForm, *, status: int = 200
) -> HttpResponse:
    problems = [*form.non_field_errors(), *form.errors.get("credential", [])]
    page = {
        "form": form,
        "problems": problems,
        "passkey": passkeys.to_make(person),
        "next": _next(request),
    }
    return render(request, "signin/passkey.html", page, status=status)


def _next(request: HttpRequest) -> str:
    return onward(request) if "next" in request.GET or "next" in request.POST else ""


def _added(request: HttpRequest, made: Authenticator) -> HttpResponseBase:
    """To add one is to have shown it; the recovery codes come next."""
    made.user = request.user
    post_authentication(request, made, reauthenticated=True)
    then = _next(request)
    return redirect(reverse("security-codes") + (f"?{urlencode({'next': then})}" if then else ""))


@_with_second_step
def recovery_codes(request: HttpRequest, person: Person) -> HttpResponseBase:
    """For the day the phone is lost: shown, and made anew."""
    page: dict[str, object] = {"codes": queries.recovery_codes(person), "next": _next(request)}
    if request.method != "POST":
        return render(request, "signin/codes.html", page)
    try:
        actions.new_recovery_codes(person, now=timezone.now())
    except Refused as refused:
        return render(request, "signin/codes.html", page | {"refused": str(refused)}, status=409)
    return redirect("security-codes")


@_with_second_step
def remove(request: HttpRequest, person: Person, factor: int) -> HttpResponseBase:
    """Take one away, after a page that says what that means."""
    found = [one for one in queries.second_factors(person) if one.id == factor]
    if not found:
        raise Http404
    if request.method != "POST":
        is_last = len(queries.second_factors(person)) == 1
        return render(request, "signin/remove.html", {"factor": found[0], "is_last": is_last})
    actions.remove_factor(person, factor, now=timezone.now())
    return redirect("security")
