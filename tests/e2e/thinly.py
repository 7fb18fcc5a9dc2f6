"""Run beside a served chapter, on its data: two cafés tomorrow, one of them thin, and ten of the
past weeks with a forecast.

`python tests/e2e/thinly.py` with KNOWCAFE_DATA set; prints both cafés, the thin one first, and a
session in which Esi, their host, has shown an app's code.
"""

from __future__ import annotations

import os
from datetime import time, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Attendance, Cafe, Step
    from knowcafe.core.calendar import WallClock
    from knowcafe.core.turnout import forecast
    from tests.e2e.session import session_of

    now = timezone.now()
    thin, other = Cafe.objects.select_related("chapter").order_by("starts_at")[:2]
    tomorrow = thin.chapter.on_the_wall(now).date() + timedelta(days=1)
    for cafe, hour in ((thin, 13), (other, 18)):
        at = WallClock(tomorrow, time(hour, 30), thin.chapter.zone).utc
        Cafe.objects.filter(pk=cafe.pk).update(
            on=tomorrow, starts_at=at, ends_at=at + timedelta(minutes=90), series=None
        )
        cafe.refresh_from_db()
    guests = {thin: ("Amara", "Bilal"), other: ("Chidi", "Dana", "Farid", "Grace")}
    for cafe, names in guests.items():
        for name in names:
            actions.just_come(
                cafe, first_name=name, email=f"{name.lower()}@example.org", asked_with=name,
                by=None, now=now,
            )  # fmt: skip
    chances = [round(chance, 4) for chance in forecast(9).chances]
    for week in range(1, 11):
        at = now - timedelta(weeks=week)
        past = Cafe.objects.create(
            chapter=thin.chapter, on=at.date(), starts_at=at, ends_at=at + timedelta(hours=1),
            place="", table_size=10, published_at=at, noted_at=at if week > 1 else None,
        )  # fmt: skip
        Step.objects.create(cafe=past, name="last", at=at, chances=chances)
        Attendance.objects.bulk_create(
            Attendance(cafe=past, first_name="Hugo", state="came", noted_at=at)
            for _ in range((week * 7) % 10 if week > 1 else 0)
        )
    actions.look_ahead(now=now)
    print(thin.pk, other.pk, session_of(Person.objects.get(email="esi@example.org")))


if __name__ == "__main__":
    main()
