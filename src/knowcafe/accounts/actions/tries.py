"""How often something may be tried. Counted in rows, so several processes count together."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from knowcafe import phrases
from knowcafe.accounts.models import Tries
from knowcafe.accounts.rules import Limit
from knowcafe.refused import Refused

KEPT = timedelta(days=1)

Try = tuple[str, str, Limit]
"""What is tried, by whom or from where, and how often it may be."""


class TooMany(Refused):
    """Not now; `seconds` says when again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(phrases.try_again_in(seconds))
        self.seconds = seconds


@transaction.atomic
def count_tries(*tries: Try, now: datetime) -> None:
    """Count one more of each, or none and raise `TooMany`.

    Who it was is kept only as a digest with our key. One read and one write, however many.
    """
    limits = {_key(what, who): limit for what, who, limit in tries}
    rows = {key: Tries(key=key) for key in limits}
    rows |= {row.key: row for row in Tries.objects.select_for_update().filter(key__in=limits)}
    for key, limit in limits.items():
        rows[key].times = [*_recent(rows[key].times, limit, now), now.timestamp()]
        rows[key].last_at = now
    Tries.objects.bulk_create(
        [Tries(key=row.key, times=row.times, last_at=row.last_at) for row in rows.values()],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["times", "last_at"],
    )


def _key(what: str, who: str) -> str:
    return salted_hmac(f"tries.{what}", who, algorithm="sha256").hexdigest()


def _recent(times: list[float], limit: Limit, now: datetime) -> list[float]:
    since = (now - limit.within).timestamp()
    recent = [at for at in times if at > since]
    if len(recent) >= limit.most:
        raise TooMany(math.ceil(recent[-limit.most] - since))
    return recent


@transaction.atomic
def forget_tries(*, now: datetime) -> None:
    """Those that can limit nothing any more."""
    Tries.objects.filter(last_at__lt=now - KEPT).delete()
