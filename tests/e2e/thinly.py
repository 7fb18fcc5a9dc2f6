"""Run beside a server, on its data: chapters with two cafés tomorrow, one of them thin, and ten of
the past weeks with a forecast.

`python tests/e2e/thinly.py 7` with KNOWCAFE_DATA set makes seven chapters; prints a session in
which Esi, their host, has shown an app's code, and for each both cafés, the thin one first.
"""

from __future__ import annotations

import os
import sys
from datetime import time, timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from datetime import datetime

    from knowcafe.cafes.models import Cafe
    from knowcafe.chapters.models import Chapter

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main(count: int) -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.chapters import actions as chapters
    from tests.e2e.session import session_of

    now = timezone.now()
    esi = Person.objects.get(email="esi@example.org")
    opened = []
    for number in range(count):
        chapter = chapters.open_chapter(
            f"Evening {number}", host=esi, zone="Europe/London", place="Brixton Library",
            access="Step-free, hearing loop", now=now,
        )  # fmt: skip
        chapters.meet_weekly(chapter, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
        opened.append(chapter)
    actions.open_ahead(now=now)
    print(session_of(esi))
    for number, chapter in enumerate(opened):
        thin, other = _both(chapter, number, now)
        _before(chapter, now)
        print(thin.pk, other.pk)
    actions.look_ahead(now=now)


def _both(chapter: Chapter, number: int, now: datetime) -> list[Cafe]:
    """Tomorrow at lunch and in the evening, with their guests."""
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe
    from knowcafe.core.calendar import WallClock

    cafes = list(Cafe.objects.filter(chapter=chapter).order_by("starts_at")[:2])
    tomorrow = chapter.on_the_wall(now).date() + timedelta(days=1)
    guests = (("Amara", "Bilal"), ("Chidi", "Dana", "Farid", "Grace"))
    for cafe, hour, names in zip(cafes, (13, 18), guests, strict=True):
        at = WallClock(tomorrow, time(hour, 30), chapter.zone).utc
        Cafe.objects.filter(pk=cafe.pk).update(
            on=tomorrow, starts_at=at, ends_at=at + timedelta(minutes=90), series=None
        )
        cafe.refresh_from_db()
        for name in names:
            actions.just_come(
                cafe, first_name=name, email=f"{name.lower()}{number}@example.org", asked_with=name,
                by=None, now=now,
            )  # fmt: skip
    return cafes


def _before(chapter: Chapter, now: datetime) -> None:
    """Ten weeks that have been, all but the last of them noted."""
    from knowcafe.cafes.models import Attendance, Cafe, Step
    from knowcafe.core.turnout import forecast

    chances = [round(chance, 4) for chance in forecast(9).chances]
    for week in range(1, 11):
        at = now - timedelta(weeks=week)
        past = Cafe.objects.create(
            chapter=chapter, on=at.date(), starts_at=at, ends_at=at + timedelta(hours=1),
            place="", table_size=10, published_at=at, noted_at=at if week > 1 else None,
        )  # fmt: skip
        Step.objects.create(cafe=past, name="last", at=at, chances=chances)
        Attendance.objects.bulk_create(
            Attendance(cafe=past, first_name="Hugo", state="came", noted_at=at)
            for _ in range((week * 7) % 10 if week > 1 else 0)
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
