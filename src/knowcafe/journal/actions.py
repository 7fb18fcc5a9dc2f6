"""Writing the journal."""

from __future__ import annotations

from datetime import datetime

from knowcafe.journal.models import Entry


def record(
    verb: str,
    *,
    at: datetime,
    chapter_id: int | None = None,
    by_id: int | None = None,
    about_id: int | None = None,
) -> Entry:
    """One line in the caller's transaction: both happen or neither."""
    return Entry.objects.create(
        at=at, verb=verb, chapter_id=chapter_id, by_id=by_id, about_id=about_id
    )
