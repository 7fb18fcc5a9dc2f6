"""Whom a visitor of the demo may be with one press, and what there is to try."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHAPTER = "london"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody to be. `then` is the page they begin at; without an address it is a stranger."""

    name: str
    email: str
    who: Promise
    to_try: Promise
    then: str


CAST = (
    Role(
        "Esi",
        "esi@example.org",
        _("hosts the London chapter"),
        _("Draft this week, read why each person sits where, publish."),
        f"/{CHAPTER}/host/",
    ),
    Role(
        "Amara",
        "amara@example.org",
        _("makes candles and needs help with pricing"),
        _("See what she has asked and where she sits; answer her invitation from the mailbox."),
        "/me/",
    ),
    Role(
        "Dana",
        "dana@example.org",
        _("is an accountant with an hour to give"),
        _("Say once when she is free this quarter, and what she can help with."),
        f"/{CHAPTER}/help/",
    ),
    Role(
        "Chidi",
        "chidi@example.org",
        _("is a lawyer who is asked often"),
        _("Look at his invitations; decline one for a conflict of interest."),
        "/me/",
    ),
    Role(
        "Hugo",
        "",
        _("is a stranger who has just heard of it"),
        _("Type a need on the front door, or just come on Thursday."),
        f"/{CHAPTER}/",
    ),
)
