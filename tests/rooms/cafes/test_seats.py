"""Seats: as many as the table has, one a person, and never one more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.cafes.queries import Standing
from knowcafe.chapters.models import Chapter
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused


def come(cafe, name, now, *, key="", by=None, as_reserve=False) -> Standing:
    return actions.just_come(
        cafe,
        first_name=name,
        email=f"{name.lower()}@example.org",
        asked_with=key or f"key-of-{name}",
        by=by,
        now=now,
        as_reserve=as_reserve,
    )


def mail() -> list[tuple[str, str]]:
    return [
        (m.to.partition("@")[0], m.key.partition(":")[0]) for m in Message.objects.order_by("pk")
    ]


def test_publishing_makes_the_seats_once(thursday, now) -> None:
    assert actions.open_ahead(now=now) == 0
    assert Cafe.objects.count() == 3
    assert list(Seat.objects.filter(cafe=thursday).values_list("number", "person")) == [
        (1, None),
        (2, None),
    ]
    assert str(thursday) == f"{thursday.chapter_id} 2027-03-25"
    assert not actions.open_table(thursday.series, on=thursday.on, table=1, now=now)
    assert str(Seat.objects.first()).startswith("seat 1 of")


@pytest.mark.parametrize("number", [0, 11])
def test_an_eleventh_seat_cannot_exist(thursday, number: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(cafe=thursday, number=number)


def test_a_number_and_a_person_are_there_once(thursday, amara) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(cafe=thursday, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(cafe=thursday).update(person=amara)


def test_a_cafe_is_there_once_a_day_and_ends_after_it_begins(thursday) -> None:
    other = Cafe.objects.exclude(pk=thursday.pk).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Cafe.objects.filter(pk=other.pk).update(on=thursday.on)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cafe.objects.update(ends_at=thursday.starts_at)


def test_just_come(thursday, now) -> None:
    assert come(thursday, "Amara", now) == Standing.SEAT
    seat = Seat.objects.get(number=1, cafe=thursday)
    assert (seat.person.first_name, seat.taken_at) == ("Amara", now)
    message = Message.objects.get()
    assert message.to == "amara@example.org"
    assert message.subject == "Your seat on Thursday 25 March, 18:30"
    assert queries.place_link(thursday, seat.person) in message.body
    assert message.good_until == thursday.starts_at
    assert Entry.objects.filter(verb="seat.taken", by_id=seat.person.pk).count() == 1


def test_the_same_form_twice_is_answered_twice_alike(thursday, now) -> None:
    assert [come(thursday, "Amara", now) for _ in range(2)] == [Standing.SEAT] * 2
    come(thursday, "Bilal", now)
    assert come(thursday, "Amara", now) == Standing.SEAT
    assert come(thursday, "Chidi", now, as_reserve=True) == Standing.RESERVE
    assert come(thursday, "Chidi", now) == Standing.RESERVE
    assert mail() == [("amara", "seat"), ("bilal", "seat"), ("chidi", "reserve")]


def test_a_full_table_says_so_and_nothing_is_kept(thursday, now) -> None:
    come(thursday, "Amara", now)
    come(thursday, "Bilal", now)
    with pytest.raises(actions.Full) as full:
        come(thursday, "Chidi", now)
    assert str(full.value) == (
        "All two seats are taken. "
        "Reserves usually get one; we’ll tell you by 14:00 on Thursday 25 March."
    )
    assert (Reserve.objects.count(), len(mail())) == (0, 2)


def test_whoever_types_another_address_learns_nothing(thursday, now) -> None:
    """Amara has a seat. A stranger who types her address is answered like anybody."""
    come(thursday, "Amara", now)
    assert come(thursday, "Amara", now, key="hugo") == Standing.SEAT
    come(thursday, "Bilal", now)
    with pytest.raises(actions.Full):
        come(thursday, "Amara", now, key="hugo")
    assert come(thursday, "Amara", now, key="hugo", as_reserve=True) == Standing.RESERVE
    assert (Reserve.objects.count(), len(mail())) == (0, 2)


def test_no_seat_at_a_cafe_that_has_begun(thursday) -> None:
    with pytest.raises(Refused, match="has begun"):
        come(thursday, "Amara", thursday.starts_at)


def test_a_closed_chapter_is_for_its_members(thursday, esi, hugo, now) -> None:
    Chapter.objects.update(is_open=False)
    for stranger in (None, hugo):
        with pytest.raises(Refused, match="members"):
            come(thursday, "Hugo", now, by=stranger)
    assert come(thursday, "Esi", now, by=esi) == Standing.SEAT


def test_the_front_door_counts_free_seats_in_one_query(
    thursday, london, now, django_assert_num_queries
) -> None:
    come(thursday, "Amara", now)
    for rows in (1, 3):
        with django_assert_num_queries(1):
            cafes = list(queries.next_cafes(london, person=None, now=now)[:rows])
            assert [queries.tell(c, now).seats for c in cafes] == [
                "1 seat free",
                "2 seats free",
                "2 seats free",
            ][:rows]
    later = thursday.starts_at + timedelta(hours=1)
    assert thursday not in queries.next_cafes(london, person=None, now=later)


def test_how_a_cafe_is_told(thursday, now) -> None:
    told = queries.tell(thursday, now)
    assert (told.day, told.which_day, told.hours, told.zone, told.seats, told.full) == (
        "Thursday 25 March",
        "on Thursday",
        "18:30–20:00",
        "London",
        "2 seats free",
        "",
    )
    come(thursday, "Amara", now)
    come(thursday, "Bilal", now)
    full = queries.cafes_seen_by(None).get(pk=thursday.pk)
    assert queries.tell(full, now).full.startswith("All two seats are taken.")
