"""A conflict of interest keeps a helper from those they were to help, at every later table."""

from datetime import date, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe
from knowcafe.cafes.queries import matching_problem
from knowcafe.cafes.queries.conflicts import conflicts
from knowcafe.core.calendar import Week
from knowcafe.members import actions as members
from knowcafe.members.models import Need
from tests.rooms.cafes.invited import answer, ask, person, table_of
from tests.rooms.cafes.planned import asks, is_free, knows
from tests.rooms.cafes.test_seats import come

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def cafe(london, esi, now):
    """Amara and Bilal ask about pricing, Grace about something else; Dana, who knows it, is asked
    to help.
    """
    found = table_of(5, london, esi, now)
    for name in ("Amara", "Bilal"):
        asks(london, name, "pricing", now=now, weeks=2)
    asks(london, "Grace", "contracts-nda", now=now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    ask(found, "Amara", "Grace", helpers=("Dana",), now=now)
    come(found, "Bilal", now)
    return found


def apart_from_dana(chapter, since: date = LONG_AGO) -> list[str]:
    dana = person("Dana")
    names = {person(n).pk: n for n in ("Amara", "Bilal", "Grace", "Chidi", "Dana")}
    pairs = conflicts(chapter, since=since)
    assert all(dana.pk in pair for pair in pairs)
    return sorted(names[other] for pair in pairs for other in pair - {dana.pk})


@pytest.fixture
def everybody(cafe, london, now):
    asks(london, "Chidi", "pricing", now=now)
    return cafe


def test_with_all_whose_need_she_was_to_answer(everybody, london, now) -> None:
    """Not Grace, who asks something else, nor Chidi, who was not to sit there."""
    assert conflicts(london, since=LONG_AGO) == frozenset()
    answer("Dana", "conflict", now)
    assert apart_from_dana(london) == ["Amara", "Bilal"]
    assert apart_from_dana(london, everybody.on + timedelta(days=1)) == []


def test_cannot_is_no_conflict_and_a_changed_mind_ends_it(everybody, london, now) -> None:
    answer("Dana", "cannot", now)
    assert apart_from_dana(london) == []
    answer("Dana", "conflict", now)
    assert apart_from_dana(london) == ["Amara", "Bilal"]
    answer("Dana", "coming", now)
    assert apart_from_dana(london) == []


def test_only_needs_that_were_open_then(everybody, london, now) -> None:
    Need.objects.filter(member__person=person("Amara")).update(closed_at=now - timedelta(days=1))
    Need.objects.filter(member__person=person("Bilal")).update(asked_at=now + timedelta(days=1))
    answer("Dana", "conflict", now)
    assert apart_from_dana(london) == []


def test_it_holds_when_the_need_is_met_and_the_seat_given_back(everybody, london, now) -> None:
    answer("Dana", "conflict", now)
    members.close_need_as_met(
        Need.objects.get(member__person=person("Amara")), by=person("Amara"),
        now=now + timedelta(days=1),
    )  # fmt: skip
    actions.give_up(everybody, person("Bilal"), now=now)
    Attendance.objects.create(
        cafe=everybody, person=person("Bilal"), first_name="Bilal", state="came", noted_at=now
    )
    assert apart_from_dana(london) == ["Amara", "Bilal"]


def test_the_next_plan_keeps_them_apart(cafe, london, now) -> None:
    nxt = Cafe.objects.filter(starts_at__gt=cafe.starts_at).earliest("starts_at")
    is_free(london, "Amara", "Bilal", "Grace", "Dana", on=nxt.on)
    week = Week.containing(nxt.on)
    dana, amara, bilal = (str(person(name).pk) for name in ("Dana", "Amara", "Bilal"))
    assert matching_problem(london, week, now=now).apart == frozenset()
    answer("Dana", "conflict", now)
    pairs = {frozenset((dana, amara)), frozenset((dana, bilal))}
    assert matching_problem(london, week, now=now).apart == pairs
