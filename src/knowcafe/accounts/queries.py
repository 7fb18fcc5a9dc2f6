"""Reading people."""

from __future__ import annotations

from knowcafe.accounts.models import Person, PersonQuerySet


def visitor(user: object) -> Person | None:
    """Who asks, from Django's `request.user`; None for somebody who is not signed in."""
    return user if isinstance(user, Person) else None


def somebody(email: str) -> Person | None:
    """Whoever has this address."""
    return Person.objects.filter(email=email.lower()).first()


def everybody() -> PersonQuerySet:
    """All people of this installation, by name; a demo lets its visitor be each of them."""
    return Person.objects.order_by("first_name", "pk")
