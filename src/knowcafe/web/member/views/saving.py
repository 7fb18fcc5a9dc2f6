"""Saving what was typed over several pages; whoever may not is told, and loses nothing of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from knowcafe.accounts.actions import TooMany
from knowcafe.members.queries import Person
from knowcafe.refused import Refused
from knowcafe.web import limits


def save_or_say(
    request: HttpRequest,
    template: str,
    page: dict[str, object],
    save: Callable[[], HttpResponseBase],
    *,
    by: Person,
) -> HttpResponseBase:
    """Saved, and on to the next page; else the same page with the reason why not."""
    try:
        limits.count_coming(request, by.email, now=timezone.now())
        return save()
    except TooMany as refused:
        return limits.too_many(request, template, page, refused)
    except Refused as refused:
        return render(request, template, page | {"refused": str(refused)}, status=409)


def one_more_tap(
    request: HttpRequest,
    template: str,
    page: dict[str, object],
    save: Callable[[], HttpResponseBase],
    *,
    by: Person,
) -> HttpResponseBase:
    """Back from signing in: one button saves what waits, and where scripts run presses itself."""
    page["goes_on"] = request.method != "POST"
    if request.method != "POST":
        return render(request, template, page)
    return save_or_say(request, template, page, save, by=by)
