"""News for a page that is open: nothing while nothing has changed, else the parts that did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

CLOCK = ("version", "left", "runs", "till")


def is_news(request: HttpRequest, version: int) -> bool:
    """Whether the page asks from another version than this one."""
    return request.GET.get("since") != str(version)


def news(
    request: HttpRequest, page: dict[str, Any], parts: Iterable[tuple[str, str]]
) -> JsonResponse:
    """The clock, and each named part of the page as it is now."""
    shown = page["shown"]
    told = {name: shown[name] for name in CLOCK}
    written = {name: render_to_string(template, page, request) for name, template in parts}
    answer = JsonResponse(told | {"parts": written})
    answer["Cache-Control"] = "no-store"
    return answer
