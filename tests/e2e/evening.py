"""Run beside a served chapter, on its data: a café that has just begun, its hour opened.

`python tests/e2e/evening.py NUMBER` with KNOWCAFE_DATA set lays the NUMBERth table for six people;
prints the café, the door's token, and the sessions of Esi and Farid, who run it.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
NAMES = ("Amara", "Bilal", "Chidi", "Dana", "Grace", "Noor")


def main(number: int) -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts import actions as accounts
    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions as cafes
    from knowcafe.cafes.models import Cafe
    from knowcafe.floor import actions
    from tests.e2e.session import session_of

    now = timezone.now()
    cafe = Cafe.objects.order_by("pk")[number]
    for name in NAMES:
        cafes.just_come(
            cafe, first_name=name, email=f"{name.lower()}@example.org", asked_with=name, by=None,
            now=now,
        )  # fmt: skip
    starts = now - timedelta(minutes=5)
    times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=90)}
    Cafe.objects.filter(pk=cafe.pk).update(**times)
    cafe.refresh_from_db()
    esi = Person.objects.get(email="esi@example.org")
    farid = accounts.ensure_person("farid@example.org", first_name="Farid", now=now)
    accounts.vouch_for(farid, now=now)
    cafes.let_run(cafe, farid, by=esi, now=now)
    hour = actions.open_hour(cafe, by=esi, now=now)
    actions.prepare(
        hour, template="simple", minutes=60, question="Who pays twice?", talk=False, by=esi,
        now=now,
    )  # fmt: skip
    print(cafe.pk, hour.token, session_of(esi), session_of(farid))


if __name__ == "__main__":
    main(int(sys.argv[1]))
