"""Quiet: how often somebody may be written to who did not ask."""

from __future__ import annotations

from datetime import datetime

from knowcafe.outbox import queries

MOST_UNREQUESTED = 2
"""In a week, all kinds together."""


def can_disturb(to: str, now: datetime, *, besides: int = 0) -> bool:
    """Whether one more unrequested letter is within the week's two; `besides` are to be written."""
    return queries.unrequested(to, now) + besides < MOST_UNREQUESTED
