"""On the page of somebody who is asked although no seat is kept for them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.invitations import moment


def first_to_say_yes(free: int, *, until: datetime) -> str:
    """“2 seats are free: the first to say yes have them. Answer until Wednesday 21:00.”"""
    first = ngettext(
        "%d seat is free: the first to say yes has it.",
        "%d seats are free: the first to say yes have them.",
        free,
    )
    return f"{first % free} {answer_until(until)}"


def answer_until(until: datetime) -> str:
    return _("Answer until %s, please.") % moment(until)
