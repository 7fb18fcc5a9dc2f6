"""A Thursday at a table of eight that is just being held."""

from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters.models import Chapter
from knowcafe.floor import actions
from knowcafe.floor.models import Hour
from tests.rooms.cafes.planned import asks, knows, person
from tests.rooms.cafes.test_seats import come
from tests.rooms.floor.tapping import Phone

START = datetime(2027, 3, 25, 18, 30, tzinfo=UTC)
"""Thursday’s café begins, on London’s winter clock."""

NAMES = ("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def cafe(london: Chapter, esi: Person, thursday: Cafe, now) -> Cafe:
    """Six people have seats; Dana and Chidi can help Amara and Bilal."""
    Chapter.objects.filter(pk=london.pk).update(table_size=8)
    for number in range(3, 9):
        thursday.seat_set.create(number=number)
    Cafe.objects.filter(pk=thursday.pk).update(table_size=8, question="What holds you back?")
    for name in NAMES:
        come(thursday, name, now)
    asks(london, "Amara", "pricing", now=now, weeks=3)
    asks(london, "Bilal", "contracts-nda", now=now, urgent=True)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    knows(london, "Chidi", "contracts-nda", now=now, role="lawyer")
    return Cafe.objects.with_free().get(pk=thursday.pk)


@pytest.fixture
def hour(cafe: Cafe, esi: Person, start) -> Hour:
    return actions.open_hour(cafe, by=esi, now=start - timedelta(minutes=30))


@pytest.fixture
def phone(hour: Hour, esi: Person, start) -> Phone:
    """Esi’s, on which things are tapped."""
    return Phone(hour, esi, start)


@pytest.fixture
def who(cafe: Cafe):
    """What taps call somebody of the cast."""
    return lambda name: f"p{person(name).pk}"
