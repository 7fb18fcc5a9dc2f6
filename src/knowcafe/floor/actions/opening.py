"""Opening the hour, and preparing how it is spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.core import hour as core
from knowcafe.floor import rules
from knowcafe.floor.actions.seating import reseat
from knowcafe.floor.models import Hour
from knowcafe.floor.queries.people import expected
from knowcafe.floor.queries.running import hour_of, state_of
from knowcafe.floor.queries.seating import spare_seats
from knowcafe.floor.queries.templates import template_named
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that looks like another: the door’s address may have to be typed."""

EARLY = timedelta(hours=12)
"""So long before a café its hour can be opened."""

SHORTEST, LONGEST = 10, 240


def open_hour(cafe: Cafe, *, by: Person, now: datetime) -> Hour:
    """A café’s hour with the suggested template, fitted to whoever is expected; the one there is
    if it was opened before.
    """
    _must_run(cafe, by)
    if found := hour_of(cafe):
        return found
    if rules.is_called_off(cafe):
        raise Refused(_("This café was called off."))
    if now < cafe.starts_at - EARLY:
        raise Refused(_("It is too early to run this café; come back on the day."))
    heads = len(expected(cafe))
    template = template_named(cafe.chapter, core.suggested(heads)) or core.templates()[0]
    hour = _opened(cafe, _fitted(template, heads=heads, minutes=cafe.minutes), by=by, now=now)
    reseat(hour)
    hour.refresh_from_db()
    return hour


@transaction.atomic
def _opened(cafe: Cafe, made: _Made, *, by: Person, now: datetime) -> Hour:
    hour, is_new = Hour.objects.get_or_create(
        cafe=cafe,
        defaults={
            "token": get_random_string(12, LETTERS),
            "question": cafe.question,
            "opened_at": now,
            "template": made.template,
            "script": made.script,
            "spare": made.spare,
        },
    )
    if is_new:
        _record("hour.opened", hour, by=by, now=now)
    return hour


def prepare(
    hour: Hour,
    *,
    template: str,
    minutes: int,
    question: str,
    talk: bool,
    by: Person,
    now: datetime,
) -> Hour:
    """Another way to spend the hour, before it begins: for those who are here, else expected."""
    _must_run(hour.cafe, by)
    chosen = template_named(hour.cafe.chapter, template)
    if not chosen:
        raise Refused(_("There is no such way to spend the hour; choose another."))
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(_("An hour takes from ten minutes to four hours."))
    heads = len(state_of(hour).here()) or len(expected(hour.cafe))
    made = _fitted(chosen, heads=heads, minutes=minutes)
    _prepared(hour, made, question=question, talk=talk, by=by, now=now)
    reseat(hour)
    hour.refresh_from_db()
    return hour


@transaction.atomic
def _prepared(
    hour: Hour, made: _Made, *, question: str, talk: bool, by: Person, now: datetime
) -> None:
    locked = Hour.objects.select_for_update().get(pk=hour.pk)
    if locked.closed_at:
        raise Refused(_("This café is closed, so nothing can be added to it."))
    is_other = made.template != locked.template or made.script != locked.script
    if locked.begun_at and is_other:
        raise Refused(_("The hour has begun. Stretch or leave out parts instead."))
    if is_other:
        locked.template, locked.script, locked.plan = made.template, made.script, {}
        locked.spare = made.spare
    locked.question = " ".join(question.split())[:200]
    locked.talk_is_on = talk
    locked.version += 1
    locked.changed = locked.shown = locked.version
    locked.save()
    _record("hour.prepared", locked, by=by, now=now)


@dataclass(frozen=True, slots=True)
class _Made:
    """A template fitted to a café."""

    template: str
    script: list[dict[str, Any]]
    spare: dict[str, Any]


def _fitted(template: core.Template, *, heads: int, minutes: int) -> _Made:
    parts = core.fit(template, heads=heads, minutes=minutes)
    return _Made(template.id, core.script(parts), spare_seats(parts, heads))


def _must_run(cafe: Cafe, by: Person) -> None:
    if not rules.can_run(by, cafe):
        raise Refused(_("Only those who run this café may do that."))


def _record(verb: str, hour: Hour, *, by: Person, now: datetime) -> None:
    chapter = hour.cafe.chapter_id
    journal.record(verb, at=now, chapter_id=chapter, by_id=by.pk, about_id=hour.cafe_id)
