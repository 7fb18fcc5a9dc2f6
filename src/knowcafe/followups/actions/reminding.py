"""Two kind letters about a next step, each once, and none after an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.followups.models import Commitment
from knowcafe.followups.queries import my_step, step_digits, step_link
from knowcafe.followups.queries.reminding import ON, good_until, to_remind, unanswered
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox
from knowcafe.phrases import next_steps as words


def remind(*, now: datetime) -> int:
    """On the morning of the day somebody chose, and a week after the café; how many letters."""
    return sum(_remind(row, letter, now=now) for row, letter in to_remind(now))


@transaction.atomic
def _remind(row: Commitment, letter: str, *, now: datetime) -> bool:
    """A conditional UPDATE in the letter's own transaction: of two timetables one writes, and to
    somebody who has just answered, or wants none, nobody does.

    They asked for it by making the step, so it is none of the two letters a week that nobody
    asked for.
    """
    still = unanswered().filter(pk=row.pk, **{letter: None})
    if not Commitment.objects.filter(pk__in=still.values("pk")).update(**{letter: now}):
        return False
    person, told = _person(row), my_step(row)
    about = words.AboutStep(
        name=person.first_name,
        chapter=row.cafe.chapter.name,
        day=phrases.day(row.cafe.starts),
        words=told.words,
        more=told.more,
        on=row.on,
        link=step_link(row),
        digits=step_digits(row),
    )
    today = row.cafe.chapter.on_the_wall(now).date()
    written = words.on_the_day(about) if letter == ON else words.after_a_week(about, today=today)
    journal.record(
        "next_step.reminded", at=now, chapter_id=row.chapter_id, by_id=None, about_id=row.pk
    )
    return outbox.write(
        f"next-step:{letter}:{row.pk}",
        to=person.email,
        subject=written.subject,
        body=written.body,
        now=now,
        good_until=good_until(row, letter, now),
        chapter_id=row.chapter_id,
    )


def _person(row: Commitment) -> Person:
    """Whose step it is; guests are not among those who are reminded."""
    assert row.person is not None  # noqa: S101 – `unanswered` leaves guests out
    return row.person
