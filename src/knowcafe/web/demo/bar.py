"""The bar at the top of every page of a demo."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from knowcafe.accounts.queries import visitor


def bar(request: HttpRequest) -> dict[str, object]:
    """Who the visitor is just now, for templates; nothing outside of a demo."""
    if not settings.DEMO:
        return {}
    person = visitor(getattr(request, "user", None))
    return {"demo": {"name": person.first_name if person else ""}}
