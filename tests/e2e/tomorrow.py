"""Run beside a server, on its data: evenings of a chapter each, a few hours ahead.

`python tests/e2e/tomorrow.py 9` with KNOWCAFE_DATA set makes nine on their day before, and one
more; it is noon there, since at night nobody is asked anything. Amara and Bilal sit at the table of
two, Chidi waits; Dana is asked to the next café, where no seat is kept. Amara has come before. At
the last there are six seats, all taken; Amara and Bilal wait, and at the last call Amara is told to
come. Prints a session of Amara's for each.
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
    from knowcafe.chapters.models import Chapter
    from tests.e2e.session import session_of

    now = timezone.now()
    esi = Person.objects.get(email="esi@example.org")
    noon, opened = f"Etc/GMT{now.hour - 12:+}", []
    for number in range(count + 1):
        chapter = chapters.open_chapter(
            f"Evening {number}", host=esi, zone=noon, place="Brixton Library",
            access="Step-free, hearing loop", table_size=6 if number == count else 2, now=now,
        )  # fmt: skip
        chapters.meet_weekly(chapter, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
        opened.append(chapter)
    Chapter.objects.update(most_over_percent=20)
    actions.open_ahead(now=now)
    for number, chapter in enumerate(opened):
        # At the last it is time to call reserves up, and too soon to tell them to stay.
        cafe = _soon(chapter, timedelta(hours=5 if number < count else 3.5), now)
        if number < count:
            _come(cafe, ("Amara", "Bilal", "Chidi"), number, now)
            _has_come(cafe, f"amara{number}@example.org", now)
            _asked_to_the_next(chapter, f"dana{number}@example.org", now)
        else:
            _come(cafe, (*"UVWXYZ", "Amara", "Bilal"), number, now)
    actions.ask_the_day_before(now=now)
    # Only the last is evened out; the server's own timetable finds nothing left to do.
    Chapter.objects.exclude(pk=opened[-1].pk).update(evens_out=False)
    assert actions.even_out(now=now) == 1
    for number in range(count + 1):
        print(session_of(Person.objects.get(email=f"amara{number}@example.org")))


def _soon(chapter: Chapter, ahead: timedelta, now: datetime) -> Cafe:
    """Its first café, which begins so soon."""
    from knowcafe.cafes.models import Cafe

    cafe = Cafe.objects.filter(chapter=chapter).select_related("chapter").earliest("starts_at")
    begins = now + ahead
    Cafe.objects.filter(pk=cafe.pk).update(
        starts_at=begins, ends_at=begins + timedelta(minutes=90),
        on=chapter.on_the_wall(begins).date(),
    )  # fmt: skip
    cafe.refresh_from_db()
    return cafe


def _come(cafe: Cafe, names: tuple[str, ...], number: int, now: datetime) -> None:
    from knowcafe.cafes import actions

    for name in names:
        actions.just_come(
            cafe, first_name=name, email=f"{name.lower()}{number}@example.org", asked_with=name,
            by=None, now=now - timedelta(hours=13), as_reserve=True,
        )  # fmt: skip


def _has_come(cafe: Cafe, email: str, now: datetime) -> None:
    """Twice of three times, and they are a member."""
    from knowcafe.accounts import actions as accounts
    from knowcafe.accounts.models import Person
    from knowcafe.cafes.models import Attendance, Cafe
    from knowcafe.chapters import actions as chapters

    amara = Person.objects.get(email=email)
    accounts.vouch_for(amara, now=now)
    chapters.join(cafe.chapter, person=amara, now=now)
    for weeks, state in ((1, "missed"), (2, "came"), (3, "came"), (12, "excused")):
        ended = now - timedelta(weeks=weeks)
        past = Cafe.objects.create(
            chapter=cafe.chapter, on=ended.date(), starts_at=ended - timedelta(hours=2),
            ends_at=ended, place=cafe.place, table_size=2, published_at=ended,
        )  # fmt: skip
        Attendance.objects.create(
            cafe=past, person=amara, first_name="Amara", state=state, noted_at=ended
        )


def _asked_to_the_next(chapter: Chapter, email: str, now: datetime) -> None:
    from knowcafe.accounts import actions as accounts
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe, Invitation
    from knowcafe.chapters import actions as chapters

    ahead = Cafe.objects.filter(chapter=chapter, starts_at__gt=now).select_related("chapter")
    dana = accounts.ensure_person(email, first_name="Dana", now=now)
    accounts.vouch_for(dana, now=now)
    chapters.join(chapter, person=dana, now=now)
    Invitation.objects.create(
        cafe=ahead.order_by("starts_at")[1], person=dana, as_helper=False, kind="wave",
        sent_at=now, expires_at=now + timedelta(days=2),
    )  # fmt: skip
    actions.tell_invited(ahead.order_by("starts_at")[1], now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]))
