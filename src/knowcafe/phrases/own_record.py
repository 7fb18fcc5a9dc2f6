"""Somebody's own record, said kindly and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

OF_LAST = 10
"""So many cafés are summed up…"""

ENOUGH = 3
"""…and fewer than these are not."""


def states() -> dict[str, str]:
    """What may be said of somebody and a café."""
    return {
        "came": _("Came"),
        "excused": _("Couldn’t, said so"),
        "missed": _("Didn’t make it"),
    }


def day_of(at: datetime) -> str:
    """“Thu 26 Nov 2026”."""
    return format_date(at, _("D j M Y"))


def of_the_last(came: Sequence[bool]) -> str:
    """“You came to 8 of the last 10.” Nothing where there are too few to say it of."""
    times, of = sum(came), len(came)
    if of < ENOUGH:
        return ""
    if times == of:
        return _("You came to all of the last %d. Good to have you.") % of
    if times == 0:
        return _("It has not worked out lately. The next one is just as open to you.")
    return _("You came to %(times)d of the last %(of)d.") % {"times": times, "of": of}
