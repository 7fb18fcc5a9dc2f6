"""What somebody was told a moment ago, so that the page says it to them and to nobody else.

It is kept by their browser, signed, for that one page, and is no longer believed after an hour.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect

_COOKIE = "told"
_SALT = "knowcafe.web.told"
_LASTS = timedelta(hours=1)


def tell(answer: HttpResponseRedirect, cafe: int, standing: str) -> None:
    """Let the page this answer leads to say how they stand."""
    answer.set_signed_cookie(
        _COOKIE,
        f"{cafe}.{standing}",
        salt=_SALT,
        path=answer.url,
        max_age=_LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def is_told(request: HttpRequest, cafe: int, standing: str) -> bool:
    """Whether it was them, just now."""
    told = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_LASTS)
    return bool(told == f"{cafe}.{standing}")
