"""Who is reminded of a next step now."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from knowcafe.core.calendar import WallClock
from knowcafe.followups.models import A_WEEK, NEAR, Commitment, CommitmentQuerySet, Unreminded

MORNING, EVENING = time(9), time(21)
"""Letters are written between these, on the chapter's clock."""

STALE = timedelta(days=3)
"""So long after the week nobody is asked any more; of a day that is over nobody is reminded."""

ON, WEEK = "on_asked_at", "week_asked_at"
"""The two letters, by the field that says when each was written."""


def unanswered() -> CommitmentQuerySet:
    """Of people with an address who have not said yet how it went, and may be written to."""
    silent = Unreminded.objects.filter(person=OuterRef("person"))
    return Commitment.objects.filter(~Exists(silent), outcome=None).exclude(person=None)


def to_remind(now: datetime) -> list[tuple[Commitment, str]]:
    """Each with the letter that is due."""
    day = timedelta(days=1)
    today = now.date()
    is_day = Q(on__gte=today - day, on__lte=today + day, on_asked_at=None)
    first, last = today - A_WEEK - STALE - day, today - A_WEEK + day
    is_week = Q(cafe__on__gte=first, cafe__on__lte=last, week_asked_at=None)
    rows = unanswered().filter(is_day | is_week).select_related("cafe__chapter", "person")
    found = ((row, due(row, now)) for row in rows.order_by("pk"))
    return [(row, letter) for row, letter in found if letter]


def due(row: Commitment, now: datetime) -> str:
    """Which letter is due on the chapter's clock; empty where none is.

    A day somebody chose that lies beside the week is reminder enough, unless it was missed.
    """
    wall = row.cafe.chapter.on_the_wall(now)
    today = wall.date()
    if not MORNING <= wall.time() < EVENING:
        return ""
    if row.has_own_day and row.on == today and not row.on_asked_at:
        return ON
    is_beside = row.has_own_day and row.on and abs(row.on - row.week_on) <= NEAR
    if is_beside and row.on and (row.on_asked_at or row.on >= today):
        return ""
    is_due = row.week_on <= today < row.week_on + STALE
    return WEEK if is_due and not row.week_asked_at else ""


def good_until(row: Commitment, letter: str, now: datetime) -> datetime:
    """A letter that leaves later than this is held: the day is over, or the week long ago."""
    last = row.chapter.on_the_wall(now).date() if letter == ON else row.week_on + STALE
    return WallClock(last, EVENING, row.chapter.zone).utc
