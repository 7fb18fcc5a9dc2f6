"""Where somebody was going when they were asked to sign in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/me/"


def onward(request: HttpRequest) -> str:
    """A path on this site, else one's own page; an address elsewhere is not gone to."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_local = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_local else HOME
