"""A café that is called off: whoever counts on it hears it once, and nothing happens there."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import asked, hosting
from knowcafe.cafes.queries.fitting import seats_that_fit
from knowcafe.cafes.queries.the_list import next_on_list
from knowcafe.core.calendar import Week
from knowcafe.journal.models import Entry
from knowcafe.members.models import Need
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import answer, answers, ask, letter, opened, person, table_of
from tests.rooms.cafes.planned import asks, is_free, knows, member
from tests.rooms.cafes.test_changing import CAFE
from tests.rooms.cafes.test_seats import come, mail
from tests.rooms.test_chapter_settings import SETTINGS


@pytest.fixture
def cafe(london, esi, now) -> Cafe:
    """Amara has a seat, Dana is asked, Chidi is and does not know it yet, Bilal waits."""
    found = table_of(3, london, esi, now)
    for name in ("Chidi", "Bilal"):
        member(london, name, now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    come(found, "Amara", now)
    ask(found, "Dana", now=now)
    actions.invite(found, person("Chidi"), as_helper=False, now=now)
    come(found, "Bilal", now, as_reserve=True)
    Message.objects.all().delete()
    return Cafe.objects.with_free().get(pk=found.pk)


@pytest.fixture
def off(cafe, esi, now) -> Cafe:
    """The same as it was read before it was called off."""
    actions.call_off(Cafe.objects.get(pk=cafe.pk), by=esi, now=now)
    Message.objects.all().delete()
    return cafe


def test_everybody_who_counts_on_it_is_told_once(cafe, esi, now) -> None:
    assert hosting.people_of(cafe) == 3
    assert [row.people for row in hosting.ahead(cafe.chapter, now)] == [3, 0, 0]
    assert actions.call_off(cafe, by=esi, now=now) == 3
    assert sorted(mail()) == [
        ("amara", "called-off"),
        ("bilal", "not-held"),
        ("dana", "called-off"),
    ]
    with pytest.raises(Refused, match="called off already"):
        actions.call_off(cafe, by=esi, now=now)
    assert (Message.objects.count(), hosting.people_of(cafe)) == (3, 0)
    last = Entry.objects.latest("pk")
    assert (last.verb, last.by_id, last.about_id) == ("cafe.called-off", esi.pk, cafe.pk)


def test_the_letter_takes_it_out_of_the_calendar_and_names_the_next(cafe, esi, now) -> None:
    actions.call_off(cafe, by=esi, now=now)
    told = letter("called-off", "Amara")
    assert told.subject == "Called off: Thursday 25 March, 18:30"
    assert "called off: Thursday 25 March, 18:30–20:00 (London)." in told.body
    assert "The next café: Thursday 1 April, 18:30–20:00." in told.body
    following = Cafe.objects.order_by("starts_at")[1]
    assert f"http://localhost:8000/london/{following.pk}/" in told.body
    assert told.stop_link == ""
    for line in ("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"):
        assert line in told.calendar
    assert letter("not-held", "Bilal").calendar == ""


def test_who_was_asked_without_a_seat_has_nothing_in_the_calendar(cafe, esi, now) -> None:
    """They might still have said yes, so they hear that it does not take place."""
    Invitation.objects.filter(person=person("Dana")).update(kind="wave")
    Seat.objects.filter(kept_for=person("Dana")).update(kept_for=None)
    actions.call_off(cafe, by=esi, now=now)
    assert ("dana", "not-held") in mail()
    assert letter("not-held", "Dana").calendar == ""


def test_where_no_other_has_a_seat_it_names_the_door(cafe, esi, now) -> None:
    Seat.objects.exclude(cafe=cafe).delete()
    actions.call_off(cafe, by=esi, now=now)
    body = letter("called-off", "Amara").body
    assert "The next cafés:\nhttp://localhost:8000/london/\n" in body
    assert "The next café:" not in body


def test_seats_reserves_and_invitations_are_closed(off) -> None:
    assert not Seat.objects.filter(cafe=off).exists()
    assert not Reserve.objects.exists()
    assert answers() == {"Dana": "withdrawn", "Chidi": "withdrawn"}
    assert queries.cafes_with_wrong_seats() == 0


def test_who_had_said_no_is_left_alone(cafe, esi, now) -> None:
    answer("Dana", "cannot", now)
    Message.objects.all().delete()
    actions.call_off(cafe, by=esi, now=now)
    assert answers()["Dana"] == "cannot"
    assert "dana" not in dict(mail())


def test_a_helper_who_had_said_yes_is_not_briefed(cafe, esi, now) -> None:
    answer("Dana", "coming", now)
    Invitation.objects.update(as_helper=True)
    actions.call_off(cafe, by=esi, now=now)
    assert answers()["Dana"] == "withdrawn"
    assert actions.brief_helpers(now=cafe.starts_at - timedelta(hours=1)) == 0


def test_only_hosts_and_only_before_it_begins(cafe, esi, amara, now) -> None:
    for somebody in (None, amara):
        with pytest.raises(Refused, match="Only hosts"):
            actions.call_off(cafe, by=somebody, now=now)
    with pytest.raises(Refused, match="has begun"):
        actions.call_off(cafe, by=esi, now=cafe.starts_at)
    assert Cafe.objects.filter(called_off_at=None).count() == 3
    assert not Message.objects.exists()


def test_whoever_looked_before_gets_no_seat(off, esi, now) -> None:
    for as_reserve in (False, True):
        with pytest.raises(Refused, match="called off"):
            come(off, "Grace", now, as_reserve=as_reserve)
    with pytest.raises(Refused, match="called off"):
        answer("Dana", "coming", now)
    with pytest.raises(Refused, match="called off"):
        actions.give_up(off, person("Amara"), now=now)
    with pytest.raises(Refused, match="called off"):
        actions.change_cafe(off, **CAFE, by=esi, now=now)
    assert not actions.invite(off, esi, as_helper=False, now=now)
    assert not Seat.objects.filter(cafe=off).exists()


def test_its_page_says_so_and_nothing_lists_it(off, esi, now) -> None:
    told = queries.tell(queries.cafes_seen_by(None).get(pk=off.pk), now)
    assert (told.is_called_off, told.full) == (True, "")
    listed = queries.next_cafes(off.chapter, person=None, now=now)
    assert off.pk not in {cafe.pk for cafe in listed}
    assert off.pk not in {row.id for row in hosting.ahead(off.chapter, now)}
    assert not opened("Dana").can_come


def test_planning_and_the_timetable_pass_it_by(off, now) -> None:
    week = Week.containing(off.on)
    assert not queries.ahead(off.chapter, week, now=now).cafes
    soon = off.starts_at - timedelta(hours=2)
    assert not [cafe for cafe in queries.unplanned_weeks(soon) if cafe.pk == off.pk]
    assert actions.tell_reserves(now=soon) == 0
    assert actions.expire_invitations(now=soon) == 0
    assert actions.open_ahead(now=now) == 0
    assert actions.ask_who_came(now=off.ends_at + timedelta(days=1)) == 0
    assert actions.thank(now=off.ends_at + timedelta(days=1)) == 0
    assert not Message.objects.exists()


def test_nobody_can_say_who_came(off, esi, now) -> None:
    with pytest.raises(Refused, match="nobody came"):
        actions.note_everyone_came(off, by=esi, now=off.ends_at)


def test_it_stays_as_its_chapter_changes(off, london, esi, now) -> None:
    Invitation.objects.all().delete()
    actions.settle(london, **SETTINGS | {"table_size": 5}, by=esi, now=now)
    actions.take_holiday(london, on=off.on, by=esi, now=now)
    actions.give_up_holiday(london, on=off.on, by=esi, now=now)
    assert Cafe.objects.exclude(called_off_at=None).get().pk == off.pk
    assert not Seat.objects.filter(cafe=off).exists()


def test_whoever_was_asked_there_may_be_seated_elsewhere_that_week(off, london, esi, now) -> None:
    """Dana and Amara had that week's café; another one opens on the same day."""
    other = Cafe.objects.get(pk=Cafe.objects.order_by("starts_at")[1].pk)
    Cafe.objects.filter(pk=other.pk).update(on=off.on, starts_at=off.starts_at, table=2)
    knows(london, "Farid", "pricing", now=now)
    come(other, "Farid", now)
    asks(london, "Dana", "pricing", now=now)
    is_free(london, "Dana", on=off.on)
    assert [cafe.pk for cafe in seats_that_fit(Need.objects.get(), now)] == [other.pk]
    Cafe.objects.filter(pk=off.pk).update(called_off_at=None)
    assert seats_that_fit(Need.objects.get(), now) == []


def test_whoever_was_asked_there_may_be_asked_elsewhere_that_week(off, london, now) -> None:
    other = Cafe.objects.order_by("starts_at")[1]
    Cafe.objects.filter(pk=other.pk).update(on=off.on, starts_at=off.starts_at, table=2)
    other = Cafe.objects.with_free().get(pk=other.pk)
    asks(london, "Dana", "pricing", now=now)
    is_free(london, "Dana", on=off.on)
    assert [who.first_name for who in next_on_list(asked.table(other, now=now))] == ["Dana"]
    Cafe.objects.filter(pk=off.pk).update(called_off_at=None)
    assert [who.first_name for who in next_on_list(asked.table(other, now=now))] == []
