"""Who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import rules
from knowcafe.accounts.models import Person
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox
from knowcafe.refused import Refused

NEVER_MATCHES = "!"
"""In place of a password: Django takes it for one that cannot be entered."""

CODE_LASTS = timedelta(minutes=10)


@transaction.atomic
def ensure_person(email: str, *, first_name: str = "", now: datetime) -> Person:
    """The person with this address, made with it unverified if there is none.

    A name we know is kept: whoever types somebody's address must not rename them. Somebody whose
    address nobody has proven yet is as new as the last time it was typed.
    """
    if first_name:
        must_be_name(first_name)
    person, is_new = Person.objects.get_or_create(
        email=email.lower(),
        defaults={"first_name": first_name, "since": now, "password": NEVER_MATCHES},
    )
    if not is_new and not person.verified_at:
        person.since = now
        person.first_name = person.first_name or first_name
        person.save(update_fields=["since", "first_name"])
    return person


@transaction.atomic
def ensure_people(names: Mapping[str, str], *, now: datetime) -> dict[str, Person]:
    """As `ensure_person` for many addresses, each with a first name; whoever is known is kept."""
    calls = {email.lower(): name for email, name in names.items()}
    Person.objects.bulk_create(
        [
            Person(email=email, first_name=name, since=now, password=NEVER_MATCHES)
            for email, name in calls.items()
        ],
        ignore_conflicts=True,
    )
    return {person.email: person for person in Person.objects.filter(email__in=calls)}


def must_be_name(text: str) -> None:
    """What others are shown as a first name."""
    if not rules.is_name(text):
        raise Refused(_("Just a first name, please, without addresses or links."))


@transaction.atomic
def call_me(person: Person, *, first_name: str, by: Person | None) -> None:
    """What somebody would like to be called; only they may say so."""
    if by != person:
        raise Refused(_("Only you can say what you are called."))
    must_be_name(first_name)
    Person.objects.filter(pk=person.pk).update(first_name=first_name.strip())
    person.refresh_from_db()


@transaction.atomic
def post_code(email: str, *, code: str, now: datetime) -> None:
    """A code to sign in with; it is erased from the outbox once it has left."""
    letter = phrases.sign_in_code(code, minutes=CODE_LASTS.seconds // 60)
    outbox.write(
        f"code:{email[:50]}:{now:%Y%m%dT%H%M%S%f}",
        to=email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=now + CODE_LASTS,
        is_code=True,
    )


@transaction.atomic
def verify_address(person: Person, *, now: datetime) -> None:
    """They have shown that they read the mail sent to it."""
    if Person.objects.filter(pk=person.pk, verified_at=None).update(verified_at=now):
        journal.record("address.verified", at=now, by_id=person.pk, about_id=person.pk)
    person.refresh_from_db()


@transaction.atomic
def vouch_for(person: Person, *, now: datetime) -> None:
    """Whoever runs this installation says that the address is theirs."""
    Person.objects.filter(pk=person.pk, verified_at=None).update(verified_at=now)
    person.refresh_from_db()


@transaction.atomic
def clear_sessions(*, now: datetime) -> None:
    """What browsers kept here and nobody came back for."""
    Session.objects.filter(expire_date__lt=now).delete()
