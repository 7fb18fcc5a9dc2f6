"""Seats: as many as the table has, one a person, and never one more."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.accounts.actions import vouch_for
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.cafes.queries import Standing, instead
from knowcafe.chapters.actions import join
from knowcafe.chapters.models import Chapter, Member, Series
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


def test_whoever_would_be_the_fifth_reserve_is_told_the_truth(thursday, now) -> None:
    for name in ("Amara", "Bilal", "Chidi", "Dana", "Grace"):
        come(thursday, name, now, as_reserve=True)
    with pytest.raises(actions.Full, match="Reserves usually get one"):
        come(thursday, "Farid", now)
    come(thursday, "Farid", now, as_reserve=True)
    with pytest.raises(actions.Full, match="4 people wait for one already"):
        come(thursday, "Hugo", now)
    assert "4 people wait" in queries.tell(Cafe.objects.with_free().get(pk=thursday.pk), now).full


def test_signed_in_a_full_table_is_full(thursday, amara, now) -> None:
    for name in ("Bilal", "Chidi"):
        come(thursday, name, now)
    with pytest.raises(actions.Full):
        come(thursday, "Amara", now, by=amara)
    assert come(thursday, "Amara", now, by=amara, as_reserve=True) == Standing.RESERVE


def test_whoever_types_another_address_learns_nothing(thursday, now) -> None:
    """Amara has a seat. A stranger who types her address is answered like anybody."""
    come(thursday, "Amara", now)
    assert come(thursday, "Amara", now, key="hugo") == Standing.SEAT
    come(thursday, "Bilal", now)
    with pytest.raises(actions.Full):
        come(thursday, "Amara", now, key="hugo")
    assert come(thursday, "Amara", now, key="hugo", as_reserve=True) == Standing.RESERVE
    assert (Reserve.objects.count(), len(mail())) == (0, 2)


def test_a_lost_letter_comes_again(thursday, amara, now) -> None:
    """Whoever typed the address: the page says what a stranger reads, the letter how it is."""
    come(thursday, "Amara", now)
    later = now + timedelta(minutes=5)
    assert come(thursday, "Amara", later, key="again") == Standing.SEAT
    come(thursday, "Bilal", later)
    reserve = {"key": "once more", "as_reserve": True}
    assert come(thursday, "Amara", later + timedelta(minutes=5), **reserve) == Standing.RESERVE
    assert mail() == [("amara", "seat"), ("amara", "seat"), ("bilal", "seat"), ("amara", "seat")]
    own = later + timedelta(minutes=9)
    assert come(thursday, "Amara", own, key="signed in", by=amara) == Standing.SEAT
    come(thursday, "Chidi", now, as_reserve=True)
    assert come(thursday, "Chidi", own, key="again", as_reserve=True) == Standing.RESERVE
    assert mail()[-2:] == [("chidi", "reserve"), ("chidi", "reserve")]
    assert Reserve.objects.count() == 1


def test_a_reserve_who_finds_a_free_seat_takes_it(thursday, amara, now) -> None:
    Reserve.objects.create(cafe=thursday, person=amara, asked_at=now)
    assert come(thursday, "Amara", now) == Standing.SEAT
    assert not Reserve.objects.exists()


def test_a_kept_seat_is_not_told_to_whoever_types_the_address(thursday, amara, now) -> None:
    """Amara is asked and all is full else: the page says what it says to anybody."""
    come(thursday, "Bilal", now)
    Seat.objects.filter(cafe=thursday, person=None).update(kept_for=amara)
    with pytest.raises(actions.Full):
        come(thursday, "Amara", now, key="hugo")
    assert Seat.objects.get(kept_for=amara)
    assert come(thursday, "Amara", now, key="hugo", as_reserve=True) == Standing.RESERVE
    assert Seat.objects.filter(person=amara).exists()


def test_who_is_signed_in_takes_the_seat_kept_for_them(thursday, amara, now) -> None:
    come(thursday, "Bilal", now)
    Seat.objects.filter(cafe=thursday, person=None).update(kept_for=amara)
    assert come(thursday, "Amara", now, by=amara) == Standing.SEAT


@pytest.fixture
def beside(thursday, now) -> Cafe:
    """A second table on the same Thursday."""
    assert thursday.series
    Series.objects.update(tables=2)
    thursday.series.refresh_from_db()
    actions.open_table(thursday.series, on=thursday.on, table=2, now=now)
    other = Cafe.objects.get(on=thursday.on, table=2)
    if not other.published_at:
        actions.publish_cafe(other, now=now)
    return Cafe.objects.with_free().get(pk=other.pk)


@pytest.mark.parametrize("waits", [False, True])
def test_nobody_has_two_places_at_one_time(thursday, beside, amara, now, waits: bool) -> None:
    """The page says what it says to anybody, the letter says which place they have."""
    if waits:
        Reserve.objects.create(cafe=thursday, person=amara, asked_at=now)
    else:
        come(thursday, "Amara", now)
    before = Message.objects.count()
    assert come(beside, "Amara", now, key="other") == Standing.SEAT
    assert not Seat.objects.filter(cafe=beside, person=amara).exists()
    letter = Message.objects.last()
    assert (Message.objects.count(), letter.to) == (before + 1, "amara@example.org")
    assert letter.subject == "You have a place on Thursday 25 March, 18:30 already"
    assert queries.place_link(thursday, amara) in letter.body
    with pytest.raises(Refused, match="another café at that time"):
        come(beside, "Amara", now, key="own", by=amara)
    Cafe.objects.filter(pk=beside.pk).update(
        starts_at=thursday.ends_at, ends_at=thursday.ends_at + timedelta(hours=1)
    )
    beside.refresh_from_db()
    assert come(beside, "Amara", now, key="after it", by=amara) == Standing.SEAT


def test_where_else_there_is_a_seat(thursday, beside, now) -> None:
    come(thursday, "Amara", now)
    come(thursday, "Bilal", now)
    assert instead.table_beside(thursday, person=None) == beside
    later = instead.next_free(thursday, person=None, now=now)
    assert later
    assert later.on == thursday.on + timedelta(weeks=1)
    Seat.objects.exclude(cafe=thursday).update(kept_for=None)
    Cafe.objects.exclude(pk=thursday.pk).update(has_open_door=False)
    assert instead.table_beside(thursday, person=None) is None
    assert instead.next_free(thursday, person=None, now=now) is None
    Cafe.objects.update(has_open_door=True, series=None)
    thursday.refresh_from_db()
    assert instead.table_beside(thursday, person=None) is None


def test_who_signed_in_without_a_name_is_called_what_they_say(thursday, amara, now) -> None:
    vouch_for(amara, now=now)
    for called in ("", "Ama"):
        Person.objects.filter(pk=amara.pk).update(first_name=called)
        amara.refresh_from_db()
        come(thursday, "Amara", now, by=amara)
        assert Person.objects.get(pk=amara.pk).first_name == (called or "Amara")


def test_no_seat_at_a_cafe_that_has_begun(thursday) -> None:
    with pytest.raises(Refused, match="has begun"):
        come(thursday, "Amara", thursday.starts_at)


def test_a_closed_chapter_is_for_its_members(thursday, esi, hugo, now) -> None:
    Chapter.objects.update(is_open=False)
    for stranger in (None, hugo):
        with pytest.raises(Refused, match="members"):
            come(thursday, "Hugo", now, by=stranger)
    assert come(thursday, "Esi", now, by=esi) == Standing.SEAT


def test_no_member_lets_others_into_a_closed_chapter(thursday, esi, amara, now) -> None:
    Chapter.objects.update(is_open=False)
    thursday.chapter.refresh_from_db()
    join(thursday.chapter, person=amara, now=now)
    with pytest.raises(Refused, match="A host can let somebody new in"):
        come(thursday, "Hugo", now, by=amara)
    assert not Member.objects.filter(person__email="hugo@example.org").exists()
    assert come(thursday, "Amara", now, by=amara) == Standing.SEAT


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


def test_of_tables_side_by_side_the_one_with_a_free_seat_is_listed(thursday, now) -> None:
    Series.objects.update(tables=2)
    actions.open_ahead(now=now)
    second = Cafe.objects.get(on=thursday.on, table=2)
    actions.publish_cafe(second, now=now)

    def listed() -> list[Cafe]:
        found = queries.next_cafes(thursday.chapter, person=None, now=now)
        return [cafe for cafe in found if cafe.on == thursday.on]

    assert listed() == [thursday]
    for name in ("Amara", "Bilal"):
        come(thursday, name, now)
    assert listed() == [second]
    for name in ("Chidi", "Dana"):
        come(second, name, now)
    assert listed() == [thursday]
