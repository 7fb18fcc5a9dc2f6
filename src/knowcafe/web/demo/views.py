"""The demo's own pages: be anybody, read anybody's mail, look at the parts of every page."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from knowcafe.accounts.queries import everybody, somebody, visitor
from knowcafe.core.calendar import Week
from knowcafe.core.turnout import forecast
from knowcafe.floor.queries import held_now
from knowcafe.journal.queries import is_demo
from knowcafe.outbox.transports import addresses, kept_letter, kept_letters, laid_out
from knowcafe.web.demo.cast import CAST
from knowcafe.web.demo.forms import BeForm

PARTS = {
    "words": "Words",
    "press": "Things to press",
    "fill": "Things to fill in",
    "said": "Things said",
    "cards": "Cards, lines and people",
    "pictures": "Pictures and measures",
}
_HERE = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(?=/)")


@login_not_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Who there is to be, and what to try as them."""
    page = {
        "cast": CAST,
        "week": _week_to_try(),
        "everybody": everybody(),
        "held": held_now(timezone.now()),
        "me": visitor(request.user),
    }
    return render(request, "demo/welcome.html", page)


@login_not_required
@require_POST
def be(request: HttpRequest) -> HttpResponseBase:
    """Sign in as somebody, or out, and go where there is something to do as them."""
    form = BeForm(request.POST)
    if not is_demo() or not form.is_valid():
        raise Http404  # with real people in it no setting may let anybody be them
    email, then = form.cleaned_data["email"], form.cleaned_data["then"]
    if not email:
        logout(request)
        return redirect(_inside(then, otherwise=reverse("chapters")))
    person = somebody(email)
    if not person:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_inside(then, otherwise="/me/"))


@login_not_required
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The mail everybody has got, the newest first."""
    folder, to = settings.DATA / "mail", request.GET.get("to", "")
    page = {"letters": kept_letters(folder, to=to), "to": to, "addresses": addresses(folder)}
    return render(request, "demo/mail.html", page)


@login_not_required
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as plain text with its links, which lead to wherever the demo is now."""
    found = kept_letter(settings.DATA / "mail", name)
    if not found:
        raise Http404
    page: dict[str, object] = {
        "letter": found,
        "person": somebody(found.to),
        "me": visitor(request.user),
    }
    page |= laid_out(_HERE.sub(settings.ADDRESS, found.body))
    return render(request, "demo/letter.html", page)


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the stylesheet in every state."""
    weeks = [f"{date(2026, 10, 5) + timedelta(weeks=n):%-d %b}" for n in range(13)]
    page = {"parts": PARTS.items(), "weeks": weeks, "chances": forecast(13).chances}
    return render(request, "demo/style.html", page)


def _week_to_try() -> Week:
    """The next whole one: on a Monday this week."""
    today = timezone.localdate()
    this = Week.containing(today)
    return this if today == this.monday else this.next()


def _inside(path: str, *, otherwise: str) -> str:
    """Only addresses of our own are gone to."""
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else otherwise
