"""Run on a chapter's data before it is served: Amara and Grace ask what Dana knows.

`python tests/e2e/days_before.py draft` with KNOWCAFE_DATA set: a draft of its week, forgotten.
`python tests/e2e/days_before.py brief`: Amara and Dana were invited three days ago, and come.
Prints a session in which Esi, its host, has shown an app's code.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main(what: str) -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts import actions as accounts
    from knowcafe.accounts.models import Person
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe, Invitation
    from knowcafe.cafes.queries import asked
    from knowcafe.chapters import actions as chapters
    from knowcafe.core.calendar import Quarter, Week
    from knowcafe.members import actions as members
    from tests.e2e.session import session_of

    now = timezone.now()
    earlier = now - timedelta(days=3)
    cafe = Cafe.objects.select_related("chapter", "series").order_by("starts_at")[0]
    days = [(cafe.series, cafe.on)]
    for name in ("Amara", "Grace"):
        person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=earlier)
        accounts.vouch_for(person, now=earlier)
        members.ask(
            chapters.join(cafe.chapter, person=person, now=earlier),
            text="What do I charge for a candle?", topic="pricing", is_urgent=False,
            for_table="Pricing what I make by hand", free=days, asked_with=name, by=person,
            now=earlier,
        )  # fmt: skip
    amara = Person.objects.get(first_name="Amara")
    dana = accounts.ensure_person("dana@example.org", first_name="Dana", now=earlier)
    accounts.vouch_for(dana, now=earlier)
    members.give_quarter(
        cafe.chapter, depths={"pricing": 2}, role="accountant", may_show_name=True, languages=(),
        quarter=Quarter.containing(cafe.on), cap=3, free=days, by=dana, now=earlier,
    )  # fmt: skip
    esi = Person.objects.get(email="esi@example.org")
    if what == "draft":
        week = Week.containing(cafe.on)
        actions.draft_plan(cafe.chapter, week=week, by=esi, now=now)
    for person in (amara, dana) if what == "brief" else ():
        actions.invite(cafe, person, as_helper=person == dana, now=earlier)
        actions.tell_invited(cafe, now=earlier)
        row = Invitation.objects.get(person=person)
        mine = asked.invited(asked.invitation_link(row).rstrip("/").rpartition("/")[2])
        assert mine
        actions.answer_invitation(
            mine, answer="coming", until=None, typed="", by=person, now=earlier
        )
    print(session_of(esi))


if __name__ == "__main__":
    main(sys.argv[1])
