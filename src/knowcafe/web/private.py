"""Pages are private unless they say otherwise."""

from __future__ import annotations

from typing import NoReturn

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404


class PrivateByDefault(LoginRequiredMiddleware):
    """Whoever is not signed in sees a private page as one that does not exist."""

    def handle_no_permission(self, *_request_and_view: object) -> NoReturn:
        raise Http404
