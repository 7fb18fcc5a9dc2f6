"""A need onto the list, and at once into the seat that fits where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes.actions.filling import fill_seat
from knowcafe.cafes.queries import fitting
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import rules as visible
from knowcafe.chapters.models import Chapter, Series
from knowcafe.core.matching import COMPANY
from knowcafe.members import actions as members
from knowcafe.members import rules
from knowcafe.members.models import Need
from knowcafe.refused import Refused


@transaction.atomic
def put_on_list(
    chapter: Chapter,
    *,
    text: str,
    topic: str,
    first_guess: str,
    for_table: str,
    is_urgent: bool,
    free: Iterable[tuple[Series, date]],
    asked_with: str,
    by: Person,
    now: datetime,
) -> Need:
    """A need of somebody who may not even be a member yet; sent twice, it is there once.

    A topic that was not our first guess teaches us. Where a seat fits, it is theirs at once.
    """
    if not visible.can_see(by, chapter):
        raise Refused(_("This chapter is for its members."))
    member = chapters.join(chapter, person=by, now=now)
    known = Need.objects.filter(member=member, asked_with=asked_with).exclude(asked_with="")
    if before := known.first():
        return before
    need = members.ask(
        member,
        text=text,
        topic=topic,
        for_table=for_table,
        is_urgent=is_urgent,
        free=free,
        asked_with=asked_with,
        by=by,
        now=now,
    )
    if topic not in (first_guess, COMPANY):
        members.correct(chapter, text=text, topic=topic, now=now)
    take_fitting_seat(need, by=by, now=now)
    return need


@transaction.atomic
def take_fitting_seat(need: Need, *, by: Person, now: datetime) -> bool:
    """The best seat that fits, with its letter; False where none does, and the list goes on."""
    if not rules.can_speak_for(by, need.member):
        raise Refused(_("Only you, or a host of your chapter, can change this."))
    person = need.member.person
    return any(fill_seat(cafe, person, now=now) for cafe in fitting.seats_that_fit(need, now))
