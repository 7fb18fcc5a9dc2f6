"""Closing a café: the hour's end, and everybody's next step, in one breath."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from knowcafe.accounts.models import Person
from knowcafe.floor import actions as floor
from knowcafe.floor.models import KEPT
from knowcafe.floor.queries import Hour, Step, steps
from knowcafe.followups.models import Commitment

FORGOTTEN = timedelta(hours=12)
"""So long after a café nobody is about to close it any more."""

WORDS = ("name", "text", "cue", "action", "obstacle", "plan", "buddy")


@transaction.atomic
def close_cafe(
    hour: Hour,
    *,
    missed: Collection[str] = (),
    excused: Collection[str] = (),
    by: Person,
    now: datetime,
) -> int:
    """Who came, who met, what was found out and who does what next; how many steps were kept.

    Closing twice is refused, so no step can be kept twice.
    """
    floor.close(hour, missed=missed, excused=excused, by=by, now=now)
    return _keep(hour, now=now)


def keep_steps(*, now: datetime) -> int:
    """Of cafés that nobody closed: what people said is theirs all the same, once; how many."""
    ended = Hour.objects.filter(cafe__ends_at__gt=now - KEPT, cafe__ends_at__lt=now - FORGOTTEN)
    rows = ended.filter(closed_at=None, cafe__commitment=None)
    return sum(_keep(hour, now=now) for hour in rows.select_related("cafe__chapter").order_by("pk"))


@transaction.atomic
def _keep(hour: Hour, *, now: datetime) -> int:
    """A step that is there stays as it is: unique(cafe, who) says so, whoever comes second."""
    kept = [_commitment(hour, said, now=now) for said in steps(hour)]
    Commitment.objects.bulk_create(kept, ignore_conflicts=True)
    return len(kept)


def _commitment(hour: Hour, said: Step, *, now: datetime) -> Commitment:
    """Whole, as core.hour has taken it; only its line breaks go."""
    words = {name: " ".join(str(getattr(said, name)).split()) for name in WORDS}
    return Commitment(
        chapter=hour.cafe.chapter,
        cafe=hour.cafe,
        who=said.who,
        person_id=said.person_id,
        on=said.on,
        confidence=said.confidence,
        made_at=now,
        **words,
    )
