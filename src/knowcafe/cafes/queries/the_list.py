"""Who is next: the published rule of the list (`/<chapter>/rule/`), in one place.

Reserves come first and are asked elsewhere: they know that they wait for this very café. Nobody
is chosen, or passed over, for how often they came or how well they are liked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from knowcafe.accounts.models import Person as Somebody
from knowcafe.cafes.models import Attendance, Confirmation, Invitation, Reserve, Seat
from knowcafe.cafes.queries.asked import Table
from knowcafe.core.calendar import Week
from knowcafe.core.matching import COMPANY, Need, Opening, Person
from knowcafe.core.matching.rules import knows, shares_language, suits

NEWCOMERS_WEEKS = 2
"""So many weeks of waiting more are counted for somebody who has never come."""

_LATELY = timedelta(days=14)


def next_on_list(table: Table) -> Iterator[Somebody]:
    """Those with an open need who are free then, in the order in which a seat is offered to them.

    First reserves who were told “not tonight” lately, then whose need somebody at the table can
    meet, then urgent, then longest waiting, then first come. A first café counts as two more weeks
    of waiting.
    """
    people = {person.id: person for person in table.ahead.problem.people}
    here = [people[person] for person in table.here]
    free = {person.id for person in _free(table)}
    first = _stood_down(table)
    best: dict[str, tuple[bool, bool, bool, int, int]] = {}
    for need in table.ahead.problem.needs:
        if need.person in free:
            answered = any(answers(helper, need, people[need.person]) for helper in here)
            waited = need.waiting_weeks + NEWCOMERS_WEEKS * people[need.person].newcomer
            late = need.person not in first
            place = (late, not answered, not need.urgent, -waited, int(need.id))
            best[need.person] = min(place, best.get(need.person, place))
    return _rows(sorted(best, key=best.__getitem__))


def next_helpers(table: Table) -> Iterator[Somebody]:
    """Those who know what the table still needs, are free and have not given all they would.

    First who answers most, then the deepest know-how, then who has most left to give.
    """
    people = {person.id: person for person in table.ahead.problem.people}
    here = [people[person] for person in table.here]
    unmet = [
        need
        for need in table.ahead.problem.needs
        if need.person in table.here and need.topic != COMPANY
        if not any(answers(helper, need, people[need.person]) for helper in here)
    ]
    best: dict[str, tuple[int, int, int, int]] = {}
    for person in _free(table):
        answered = [knows(person, n) for n in unmet if answers(person, n, people[n.person])]
        left = person.cap_total
        if answered and left != 0:
            best[person.id] = (-len(answered), -sum(answered), -(left or 0), int(person.id))
    return _rows(sorted(best, key=best.__getitem__))


def answers(helper: Person, need: Need, owner: Person) -> bool:
    """Whether somebody can help with another's need."""
    if helper.id == owner.id:
        return False
    return bool(knows(helper, need)) and shares_language(helper, owner)


def _free(table: Table) -> list[Person]:
    """Whom the table suits, who are nowhere else this week and apart from nobody at it."""
    opening = _opening(table)
    if not opening:
        return []
    here, elsewhere = table.here, busy(table)
    kept_apart = {
        person for pair in table.ahead.problem.apart if pair & here for person in pair - here
    }
    return [
        person
        for person in table.ahead.problem.people
        if suits(person, opening) and person.id not in elsewhere | kept_apart
    ]


def _opening(table: Table) -> Opening | None:
    return next((o for o in table.ahead.problem.openings if o.id == str(table.cafe.pk)), None)


def busy(table: Table) -> set[str]:
    """Whoever sits at, or was asked to, one of the chapter's cafés in this week; and whoever waits
    for a seat at this one.

    Who was asked to one that is called off may be asked to another.
    """
    days = Week.containing(table.cafe.on).days
    week = Q(cafe__chapter=table.cafe.chapter, cafe__on__gte=days[0], cafe__on__lte=days[-1])
    week &= Q(cafe__called_off_at=None)
    seats = Seat.objects.filter(week).values_list("person_id", "kept_for_id")
    asked = Invitation.objects.filter(week).values_list("person_id", flat=True)
    waiting = Reserve.objects.filter(cafe=table.cafe).values_list("person_id", flat=True)
    return {str(person) for pair in (*seats, asked, waiting) for person in pair}


def _stood_down(table: Table) -> set[str]:
    """Reserves of the last two weeks who were told that no seat had come free, and did not come."""
    cafe = table.cafe
    lately = {
        "cafe__chapter": cafe.chapter,
        "cafe__starts_at__lt": cafe.starts_at,
        "cafe__starts_at__gt": cafe.starts_at - _LATELY,
    }
    told = Reserve.objects.filter(**lately).exclude(told_at=None)
    came = Attendance.objects.filter(**lately, state=Attendance.State.CAME)
    called = Confirmation.objects.filter(**lately).exclude(called_up_at=None)
    left = set(told.values_list("person_id", flat=True))
    for rows in (came, called):
        left -= set(rows.values_list("person_id", flat=True))
    return {str(person) for person in left}


def _rows(ids: list[str]) -> Iterator[Somebody]:
    """One by one: mostly the first of them is asked."""
    for person in ids:
        yield Somebody.objects.get(pk=person)
