"""What leaves when a plan is published, and whom it does not ask after all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Placement
from knowcafe.cafes.queries.ahead import Pair
from knowcafe.cafes.queries.asking import Hindrance, hindrances
from knowcafe.cafes.queries.planning import Drafted
from knowcafe.core.matching import COMPANY, Why

LeftOut = tuple[str, Hindrance]


@dataclass(frozen=True, slots=True)
class Invited:
    """A letter that leaves when a plan is published."""

    cafe: Cafe
    person: Person
    as_helper: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """The letters, and in sentences why others get none."""

    letters: tuple[Invited, ...]
    left_out: tuple[str, ...]


def leaving(stands: Drafted, *, now: datetime) -> Leaving:
    """What publishing would send, and everybody somebody could miss among the letters."""
    letters, left_out = _letters(stands, now)
    left_out += [*_dropped(stands, now), *stands.ahead.unasked]
    return Leaving(tuple(letters), tuple(sorted({_WHY[why]() % name for name, why in left_out})))


def letters_of(stands: Drafted, *, now: datetime) -> list[Invited]:
    """Who is asked where: everybody the plan seats, unless they sit there already or may not be
    asked.
    """
    return _letters(stands, now)[0]


def _letters(stands: Drafted, now: datetime) -> tuple[list[Invited], list[LeftOut]]:
    reasons = [r for r in stands.plan.reasons if (r.person, r.opening) not in stands.ahead.held]
    asked = _rows(stands, [(reason.person, reason.opening) for reason in reasons])
    helping = [r.why is Why.HELPS and any(m.topic != COMPANY for m in r.helps) for r in reasons]
    found = hindrances(stands.row.chapter, asked, now=now)
    letters = [
        Invited(cafe, person, as_helper)
        for (cafe, person), as_helper, hindrance in zip(asked, helping, found, strict=True)
        if not hindrance
    ]
    return letters, [
        (person.first_name, hindrance)
        for (_cafe, person), hindrance in zip(asked, found, strict=True)
        if hindrance
    ]


def _dropped(stands: Drafted, now: datetime) -> list[LeftOut]:
    """Those the draft had seated who have fallen out of it since."""
    seats = {(seat.person, seat.opening) for seat in stands.plan.seats}
    placed = Placement.objects.filter(plan=stands.row).values_list("person_id", "cafe_id")
    pairs = [(str(person), str(cafe)) for person, cafe in placed]
    gone = _rows(stands, [p for p in pairs if p not in seats and p[1] in stands.ahead.cafes])
    here = {int(person) for person, _cafe in stands.ahead.held}
    found = hindrances(stands.row.chapter, gone, now=now)
    return [
        (
            person.first_name,
            hindrance or (Hindrance.ELSEWHERE if person.pk in here else Hindrance.GONE),
        )
        for (_cafe, person), hindrance in zip(gone, found, strict=True)
    ]


def _rows(stands: Drafted, pairs: Iterable[Pair]) -> list[tuple[Cafe, Person]]:
    wanted = list(pairs)
    people = Person.objects.in_bulk([int(person) for person, _cafe in wanted])
    return [(stands.ahead.cafes[cafe], people[int(person)]) for person, cafe in wanted]


_WHY: dict[Hindrance, Callable[[], str]] = {
    Hindrance.STOPPED: lambda: _("%s does not want to be asked."),
    Hindrance.PAUSED: lambda: _("%s has paused."),
    Hindrance.WRITTEN_TO: lambda: _("%s had two letters within a week already."),
    Hindrance.NEAR: lambda: _("%s would have less than an hour to answer."),
    Hindrance.SEATED: lambda: _("%s has a seat there already."),
    Hindrance.ASKED: lambda: _("%s was asked to that café before."),
    Hindrance.ELSEWHERE: lambda: _("%s has taken another seat this week."),
    Hindrance.GONE: lambda: _("%s is no longer on the list."),
}
