"""A member's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.queries.fitting import outlook
from knowcafe.members import queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything of one person."""
    person, now = visitor(request.user), timezone.now()
    needs = [outlook(need, now) for need in queries.needs_of(person).open()]
    return render(request, "member/home.html", {"needs": needs})
