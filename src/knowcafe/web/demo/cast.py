"""Whom a visitor of the demo may be with one press, and what there is to try."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHAPTER = "london"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody to be. `then` is the page they begin at; without an address it is a stranger."""

    name: str | Promise
    email: str
    who: Promise
    to_try: Promise
    then: str


CAST = (
    Role(
        "Esi",
        "esi@example.org",
        _("hosts the London chapter"),
        _("Draft the week, read why each person sits where, publish. Then read the mail."),
        f"/{CHAPTER}/host/",
    ),
    Role(
        "Amara",
        "amara@example.org",
        _("makes candles and needs help with pricing"),
        _("See what she has asked and where she stands; answer her invitation."),
        "/me/",
    ),
    Role(
        "Dana",
        "dana@example.org",
        _("is an accountant with an hour to give"),
        _("Say in a minute when she is free this quarter, and what she knows."),
        f"/{CHAPTER}/help/",
    ),
    Role(
        "Chidi",
        "chidi@example.org",
        _("is a lawyer who is asked often"),
        _("Look at his cafés; decline one for a conflict of interest."),
        "/me/",
    ),
    Role(
        _("A stranger"),
        "",
        _("has just heard of it"),
        _("Type a need at the front door, or just come on Thursday."),
        f"/{CHAPTER}/",
    ),
)
