"""Reading people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.mfa.models import Authenticator

from knowcafe.accounts.models import Person, PersonQuerySet, SpareKey

__all__ = [
    "Factor",
    "Person",
    "digest",
    "has_second_factor",
    "opens_with",
    "recovery_codes",
    "second_factors",
    "visitor",
]

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def visitor(user: object) -> Person | None:
    """Who asks, from Django's `request.user`; None for somebody who is not signed in."""
    return user if isinstance(user, Person) else None


@dataclass(frozen=True, slots=True)
class Factor:
    """A passkey or an app that makes codes."""

    id: int
    name: str
    is_passkey: bool
    since: datetime
    used_at: datetime | None


def has_second_factor(person: Person) -> bool:
    """Recovery codes alone are none: they are for when the other is lost."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=SECOND).exists())


def second_factors(person: Person) -> Sequence[Factor]:
    """The oldest first."""
    rows = Authenticator.objects.filter(user_id=person.pk, type__in=SECOND).order_by("pk")
    return [
        Factor(
            id=row.pk,
            name=row.data.get("name", ""),
            is_passkey=row.type == Authenticator.Type.WEBAUTHN,
            since=row.created_at,
            used_at=row.last_used_at,
        )
        for row in rows
    ]


def recovery_codes(person: Person) -> Sequence[str]:
    """Those that were not used yet."""
    kept = Authenticator.objects.filter(
        user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return kept.wrap().get_unused_codes() if kept else []


def digest(token: str) -> str:
    """What is kept of a token that opens a door."""
    return sha256(token.encode()).hexdigest()


def opens_with(token: str, *, now: datetime) -> bool:
    """Whether a spare key would still let somebody in."""
    return SpareKey.objects.filter(digest=digest(token), used_at=None, good_until__gt=now).exists()


def somebody(email: str) -> Person | None:
    """Whoever has this address."""
    return Person.objects.filter(email=email.lower()).first()


def everybody() -> PersonQuerySet:
    """All people of this installation, by name; a demo lets its visitor be each of them."""
    return Person.objects.order_by("first_name", "pk")
