"""A chapter's cafés for other programs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.queries import public
from knowcafe.chapters.queries import chapters_seen_by


@login_not_required
@require_safe
def feed(request: HttpRequest, chapter: str) -> HttpResponse:
    """The next cafés as an Atom feed."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    written = public.feed(here, person=person, now=timezone.now())
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
def calendar(request: HttpRequest, chapter: str) -> HttpResponse:
    """The next cafés as a calendar to subscribe to."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    written = public.calendar(here, person=person, now=timezone.now())
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
