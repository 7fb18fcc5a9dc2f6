"""Writing the journal."""

from __future__ import annotations

from collections.abc import Iterable
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


def record_each(
    verb: str, happened: Iterable[tuple[int | None, int | None, int | None]], *, at: datetime
) -> None:
    """The same verb for many at once: chapter, by whom and about what, by their ids."""
    Entry.objects.bulk_create(
        Entry(at=at, verb=verb, chapter_id=chapter, by_id=by, about_id=about)
        for chapter, by, about in happened
    )
