"""A café that looks thin: its hosts hear of it once, in time for nobody to travel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from knowcafe import phrases
from knowcafe.cafes.actions.calling_off import call_off
from knowcafe.cafes.actions.learning import expect
from knowcafe.cafes.models import Cafe, Outlook, Step
from knowcafe.cafes.queries import thin
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.chapters.queries import hosts
from knowcafe.core.turnout import expected
from knowcafe.outbox import actions as outbox
from knowcafe.phrases import turnout as words


def warn_hosts(*, now: datetime) -> int:
    """One letter to each host of a café that looks thin, from the evening before; how many."""
    return sum(_warn(cafe, seen, now) for cafe, seen in thin.to_warn(now))


@transaction.atomic
def _warn(cafe: Cafe, seen: Outlook, now: datetime) -> int:
    """Its row claims it: of two timetables one writes."""
    floor, seats = cafe.chapter.floor, cafe.table_size
    over = sum(seen.chances[seats + 1 :])
    given_up = thin.given_up_at(cafe, now)
    _step, is_new = Step.objects.get_or_create(
        cafe=cafe,
        name=Step.Name.THIN,
        defaults={
            "at": now,
            "chances": seen.chances,
            "over": over,
            "asked": {thin.SAID_SO: 1} if given_up else {},
        },
    )
    if not is_new:
        return 0
    options = thin.thin_options(Cafe.objects.with_free().get(pk=cafe.pk), now=now)
    foreseen = words.foreseen(expected(seen.chances), floor=floor, seats=seats)
    written = 0
    for host in hosts(cafe.chapter):
        letter = phrases.looks_thin_letter(
            phrases.AboutThin(
                name=host.first_name,
                chapter=cafe.chapter.name,
                starts=cafe.starts,
                table=thin.table_here(cafe),
                foreseen=foreseen,
                options=options.sentences,
                until=options.until,
                given_up=given_up,
                link=thin.thin_link(cafe),
            )
        )
        written += outbox.write(
            f"thin:{cafe.pk}:{host.pk}",
            to=host.email,
            subject=letter.subject,
            body=letter.body,
            now=now,
            good_until=options.until,
            chapter_id=cafe.chapter_id,
        )
    return written


def give_up_thin(*, now: datetime) -> int:
    """Call off what has stayed thin, where the chapter lets the software; how many cafés."""
    return sum(_give_up(cafe, now) for cafe in thin.to_give_up(now))


@transaction.atomic
def _give_up(cafe: Cafe, now: datetime) -> bool:
    """Whoever has booked since it was last looked at counts: it is worked out once more."""
    expect(cafe, now=now, model=model_for(cafe.chapter))
    if cafe.pk not in {one.pk for one in thin.to_give_up(now)}:
        return False
    call_off(cafe, by=None, now=now)
    return True
