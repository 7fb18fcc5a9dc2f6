"""The talk with a passkey: a challenge out, an answer back. The challenge waits in the session."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from knowcafe.accounts.queries import Person
from knowcafe.refused import Refused


def to_make(person: Person) -> str:
    """What the browser is asked for a new passkey, as JSON."""
    return json.dumps(auth.begin_registration(person, passwordless=False))


def to_show(person: Person) -> str:
    """What the browser is asked for one that we know, as JSON."""
    return json.dumps(auth.begin_authentication(person))


def made(credential: Any) -> dict[str, Any]:
    """The answer, once it has been checked against the challenge."""
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise Refused(_("That passkey could not be added. Please try once more.")) from wrong
    answer: dict[str, Any] = credential
    return answer


def shown(person: Person, credential: Any) -> Authenticator:
    """Which passkey of theirs it was."""
    try:
        auth.parse_authentication_response(credential)
        used: Authenticator = auth.complete_authentication(person, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise Refused(_("That passkey did not answer as it should. Please try again.")) from wrong
    used.user = person
    return used
