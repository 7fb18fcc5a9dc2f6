"""When hosts hear that a café looks thin, and when the software calls one off without them."""

from datetime import datetime, time, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Outlook, Reserve, Seat, Step
from knowcafe.cafes.queries import thin
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.outbox.models import Message
from tests.rooms.cafes.invited import ask, letter, person, table_of
from tests.rooms.cafes.planned import member
from tests.rooms.cafes.test_seats import come, mail

THIN = [0.1, 0.4, 0.4, 0.1]
HOUR = timedelta(hours=1)


@pytest.fixture
def cafe(london, esi, now) -> Cafe:
    """Amara sits at a table of four, where fewer than three are thin, and none need be a host."""
    found = table_of(4, london, esi, now)
    Chapter.objects.update(floor=3, calls_off_alone=True)
    come(found, "Amara", now)
    return looking_thin(found, now)


def looking_thin(cafe: Cafe, now: datetime) -> Cafe:
    Outlook.objects.update_or_create(cafe=cafe, defaults={"at": now, "chances": THIN})
    Message.objects.all().delete()
    return Cafe.objects.select_related("chapter").get(pk=cafe.pk)


@pytest.mark.parametrize("hour", ["07:30", "10:00", "12:30", "17:00", "18:30", "23:00"])
def test_whenever_it_begins_it_is_given_up_at_its_last_call(london, esi, now, hour) -> None:
    Chapter.objects.update(table_size=4, floor=3, calls_off_alone=True)
    london.refresh_from_db()
    starts = time.fromisoformat(hour)
    chapters.meet_weekly(london, weekday=3, starts=starts, minutes=45, by=esi, now=now)
    actions.open_ahead(now=now)
    found = Cafe.objects.with_free().earliest("starts_at")
    come(found, "Amara", now)
    cafe = looking_thin(found, now)
    told_at = cafe.evening_at + timedelta(minutes=7)
    assert actions.warn_hosts(now=told_at) == 1
    at = max(cafe.last_call, told_at + 2 * HOUR)
    assert f"called off at {at:%H:%M} on {at:%A} {at.day} March" in letter("thin", "Esi").body
    assert actions.give_up_thin(now=at - timedelta(minutes=1)) == 0
    assert actions.give_up_thin(now=cafe.reserves_told_at) == 0
    assert actions.give_up_thin(now=at) == 1
    assert ("amara", "called-off") in mail()


def test_whose_hosts_were_told_that_it_takes_place_takes_place(cafe) -> None:
    """Whatever the chapter sets after the letter has left."""
    Chapter.objects.update(calls_off_alone=False)
    actions.warn_hosts(now=cafe.evening_at)
    assert "Do nothing, and it takes place" in letter("thin", "Esi").body
    Chapter.objects.update(calls_off_alone=True)
    assert actions.give_up_thin(now=cafe.last_call) == 0


def test_the_last_moment_is_before_reserves_are_told(cafe) -> None:
    actions.warn_hosts(now=cafe.evening_at)
    assert actions.give_up_thin(now=cafe.reserves_told_at - timedelta(minutes=1)) == 1


@pytest.mark.parametrize("when", ["before the letter", "after it"])
@pytest.mark.parametrize("what", ["left alone", "not evened out", "neither"])
def test_where_the_software_is_to_keep_out_it_does(cafe, what, when) -> None:
    def keep_out() -> None:
        Cafe.objects.filter(pk=cafe.pk).update(is_left_alone=what == "left alone")
        Chapter.objects.update(evens_out=what != "not evened out")

    if when == "before the letter":
        keep_out()
    told = actions.warn_hosts(now=cafe.evening_at)
    keep_out()
    assert told == (what == "neither" or when == "after it")
    assert actions.give_up_thin(now=cafe.last_call) == (what == "neither")


@pytest.mark.parametrize(
    ("told", "off"),
    [("10:00", "13:00"), ("11:00", "13:00"), ("11:30", "13:30"), ("11:31", ""), ("13:05", "")],
)
def test_hosts_have_two_hours_or_it_takes_place(cafe, told, off) -> None:
    """The last call is at 13:00, reserves hear at 14:00, and nobody has set out until 14:30."""
    assert actions.warn_hosts(now=on_the_day(cafe, told)) == 1
    body = letter("thin", "Esi").body
    assert (f"called off at {off} on Thursday" in body) == bool(off)
    assert ("Do nothing, and it takes place, however few come." in body) != bool(off)
    given_up = [at for at in ("12:59", "13:00", "13:29", "13:30", "13:59") if called(cafe, at)]
    assert given_up == ([off] if off else [])


def on_the_day(cafe: Cafe, clock: str) -> datetime:
    at = time.fromisoformat(clock)
    return cafe.starts.replace(hour=at.hour, minute=at.minute)


def called(cafe: Cafe, clock: str) -> int:
    return actions.give_up_thin(now=on_the_day(cafe, clock))


@pytest.mark.parametrize(
    ("clock", "told"), [("07:59", 0), ("08:00", 1), ("20:59", 1), ("21:00", 0), ("23:30", 0)]
)
def test_hosts_hear_of_it_by_day(cafe, clock, told) -> None:
    at = time.fromisoformat(clock)
    day = cafe.starts if at.hour < 12 else cafe.evening_at
    assert actions.warn_hosts(now=day.replace(hour=at.hour, minute=at.minute)) == told


def test_five_who_book_after_it_was_looked_at_are_not_turned_away(cafe, now) -> None:
    Seat.objects.bulk_create(Seat(cafe=cafe, number=number) for number in range(5, 11))
    Cafe.objects.filter(pk=cafe.pk).update(table_size=10)
    actions.warn_hosts(now=cafe.evening_at)
    for name in ("Bilal", "Chidi", "Dana", "Farid", "Grace"):
        come(cafe, name, cafe.last_call - HOUR)
    assert Outlook.objects.get().chances == THIN
    assert actions.give_up_thin(now=cafe.last_call) == 0
    cafe.refresh_from_db()
    assert cafe.called_off_at is None
    assert sum(Outlook.objects.get().chances[:3]) < thin.GIVEN_UP
    assert "called-off" not in dict(mail()).values()


def test_called_off_meanwhile_is_not_called_off_twice(cafe, esi, monkeypatch) -> None:
    actions.warn_hosts(now=cafe.evening_at)
    first = [thin.to_give_up(cafe.last_call)]
    real = thin.to_give_up
    actions.call_off(cafe, by=esi, now=cafe.last_call)
    monkeypatch.setattr(thin, "to_give_up", lambda now: first.pop() if first else real(now))
    assert actions.give_up_thin(now=cafe.last_call) == 0


@pytest.mark.parametrize("who", ["nobody", "sits", "is kept a seat", "is asked", "waits"])
def test_where_nobody_would_travel_nobody_is_warned(cafe, now, who) -> None:
    Seat.objects.update(person=None)
    if who == "sits":
        come(cafe, "Bilal", now)
    if who in ("is kept a seat", "is asked"):
        member(cafe.chapter, "Chidi", now)
        ask(cafe, "Chidi", now=now)
    if who == "is asked":
        Seat.objects.update(kept_for=None)
        Invitation.objects.update(kind="wave")
    if who == "waits":
        member(cafe.chapter, "Dana", now)
        Reserve.objects.create(cafe=cafe, person=person("Dana"), asked_at=now)
    looking_thin(cafe, now)
    assert actions.warn_hosts(now=cafe.evening_at) == (who != "nobody")


def test_somebody_who_said_no_is_nobody(cafe, now) -> None:
    Seat.objects.update(person=None)
    member(cafe.chapter, "Chidi", now)
    ask(cafe, "Chidi", now=now)
    Invitation.objects.update(answer="cannot")
    Seat.objects.update(kept_for=None)
    assert actions.warn_hosts(now=cafe.evening_at) == 0


@pytest.mark.parametrize(("size", "floor", "told"), [(4, 4, 0), (4, 3, 0), (5, 4, 1), (2, 2, 0)])
def test_one_empty_chair_is_not_thin(cafe, size, floor, told) -> None:
    """At a table of four with a floor of four three are enough; with five chairs four are not."""
    Chapter.objects.update(table_size=max(size, floor), floor=floor)
    Cafe.objects.filter(pk=cafe.pk).update(table_size=size)
    Outlook.objects.update(chances=[0.0, 0.1, 0.1, 0.5, 0.3])
    assert actions.warn_hosts(now=cafe.evening_at) == told
    assert Step.objects.filter(name="thin").count() == told
