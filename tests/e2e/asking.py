"""Run beside a served chapter, on its data: people with needs and know-how, and who is asked.

`python tests/e2e/asking.py` with KNOWCAFE_DATA set; Amara and Dana are asked to the first café,
and Grace is next on the list.
"""

from __future__ import annotations

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> None:
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from knowcafe.accounts import actions as accounts
    from knowcafe.cafes import actions
    from knowcafe.cafes.models import Cafe
    from knowcafe.chapters import actions as chapters
    from knowcafe.members import actions as members

    now = timezone.now()
    # The second café: never so near that nobody is asked any more.
    cafe = Cafe.objects.select_related("chapter", "series").order_by("starts_at")[1]
    days = [(cafe.series, cafe.on)]
    people = {}
    for name in ("Amara", "Grace", "Dana"):
        person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=now)
        accounts.vouch_for(person, now=now)
        people[name] = person
        member = chapters.join(cafe.chapter, person=person, now=now)
        if name == "Dana":
            members.describe(
                member, role="accountant", is_professional=True, may_show_name=True, languages=(),
                by=person, now=now,
            )  # fmt: skip
            members.offer(member, depths={"pricing": 2}, by=person, now=now)
            members.say_when(member, free=days, by=person, now=now)
            continue
        members.ask(
            member, text="What do I charge for a candle?", topic="pricing",
            for_table="Pricing what I make by hand", is_urgent=False, free=days, asked_with=name,
            by=person, now=now,
        )  # fmt: skip
    with transaction.atomic():
        actions.invite(cafe, people["Amara"], as_helper=False, now=now)
        actions.invite(cafe, people["Dana"], as_helper=True, now=now)
        actions.tell_invited(cafe, now=now)


if __name__ == "__main__":
    main()
