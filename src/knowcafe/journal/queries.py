"""Reading the journal."""

from __future__ import annotations

from knowcafe.journal.models import Entry

STAMP = "demo.stamped"
"""The line that makes a database a demo's, in which anybody may be anybody."""


def was_done(verb: str) -> bool:
    """Whether something was ever done here."""
    return Entry.objects.filter(verb=verb).exists()


def is_demo() -> bool:
    """Whether everybody in this database is invented."""
    return was_done(STAMP)
