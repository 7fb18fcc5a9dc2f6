"""Run beside a served chapter, on its data: a café that is held just now, its hour open.

`python tests/e2e/held.py 0` with KNOWCAFE_DATA set takes the first café, lets four people walk in
and prints the café, the door's token, and a session in which Esi, its host, has shown an app's
code. `python tests/e2e/held.py 0 tables` goes on to the first part of that kind.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
NAMES = ("Bilal", "Chidi", "Dana", "Farid")


def main(which: str, kind: str = "") -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes.models import Cafe
    from knowcafe.core.hour import parts_from
    from knowcafe.floor import actions, queries
    from tests.e2e.session import session_of

    now = timezone.now()
    esi = Person.objects.get(email="esi@example.org")
    cafe = Cafe.objects.order_by("pk")[int(which)]
    if not kind:
        times = {"starts_at": now - timedelta(minutes=1), "ends_at": now + timedelta(hours=1)}
        Cafe.objects.filter(pk=cafe.pk).update(**times, question="Who pays twice?")
        cafe.refresh_from_db()
        hour = actions.open_hour(cafe, by=esi, now=now)
        chosen = {"template": "simple", "minutes": 60, "question": cafe.question, "talk": False}
        actions.prepare(hour, **chosen, by=esi, now=now)
        for name in NAMES:
            actions.come_as_guest(hour.token, name=name, need="", asked_with="", now=now)
        print(cafe.pk, hour.token, session_of(esi))
        return
    hour = queries.hour_of(cafe)
    to = next(n for n, part in enumerate(parts_from(hour.script)) if part.kind == kind)
    at, tables = queries.milliseconds(now), hour.plan.get(str(to))
    taps = [{"id": f"start-{kind}", "kind": "start", "at": at}]
    more = {"tables": tables} if tables else {}
    taps.append({"id": f"next-{kind}", "kind": "next", "at": at + 1, "to": to, **more})
    actions.take_taps(hour, taps, by=esi, now=now)


if __name__ == "__main__":
    main(*sys.argv[1:])
