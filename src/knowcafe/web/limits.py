"""Who asks, for counting how often; and the answer to somebody who asked too often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knowcafe.accounts.actions import TooMany, count_tries
from knowcafe.accounts.rules import AT_THE_DOOR, CODES, COMING, COMING_AS, DIGITS, SIGN_IN

TOO_MANY = 429


def sender(request: HttpRequest) -> str:
    """Where a request comes from; of an IPv6 address the network, since one person has all of it.

    What a browser says about itself is not believed: only our own proxies' entries count.
    """
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    behind = settings.PROXIES
    from_proxy = told[-behind] if 0 < behind <= len(told) else ""
    asked = from_proxy or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(asked)
    except ValueError:
        return asked
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False))
    return str(address)


def count_sign_in(request: HttpRequest, *, now: datetime, code_to: str = "") -> None:
    """One more try to sign in from this place, and one more code to an address."""
    here = ("sign-in", sender(request), SIGN_IN)
    there = [("code", code_to.lower(), CODES)] if code_to else []
    count_tries(here, *there, now=now)


def count_coming(request: HttpRequest, email: str, *, now: datetime) -> None:
    """One more who comes or asks for help: from this place, and with this address."""
    here, who = ("coming", sender(request), COMING), ("coming as", email.lower(), COMING_AS)
    count_tries(here, who, now=now)


def count_at_the_door(request: HttpRequest, *, now: datetime) -> None:
    """One more who comes in by the code on a café's door."""
    count_tries(("door", sender(request), AT_THE_DOOR), now=now)


def count_digits(token: str, *, now: datetime) -> None:
    """One more who types the two digits of a link."""
    count_tries(("digits", token, DIGITS), now=now)


@contextmanager
def alone(lock: Lock) -> Iterator[bool]:
    """Whether nobody else in this process is at it; nobody waits. For what takes a processor."""
    is_free = lock.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            lock.release()


def too_many(
    request: HttpRequest, template: str, page: dict[str, object], refused: TooMany
) -> HttpResponse:
    """The same page with what was typed, and when to try again."""
    shown = page | {"refused": str(refused)}
    answer = render(request, template, shown, status=TOO_MANY)
    answer["Retry-After"] = str(refused.seconds)
    return answer
