"""What hosts decide about how one café is filled: whether at all, and who opens a second table."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import queries as chapters
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def leave_alone(cafe: Cafe, *, by: Person | None, now: datetime) -> None:
    """The software asks nobody else to this café. Said twice it is one."""
    _switch(cafe, True, "cafe.left-alone", by=by, now=now)


@transaction.atomic
def go_on(cafe: Cafe, *, by: Person | None, now: datetime) -> None:
    """The software asks again, from its next step on."""
    _switch(cafe, False, "cafe.not-left-alone", by=by, now=now)


def _switch(
    cafe: Cafe, is_left_alone: bool, verb: str, *, by: Person | None, now: datetime
) -> None:
    host = _host(cafe, by=by, now=now)
    held = Cafe.objects.filter(pk=cafe.pk, is_left_alone=not is_left_alone)
    if held.update(is_left_alone=is_left_alone):
        _note(verb, cafe, host, now)


@transaction.atomic
def name_second(cafe: Cafe, *, person_id: int | None, by: Person | None, now: datetime) -> None:
    """One of the chapter's hosts could open a second table, should one be needed; or nobody."""
    host = _host(cafe, by=by, now=now)
    second = None
    if person_id is not None:
        hosts = chapters.hosts(cafe.chapter)
        second = next((one for one in hosts if one.pk == person_id), None)
        if not second:
            raise Refused(_("A second table is opened by one of the chapter’s hosts."))
    Cafe.objects.filter(pk=cafe.pk).update(second_facilitator=second)
    cafe.second_facilitator = second
    _note("cafe.second-named", cafe, host, now)


def _host(cafe: Cafe, *, by: Person | None, now: datetime) -> Person:
    if not by or not rules.can_change(by, cafe):
        raise Refused(_("Only hosts of this chapter may decide that."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun; nobody is asked any more."))
    if rules.is_called_off(cafe):
        raise Refused(_("This café has been called off; nobody is asked any more."))
    return by


def _note(verb: str, cafe: Cafe, host: Person, now: datetime) -> None:
    journal.record(verb, at=now, chapter_id=cafe.chapter_id, by_id=host.pk, about_id=cafe.pk)
