"""What a chapter's tables have found out, as its members read it."""

from __future__ import annotations

from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _


def kinds() -> dict[str, str]:
    """What a take-away may be."""
    return {
        "insight": _("Something learned"),
        "question": _("An open question"),
        "resource": _("Where to look"),
        "story": _("A story"),
    }


def month(at: datetime) -> str:
    """“November 2026”: near enough to know how old it is, and no café to guess a person from."""
    return format_date(at, _("F Y"))
