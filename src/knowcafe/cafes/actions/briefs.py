"""Two days before a café: what its helpers should expect."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from knowcafe import phrases
from knowcafe.cafes.actions.letters import tell
from knowcafe.cafes.models import Cafe, Invitation
from knowcafe.cafes.queries import asked
from knowcafe.cafes.queries.foreseen import outlooks_of
from knowcafe.core.calendar import WallClock

DAYS_BEFORE = 2
"""At the café's own time, on the chapter's clock."""

_THREE_DAYS = timedelta(days=3)
"""Longer than that, also where the clocks change."""


def brief_helpers(*, now: datetime) -> int:
    """A letter to every helper who said that they come, once; returns how many were written."""
    soon = {"cafe__starts_at__gt": now, "cafe__starts_at__lt": now + _THREE_DAYS}
    coming = Invitation.objects.filter(as_helper=True, answer=Invitation.Answer.COMING, **soon)
    rows = coming.filter(briefed_at=None).select_related("cafe__chapter", "person")
    found = rows.order_by("cafe__starts_at", "pk")
    return sum(_brief(row, now) for row in found if _due_at(row.cafe) <= now)


def _due_at(cafe: Cafe) -> datetime:
    on, at = cafe.starts.date() - timedelta(days=DAYS_BEFORE), cafe.starts.time()
    return WallClock(on, at, cafe.chapter.zone).utc


@transaction.atomic
def _brief(row: Invitation, now: datetime) -> bool:
    """A conditional UPDATE: of two timetables one writes."""
    if not Invitation.objects.filter(pk=row.pk, briefed_at=None).update(briefed_at=now):
        return False
    topics = asked.table(row.cafe, now=now).topics(besides=row.person)
    likely = outlooks_of([row.cafe])[row.cafe_id]
    words = partial(phrases.brief, topics=topics, heads=phrases.heads(likely))
    return tell(row.cafe, row.person, "brief", words, now=now)
