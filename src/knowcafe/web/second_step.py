"""Whoever looks after a chapter shows two things: their mailbox, and a passkey or an app."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from knowcafe.accounts.queries import Person, has_second_factor, visitor
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.chapters.rules import can_host


def has_shown(request: HttpRequest) -> bool:
    """Whether a passkey, an app or a recovery code was used since they signed in here."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


class SecondStepForHosts:
    """No page below `/<chapter>/host/` for its hosts without a second step.

    Whoever is no host of the chapter meets the page itself, which is none to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.DEMO or request.path.split("/")[2:3] != ["host"]:
            return self.get_response(request)
        person = visitor(request.user)
        if person is None or has_shown(request) or not _hosts(person, request.path.split("/")[1]):
            return self.get_response(request)
        page = "second-step" if has_second_factor(person) else "security"
        onward = request.path if request.method == "POST" else request.get_full_path()
        return redirect(f"{reverse(page)}?{urlencode({'next': onward})}")


def _hosts(person: Person, slug: str) -> bool:
    chapter = chapters_seen_by(person).filter(slug=slug).first()
    return chapter is not None and can_host(person, chapter)
