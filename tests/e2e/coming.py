"""Run beside a served chapter, on its data: a café that has just ended, with four people.

`python tests/e2e/coming.py` with KNOWCAFE_DATA set; prints the café, and a session in which Esi,
its host, has shown an app's code.
"""

from __future__ import annotations

import os
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe
    from tests.e2e.session import session_of

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
    print(cafe.pk, session_of(esi))


if __name__ == "__main__":
    main()
