"""“Host a café”: a word to a chapter's hosts, or to whoever looks after the network."""

from __future__ import annotations

import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.chapters import actions
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.web import limits
from knowcafe.web.public.forms import HostForm

PAGE = "public/host_a_cafe.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def host_a_cafe(request: HttpRequest, chapter: str = "") -> HttpResponseBase:
    """Without a chapter it is about a place where there is none yet."""
    now = timezone.now()
    seen = chapters_seen_by(visitor(request.user))
    here = get_object_or_404(seen, slug=chapter) if chapter else None
    form = HostForm(initial={"sent": secrets.token_urlsafe(24)})
    page: dict[str, object] = {"chapter": here, "form": form, "said": "said" in request.GET}
    if request.method != "POST":
        return render(request, PAGE, page)
    form = page["form"] = HostForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, page, status=422)
    typed = form.cleaned_data
    try:
        limits.count_coming(request, typed["email"], now=now)
    except TooMany as refused:
        return limits.too_many(request, PAGE, page, refused)
    if not typed.pop("website"):
        actions.offer_to_host(here, **typed, now=now)
    return redirect(f"{request.path}?said=thanks")
