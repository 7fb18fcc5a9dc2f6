"""What lets the companion open without a signal. Nobody's data is in it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowcafe import __version__

FILES = (
    "style.css",
    "floor.css",
    "mark.svg",
    *(f"floor/{name}.js" for name in ("companion", "hour", "queue", "bell")),
)


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, for addresses below /floor/ only."""
    page = {"version": __version__, "files": [static(f"knowcafe/{name}") for name in FILES]}
    answer = render(request, "floor/sw.js", page, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/floor/"
    answer["Cache-Control"] = "no-cache"
    return answer


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """So that one café’s companion can be put on the first screen of a phone."""
    cafe = request.GET.get("cafe", "")
    told = {
        "name": _("Knowcafé: run the café"),
        "short_name": "Knowcafé",
        "start_url": f"/floor/{cafe}/" if cafe.isdecimal() else reverse("me"),
        "scope": "/floor/",
        "display": "standalone",
        "background_color": "#12181b",
        "theme_color": "#12181b",
        "icons": [{"src": static("knowcafe/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
