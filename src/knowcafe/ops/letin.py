"""`knowcafe let-in`: a link for whom no mail reaches, or who has lost their second step."""

from __future__ import annotations

import sys
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.cafes.queries import address
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.refused import Refused


def let_in_command(email: str, *, forget: bool, now: datetime) -> int:
    """Print the link; 2 with a sentence where nobody has this address."""
    bring_up_to_date()
    try:
        person, token = accounts.cut_spare_key(email, now=now)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    if forget:
        accounts.forget_factors(person, now=now)
    sys.stdout.write(address(reverse("let-in", args=[token])) + "\n")
    sys.stderr.write(_("It works once, for a quarter of an hour. Give it to nobody else.") + "\n")
    return 0
