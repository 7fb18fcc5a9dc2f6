"""This week: what a host sees, drafts, changes and publishes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.queries import chapters_hosted_by


@require_safe
def week(request: HttpRequest, chapter: str) -> HttpResponse:
    """The week as it stands."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    return render(request, "host/week.html", {"chapter": here})
