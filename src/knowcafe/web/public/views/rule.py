"""The published rule of the list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.queries import chapters_seen_by


@login_not_required
@require_safe
def rule(request: HttpRequest, chapter: str) -> HttpResponse:
    """Who gets a seat, in a few sentences."""
    here = get_object_or_404(chapters_seen_by(visitor(request.user)), slug=chapter)
    return render(request, "public/rule.html", {"chapter": here})
