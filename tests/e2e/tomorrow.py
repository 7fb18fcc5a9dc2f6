"""Run beside a served chapter, on its data: a café a few hours ahead, and its day before.

`python tests/e2e/tomorrow.py` with KNOWCAFE_DATA set. Amara and Bilal sit at the table of two,
Chidi waits; Dana is asked to the next café, where no seat is kept. Amara has come before. Prints
the café and a session of Amara's.
"""

from __future__ import annotations

import os
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from knowcafe.accounts import actions as accounts
    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Attendance, Cafe, Invitation
    from knowcafe.chapters import actions as chapters

    now = timezone.now()
    cafe, other = Cafe.objects.select_related("chapter").order_by("starts_at")[:2]
    begins = now + timedelta(hours=5)
    Cafe.objects.filter(pk=cafe.pk).update(
        starts_at=begins, ends_at=begins + timedelta(minutes=90),
        on=cafe.chapter.on_the_wall(begins).date(),
    )  # fmt: skip
    cafe.refresh_from_db()
    for name in ("Amara", "Bilal", "Chidi"):
        actions.just_come(
            cafe, first_name=name, email=f"{name.lower()}@example.org", asked_with=name, by=None,
            now=now - timedelta(hours=13), as_reserve=True,
        )  # fmt: skip
    amara = Person.objects.get(first_name="Amara")
    dana = accounts.ensure_person("dana@example.org", first_name="Dana", now=now)
    for person in (amara, dana):
        accounts.vouch_for(person, now=now)
        chapters.join(cafe.chapter, person=person, now=now)
    Invitation.objects.create(
        cafe=other, person=dana, as_helper=False, kind="wave", sent_at=now,
        expires_at=now + timedelta(days=2),
    )  # fmt: skip
    for weeks, state in ((1, "missed"), (2, "came"), (3, "came"), (12, "excused")):
        ended = now - timedelta(weeks=weeks)
        past = Cafe.objects.create(
            chapter=cafe.chapter, on=ended.date(), starts_at=ended - timedelta(hours=2),
            ends_at=ended, place=cafe.place, table_size=2, published_at=ended,
        )  # fmt: skip
        Attendance.objects.create(
            cafe=past, person=amara, first_name="Amara", state=state, noted_at=ended
        )
    actions.tell_invited(other, now=now)
    actions.ask_the_day_before(now=now)
    session = SessionStore()
    session[SESSION_KEY] = str(amara.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = amara.get_session_auth_hash()
    session.create()
    print(cafe.pk, session.session_key)


if __name__ == "__main__":
    main()
