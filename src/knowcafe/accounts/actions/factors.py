"""Passkeys, apps that make codes, and recovery codes: what somebody shows besides their mailbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import queries
from knowcafe.accounts.models import Person
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox
from knowcafe.refused import Refused

CARE_LASTS = timedelta(days=7)
"""A warning is worth reading for so long."""


@transaction.atomic
def add_passkey(
    person: Person, *, name: str, credential: dict[str, Any], now: datetime
) -> Authenticator:
    """A passkey whose answer to our challenge has been checked already."""
    made = WebAuthn.add(person, name, credential).instance
    _added(person, name, now)
    return made


@transaction.atomic
def add_app(person: Person, *, secret: str, typed: str, now: datetime) -> Authenticator:
    """An app that shows codes; typing one of them proves that it knows the secret."""
    if not validate_totp_code(secret, typed):
        raise Refused(
            _("That is not the code the app shows now. Wait for its next one and try it.")
        )
    if Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists():
        raise Refused(_("You have an app already. Remove it first to use another."))
    made = TOTP.activate(person, secret).instance
    _added(person, _("an app that shows codes"), now)
    return made


def _added(person: Person, what: str, now: datetime) -> None:
    RecoveryCodes.activate(person)
    journal.record("factor.added", at=now, by_id=person.pk, about_id=person.pk)
    _tell(person, phrases.factor_added(person.first_name, what), now)


@transaction.atomic
def remove_factor(person: Person, factor_id: int, *, now: datetime) -> None:
    """One of theirs; with the last one the recovery codes go too."""
    mine = Authenticator.objects.filter(user_id=person.pk)
    if not mine.filter(pk=factor_id, type__in=queries.SECOND).delete()[0]:
        raise Refused(_("It has been removed already."))
    if not queries.has_second_factor(person):
        mine.delete()
    journal.record("factor.removed", at=now, by_id=person.pk, about_id=person.pk)
    _tell(person, phrases.factor_removed(person.first_name), now)


@transaction.atomic
def forget_factors(person: Person, *, now: datetime) -> None:
    """All of them, by whoever runs this installation, for somebody who has lost theirs."""
    Authenticator.objects.filter(user_id=person.pk).delete()
    journal.record("factors.forgotten", at=now, about_id=person.pk)
    _tell(person, phrases.factor_removed(person.first_name), now)


@transaction.atomic
def new_recovery_codes(person: Person, *, now: datetime) -> None:
    """Ten new ones in place of the old, which work no longer."""
    if not queries.has_second_factor(person):
        raise Refused(_("Add a passkey or an app first; recovery codes are for when it is lost."))
    Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    journal.record("codes.renewed", at=now, by_id=person.pk, about_id=person.pk)


def use_code(person: Person, *, typed: str) -> Authenticator | None:
    """The app or the recovery codes this code belongs to. Each works once."""
    rows = Authenticator.objects.filter(user_id=person.pk)
    for row in rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
        if row.wrap().validate_code(typed):
            row.user = person
            return row
    return None


def _tell(person: Person, letter: phrases.Words, now: datetime) -> None:
    outbox.write(
        f"factor:{person.pk}:{now:%Y%m%dT%H%M%S%f}",
        to=person.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=now + CARE_LASTS,
    )
