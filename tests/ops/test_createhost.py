"""`knowcafe createhost`: everything or nothing."""

from datetime import UTC, datetime

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters.models import Chapter, Member
from knowcafe.ops.createhost import Opening, create_host
from knowcafe.refused import Refused

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def opening(**change: object) -> Opening:
    given = {
        "email": "esi@example.org",
        "name": "Esi",
        "chapter": "London",
        "zone": "Europe/London",
        "place": "Brixton Library",
        "every": "Thu 18:30",
    }
    return Opening(**given | change)


def test_a_host_a_chapter_and_its_cafes() -> None:
    assert create_host(opening(), now=NOW) == "http://localhost:8000/london/"
    esi = Person.objects.get()
    assert esi.verified_at == NOW
    assert Member.objects.get().is_host
    assert [f"{cafe.starts:%a %H:%M}" for cafe in Cafe.objects.all()] == ["Thu 18:30"] * 3


@pytest.mark.parametrize("every", ["thursday 18.30", "Thursdays 18:30", " thu 18:30 "])
def test_ways_to_say_when(every: str) -> None:
    create_host(opening(every=every), now=NOW)
    assert Cafe.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"email": "esi"}, "not an e-mail address"),
        ({"every": "now and then"}, "no weekly time"),
        ({"every": "xyz 18:30"}, "no weekly time"),
        ({"zone": "Brixton"}, "no time zone"),
        ({"minutes": 3}, "15 minutes"),
    ],
)
def test_what_is_refused_leaves_nothing(change: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        create_host(opening(**change), now=NOW)
    assert (Person.objects.count(), Chapter.objects.count()) == (0, 0)


def test_a_closed_chapter() -> None:
    create_host(opening(closed=True, seats=6), now=NOW)
    chapter = Chapter.objects.get()
    assert (chapter.is_open, chapter.table_size) == (False, 6)
