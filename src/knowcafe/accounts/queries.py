"""Reading people."""

from __future__ import annotations

from knowcafe.accounts.models import Person


def visitor(user: object) -> Person | None:
    """Who asks, from Django's `request.user`; None for somebody who is not signed in."""
    return user if isinstance(user, Person) else None
