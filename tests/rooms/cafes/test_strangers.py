"""Addresses nobody proved to be theirs go after a day, people with a place here do not."""

from datetime import timedelta

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.chapters import actions as chapters
from tests.rooms.cafes.test_seats import come

DAY = timedelta(hours=24, seconds=1)


def left() -> set[str]:
    return set(Person.objects.values_list("first_name", flat=True))


def test_a_stranger_goes_after_a_day(hugo, london, now) -> None:
    chapters.join(london, person=hugo, now=now)
    assert actions.let_strangers_go(now=now + timedelta(hours=23)) == 0
    assert actions.let_strangers_go(now=now + DAY) == 1
    assert left() == {"Esi"}


def test_whoever_has_a_place_here_stays(thursday, now) -> None:
    for name in ("Amara", "Bilal"):
        come(thursday, name, now)
    come(thursday, "Chidi", now, as_reserve=True)
    assert actions.let_strangers_go(now=now + DAY) == 0
    assert left() == {"Esi", "Amara", "Bilal", "Chidi"}
    actions.give_up(thursday, Person.objects.get(first_name="Amara"), now=now)
    assert actions.let_strangers_go(now=now + DAY) == 1
    assert left() == {"Esi", "Bilal", "Chidi"}


@pytest.mark.parametrize("proof", ["code", "lead", "asked again"])
def test_whoever_is_known_stays(hugo, now, proof: str) -> None:
    if proof == "code":
        accounts.verify_address(hugo, now=now)
    elif proof == "lead":
        Person.objects.update(is_lead=True)
    else:
        accounts.ensure_person(hugo.email, now=now + timedelta(hours=1))
    assert actions.let_strangers_go(now=now + DAY) == 0
    assert left() == {"Hugo"}
