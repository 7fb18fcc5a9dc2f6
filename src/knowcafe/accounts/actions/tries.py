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


class TooMany(Refused):
    """Not now; `seconds` says when again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(phrases.try_again_in(seconds))
        self.seconds = seconds


@transaction.atomic
def count_try(what: str, who: str, *, limit: Limit, now: datetime) -> None:
    """Count one more try, or raise `TooMany`. Who it was is kept only as a digest with our key."""
    key = salted_hmac(f"tries.{what}", who, algorithm="sha256").hexdigest()
    row, _is_new = Tries.objects.select_for_update().get_or_create(
        key=key, defaults={"last_at": now}
    )
    since = (now - limit.within).timestamp()
    recent = [at for at in row.times if at > since]
    if len(recent) >= limit.most:
        raise TooMany(math.ceil(recent[-limit.most] - since))
    row.times, row.last_at = [*recent, now.timestamp()], now
    row.save(update_fields=["times", "last_at"])


@transaction.atomic
def forget_tries(*, now: datetime) -> None:
    """Those that can limit nothing any more."""
    Tries.objects.filter(last_at__lt=now - KEPT).delete()
