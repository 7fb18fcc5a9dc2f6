"""Whoever waits for a seat at a café has said already that they would come."""

from __future__ import annotations

from knowcafe.accounts.models import Person
from knowcafe.cafes.queries.reachable import reachable
from tests.rooms.cafes.invited import table_of
from tests.rooms.cafes.planned import asks, is_free
from tests.rooms.cafes.test_seats import come


def test_they_are_not_asked_to_it(london, esi, now) -> None:
    cafe = table_of(2, london, esi, now)
    for name in ("Grace", "Hugo"):
        asks(london, name, "pricing", now=now)
        is_free(london, name, on=cafe.on)
    for name in ("Amara", "Bilal"):
        come(cafe, name, now)
    Person.objects.update(verified_at=now)
    assert named(reachable(cafe, now=now).waiting) == ["Grace", "Hugo"]
    come(cafe, "Hugo", now, as_reserve=True)
    found = reachable(cafe, now=now)
    assert (named(found.waiting), named(found.rested)) == (["Grace"], [])


def named(people: tuple[Person, ...]) -> list[str]:
    return [person.first_name for person in people]
