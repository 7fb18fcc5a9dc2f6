"""Who somebody is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from knowcafe.accounts.models import Person

NEVER_MATCHES = "!"
"""In place of a password: Django takes it for one that cannot be entered."""


@transaction.atomic
def ensure_person(email: str, *, first_name: str, now: datetime) -> Person:
    """The person with this address, made with it unverified if there is none.

    A name we know is kept: whoever types somebody's address must not rename them.
    """
    person, _is_new = Person.objects.get_or_create(
        email=email.lower(),
        defaults={"first_name": first_name, "since": now, "password": NEVER_MATCHES},
    )
    return person


@transaction.atomic
def vouch_for(person: Person, *, now: datetime) -> None:
    """Whoever runs this installation says that the address is theirs."""
    Person.objects.filter(pk=person.pk, verified_at=None).update(verified_at=now)
    person.refresh_from_db()
