"""Reading the journal."""

from __future__ import annotations

from knowcafe.journal.models import Entry


def was_done(verb: str) -> bool:
    """Whether something was ever done here."""
    return Entry.objects.filter(verb=verb).exists()
