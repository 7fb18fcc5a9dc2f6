"""Run beside a served chapter, on its data: a café that has just ended, with four people.

`python tests/e2e/coming.py` with KNOWCAFE_DATA set; prints the café, and a session in which Esi,
its host, has shown an app's code.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe

    now = timezone.now()
    cafe = Cafe.objects.order_by("starts_at")[0]
    for name in ("Amara", "Bilal", "Chidi", "Dana"):
        actions.just_come(
            cafe, first_name=name, email=f"{name.lower()}@example.org", asked_with=name, by=None,
            now=now,
        )  # fmt: skip
    ended = {"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(minutes=30)}
    Cafe.objects.filter(pk=cafe.pk).update(**ended)
    esi = Person.objects.get(email="esi@example.org")
    session = SessionStore()
    session[SESSION_KEY] = str(esi.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = esi.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(esi.pk)
    session.create()
    print(cafe.pk, session.session_key)


if __name__ == "__main__":
    main()
