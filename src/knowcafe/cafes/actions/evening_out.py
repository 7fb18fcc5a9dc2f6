"""Evening out a café: members invited in time, freed seats offered, reserves told to come.

Each step of a café is taken once, whoever runs it: its row in `Step` is made in the transaction of
what it does. What it is to do is thought about before, outside of any transaction.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.actions.filling import fill_seat
from knowcafe.cafes.actions.invitations import tell_invited
from knowcafe.cafes.actions.learning import expect
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.actions.openings import open_beside
from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Reserve, Seat, Step
from knowcafe.cafes.queries import deciding, evenings
from knowcafe.cafes.queries.asking import hindrances
from knowcafe.cafes.queries.deciding import Decided
from knowcafe.cafes.queries.thin import THIN
from knowcafe.core.turnout import Ask, Model, how_many
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

Name = Step.Name


def even_out(*, now: datetime) -> int:
    """Take every step that is due; returns how many were."""
    model = cache(evenings.model_for)
    taken = 0
    cafes = deciding.evened_out(now)
    done = deciding.steps_done(cafes)
    for cafe in cafes:
        if name := deciding.due(cafe, done[cafe.pk], now):
            taken += _step(cafe, name, model=model(cafe.chapter), now=now)
    return taken


def _step(cafe: Cafe, name: Step.Name, *, model: Model, now: datetime) -> bool:
    made = deciding.decide(cafe, name, now=now, model=model)
    if not _take(cafe, name, made, now=now):
        return False
    if made.people:
        tell_invited(cafe, now=now)
    expect(cafe, now=now, model=model)
    return True


@transaction.atomic
def _take(cafe: Cafe, name: Step.Name, made: Decided, *, now: datetime) -> bool:
    """False where another timetable has taken it, or the café was called off meanwhile."""
    if not Cafe.objects.filter(pk=cafe.pk, called_off_at=None).exists():
        return False
    step, is_new = Step.objects.get_or_create(cafe=cafe, name=name, defaults={"at": now})
    if not is_new:
        return False
    asked = _ask(made, now=now)
    called = sum(_call_up(row, now=now) for row in made.called)
    moved = _second_table(cafe, made, now=now) if name in (Name.EVENING, Name.LAST) else 0
    step.chances = [round(chance, 4) for chance in made.expected.chances]
    step.over = made.expected.over
    step.asked = {**asked, **{k: n for k, n in (("called", called), ("moved", moved)) if n}}
    step.save(update_fields=["chances", "over", "asked"])
    return True


def _ask(made: Decided, *, now: datetime) -> Counter[str]:
    """Ask whom nothing hinders; the letters are written once the whole step is done."""
    cafe, counts = made.crowd.cafe, Counter[str]()
    for kind, people in made.asked:
        free = hindrances(cafe.chapter, [(cafe, person) for person in people], now=now)
        rows = [
            Invitation(
                cafe=cafe,
                person=person,
                as_helper=False,
                kind=kind,
                sent_at=now,
                expires_at=deciding.open_until(cafe, kind, now),
            )
            for person, hindrance in zip(people, free, strict=True)
            if hindrance is None
        ]
        Invitation.objects.bulk_create(rows)
        journal.record_each(
            "invitation.sent",
            [(cafe.chapter_id, row.person_id, cafe.pk) for row in rows],
            at=now,
        )
        counts[kind] += len(rows)
    return +counts


def _call_up(row: Reserve, *, now: datetime) -> bool:
    """A seat where one is free, else word that they should come; False if they wait no more."""
    cafe, person = row.cafe, row.person
    if not Reserve.objects.filter(pk=row.pk).update(told_at=now):
        return False
    if fill_seat(cafe, person, asked_with=row.asked_with, now=now):
        Reserve.objects.filter(pk=row.pk).delete()
        return True
    Confirmation.objects.filter(cafe=cafe, person=person).update(called_up_at=now)
    tell(cafe, person, "called-up", phrases.called_up, now=now)
    note("reserve.called-up", cafe, person, now)
    return True


def _second_table(cafe: Cafe, made: Decided, *, now: datetime) -> int:
    """A table of their own for those who still wait, where they would make one and somebody leads
    it; how many sit there.
    """
    leader, floor = cafe.second_facilitator, cafe.chapter.floor
    rows = Reserve.objects.filter(cafe=cafe, told_at=None).select_related("person")
    waiting = list(rows.order_by("asked_at", "pk")[: cafe.table_size - 1])
    if leader is None or not _makes_a_table(made, len(waiting), floor):
        return 0
    other = open_beside(cafe, now=now)
    if other is None:
        return 0
    Seat.objects.filter(cafe=cafe, person=leader).update(person=None, taken_at=None, asked_with="")
    fill_seat(other, leader, now=now)
    for row in waiting:
        row.delete()
        fill_seat(other, row.person, asked_with=row.asked_with, now=now)
    return len(waiting)


def _makes_a_table(made: Decided, waiting: int, floor: int) -> bool:
    """Whether so many reserves and their facilitator are likely to be enough."""
    likely = [Ask(1.0, guest.likely) for guest in made.crowd.likely[-waiting:]] if waiting else []
    alone = made.crowd.model.heads([])
    expected = how_many(alone, [Ask(1.0, 1.0), *likely], least=len(likely) + 1)
    return sum(expected.chances[:floor]) < THIN


def ask_more(cafe: Cafe, *, by: Person | None, now: datetime) -> int:
    """A host wants a thin café filled now; how many were asked."""
    if not by or not rules.can_change(by, cafe):
        raise Refused(_("Only hosts of this chapter may ask people to a café."))
    if not rules.is_open_for_changes(cafe, now) or cafe.last_call <= now:
        raise Refused(_("It is too late to ask anybody to this café."))
    if rules.is_called_off(cafe):
        raise Refused(phrases.is_called_off())
    model = evenings.model_for(cafe.chapter)
    made = deciding.decide(cafe, deciding.now_as(cafe, now), now=now, model=model, asks=True)
    asked = _ask_now(made, by=by, now=now)
    tell_invited(cafe, now=now)
    expect(cafe, now=now, model=model)
    return asked


@transaction.atomic
def _ask_now(made: Decided, *, by: Person, now: datetime) -> int:
    cafe = made.crowd.cafe
    asked = _ask(made, now=now)
    journal.record("cafe.filled", at=now, chapter_id=cafe.chapter_id, by_id=by.pk, about_id=cafe.pk)
    return asked.total()
