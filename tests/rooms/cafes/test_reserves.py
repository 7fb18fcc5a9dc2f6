"""Reserves: told what they are, moved up when a seat comes free, told in time when none does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Reserve, Seat
from knowcafe.cafes.queries import Standing
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.test_seats import come, mail


@pytest.fixture
def full(thursday, now):
    """Amara and Bilal sit, Chidi and Dana wait in this order."""
    for name in ("Amara", "Bilal", "Chidi", "Dana"):
        come(thursday, name, now, as_reserve=True)
    Message.objects.all().delete()
    return thursday


def place_of(name, cafe):
    person = Person.objects.get(first_name=name)
    link = queries.place_link(cafe, person)
    return queries.place(link.rstrip("/").rpartition("/")[2])


def give_back(name, cafe, now) -> None:
    place = place_of(name, cafe)
    typed = f" {queries.digits(cafe, place.person)} "
    actions.answer_question(place, answer="cannot", typed=typed, by=None, now=now)


def test_a_released_seat_goes_to_who_has_waited_longest(full, now) -> None:
    give_back("Amara", full, now)
    assert set(Seat.objects.filter(cafe=full).values_list("person__first_name", flat=True)) == {
        "Bilal",
        "Chidi",
    }
    assert [str(r) for r in Reserve.objects.all()] == [
        f"{Person.objects.get(first_name='Dana').pk} waits for {full.pk}"
    ]
    assert mail() == [("amara", "released"), ("chidi", "seat")]
    assert [place_of(n, full).standing for n in ("Amara", "Chidi", "Dana")] == [
        Standing.NEITHER,
        Standing.SEAT,
        Standing.RESERVE,
    ]


def test_without_reserves_the_seat_is_free_again(thursday, now) -> None:
    come(thursday, "Amara", now)
    give_back("Amara", thursday, now)
    assert Seat.objects.filter(cafe=thursday, person=None).count() == 2
    give_back("Amara", thursday, now)
    assert come(thursday, "Amara", now + timedelta(hours=1)) == Standing.SEAT
    assert mail() == [("amara", "seat"), ("amara", "released"), ("amara", "seat")]


def test_a_reserve_may_stop_waiting(full, now) -> None:
    give_back("Chidi", full, now)
    give_back("Amara", full, now)
    assert place_of("Dana", full).standing == Standing.SEAT


def test_the_digits_are_asked_for_and_the_clock_is_looked_at(full, now) -> None:
    amara = place_of("Amara", full)
    wrong = f"{(int(queries.digits(full, amara.person)) + 1) % 100:02}"
    with pytest.raises(Refused, match="two digits"):
        actions.answer_question(amara, answer="cannot", typed=wrong, by=None, now=now)
    with pytest.raises(Refused, match="has begun"):
        give_back("Amara", full, full.starts_at)
    assert place_of("Amara", full).standing == Standing.SEAT


def test_reserves_are_told_in_time_and_once(full, now) -> None:
    at_two = full.reserves_told_at
    assert f"{at_two:%a %H:%M}" == "Thu 14:00"
    assert actions.tell_reserves(now=at_two - timedelta(minutes=1)) == 0
    assert actions.tell_reserves(now=at_two) == 2
    assert actions.tell_reserves(now=at_two) == 0
    assert mail() == [("chidi", "no-seat"), ("dana", "no-seat")]
    give_back("Amara", full, at_two)
    assert mail()[2:] == [("amara", "released"), ("chidi", "seat")]


def test_another_worker_was_quicker(full, now) -> None:
    stale = Reserve.objects.select_related("cafe__chapter", "person").first()
    actions.tell_reserves(now=full.reserves_told_at)
    assert not actions.seats._tell_no_seat(stale, now=now)


def test_whoever_asks_late_is_told_what_holds_then(full) -> None:
    late = full.reserves_told_at + timedelta(hours=1)
    with pytest.raises(actions.Full, match="write at once"):
        come(full, "Esi", late)
    come(full, "Esi", late, as_reserve=True)
    actions.tell_reserves(now=late)
    assert ("esi", "no-seat") not in mail()


def test_a_lunch_is_told_in_the_morning(thursday) -> None:
    thursday.starts_at -= timedelta(hours=6)
    assert f"{thursday.reserves_told_at:%H:%M}" == "09:30"


def test_one_reserve_a_person(full, amara, now) -> None:
    Reserve.objects.create(cafe=full, person=amara, asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserve.objects.create(cafe=full, person=amara, asked_at=now)


def test_links_that_lead_nowhere(full, now) -> None:
    amara = Person.objects.get(first_name="Amara")
    token = queries.place_link(full, amara).rstrip("/").rpartition("/")[2]
    assert queries.place(token[:-1]) is None
    amara.delete()
    assert queries.place(token) is None
    chidi = Person.objects.get(first_name="Chidi")
    token = queries.place_link(full, chidi).rstrip("/").rpartition("/")[2]
    full.delete()
    assert queries.place(token) is None
