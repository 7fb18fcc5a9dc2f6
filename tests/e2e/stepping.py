"""Run beside a served chapter, on its data, after `coming.py`: what people said they would do.

Prints the link and the digits of one of Amara's steps, and a session of hers.
"""

from __future__ import annotations

import os
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"

LONG = "Write the price on every candle, and leave it there for a whole month " * 3


def main() -> None:
    django.setup()
    from django.utils import timezone

    from knowcafe.accounts.models import Person
    from knowcafe.cafes.models import Cafe
    from knowcafe.floor.models import Insight
    from knowcafe.followups.models import Commitment, Outcome
    from knowcafe.followups.queries import step_digits, step_link
    from tests.e2e.session import session_of

    now = timezone.now()
    said = ("Ring two suppliers", LONG, "Open an account")
    cafes = Cafe.objects.select_related("chapter").order_by("starts_at")[:3]
    amara = Person.objects.get(email="amara@example.org")
    steps = [
        Commitment.objects.create(
            chapter=cafe.chapter, cafe=cafe, person=amara, who=f"p{amara.pk}", name="Amara",
            text=text.strip(), cue="the shop closes", action="ring two", made_at=now,
            on=now.date() + timedelta(days=3), buddy="Dana",
        )
        for cafe, text in zip(cafes, said, strict=True)
    ]  # fmt: skip
    Outcome.objects.create(commitment=steps[2], kind="changed", line="Next month", at=now)
    for kind in Insight.Kind.values:
        Insight.objects.create(
            chapter=cafes[0].chapter, kind=kind, topic="pricing", text=LONG.strip(), said_at=now
        )
    print(step_link(steps[0]), step_digits(steps[0]), session_of(amara))


if __name__ == "__main__":
    main()
