"""Signing in as somebody who hosts: with the second step that hosts' pages ask for."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from knowcafe.accounts.models import Person


def sign_in_as_host(client: Client, person: Person) -> None:
    """Like `force_login`, for somebody with an app who has just typed its code."""
    person = Person.objects.get(pk=person.pk)
    client.force_login(person)
    if not Authenticator.objects.filter(user_id=person.pk).exists():
        TOTP.activate(person, generate_totp_secret())
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
