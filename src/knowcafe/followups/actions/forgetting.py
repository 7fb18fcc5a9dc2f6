"""What is kept of next steps goes when nobody needs it any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from knowcafe.followups.models import Commitment
from knowcafe.followups.queries.last_time import LATELY
from knowcafe.followups.queries.mine import KEPT_FOR


@transaction.atomic
def forget_steps(*, now: datetime) -> int:
    """Those of guests after 60 days, everybody's after two years; how many."""
    guests = Commitment.objects.filter(person=None, cafe__ends_at__lt=now - LATELY)
    old = Commitment.objects.filter(cafe__ends_at__lt=now - KEPT_FOR)
    gone = sum(rows.count() for rows in (guests, old.exclude(person=None)))
    guests.delete()
    old.delete()
    return gone
