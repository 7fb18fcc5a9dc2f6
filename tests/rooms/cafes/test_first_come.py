"""People asked although no seat is kept for them: the first to say yes have one."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Reserve
from knowcafe.chapters.models import Series
from knowcafe.journal.models import Entry
from knowcafe.members.models import Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import answer, answers, kept, letter, opened, person, seated
from tests.rooms.cafes.planned import asks, is_free, member
from tests.rooms.cafes.test_seats import come, mail

HOUR = timedelta(hours=1)


def asked(cafe: Cafe, name: str, now, *, kind: str = "wave") -> None:
    Invitation.objects.create(
        cafe=cafe, person=member(cafe.chapter, name, now).person, as_helper=False, kind=kind,
        sent_at=now, expires_at=now + 48 * HOUR,
    )  # fmt: skip


@pytest.fixture
def cafe(thursday, now):
    """Amara, Bilal and Chidi are asked to a table of two."""
    for name in ("Amara", "Bilal", "Chidi"):
        asked(thursday, name, now)
    return thursday


@pytest.fixture
def full(cafe, now):
    """Amara and Bilal were quicker."""
    for name in ("Amara", "Bilal"):
        answer(name, "coming", now)
    Message.objects.all().delete()
    return cafe


def test_the_letter_puts_nothing_into_a_calendar(cafe, now) -> None:
    actions.tell_invited(cafe, now=now)
    assert letter("invitation", "Amara").calendar == ""
    assert kept(cafe) == []


def test_the_first_to_say_yes_have_them(full, now) -> None:
    assert seated(full) == ["Amara", "Bilal"]
    mine = opened("Chidi")
    assert (mine.can_come, mine.waits, mine.keeps_seat) == (False, False, False)
    with pytest.raises(Refused, match="All two seats are taken"):
        answer("Chidi", "coming", now)
    assert answers()["Chidi"] == ""


def test_a_reserve_has_said_yes(full, now) -> None:
    answer("Chidi", "reserve", now)
    answer("Chidi", "reserve", now)
    assert opened("Chidi").waits
    assert (answers()["Chidi"], mail()) == ("coming", [("chidi", "reserve")])
    assert Confirmation.objects.get(person=person("Chidi")).as_reserve
    actions.give_up(full, person("Amara"), now=now)
    assert seated(full) == ["Chidi", "Bilal"]


def test_a_reserve_who_stops_waiting(full, now) -> None:
    answer("Chidi", "reserve", now)
    answer("Chidi", "cannot", now + HOUR)
    assert (answers()["Chidi"], Reserve.objects.count()) == ("cannot", 0)
    assert mail() == [("chidi", "reserve")]
    answer("Chidi", "reserve", now + 2 * HOUR)
    actions.give_up(full, person("Chidi"), now=now + 3 * HOUR)
    assert answers()["Chidi"] == "cannot"


def test_a_seat_that_came_free_meanwhile_is_theirs(full, now) -> None:
    actions.give_up(full, person("Amara"), now=now)
    answer("Chidi", "reserve", now)
    assert (seated(full), Reserve.objects.count()) == (["Chidi", "Bilal"], 0)
    answer("Chidi", "reserve", now)
    assert seated(full) == ["Chidi", "Bilal"]


def test_one_place_at_a_time(full, now) -> None:
    Series.objects.update(tables=2)
    actions.open_ahead(now=now)
    beside = Cafe.objects.get(on=full.on, table=2)
    actions.publish_cafe(beside, now=now)
    come(beside, "Chidi", now)
    with pytest.raises(Refused, match="another café at that time"):
        answer("Chidi", "reserve", now)


def test_whoever_was_planned_and_is_late_may_wait_as_well(full, now) -> None:
    Invitation.objects.filter(person=person("Chidi")).update(kind="plan", answer="expired")
    answer("Chidi", "reserve", now)
    assert (opened("Chidi").waits, answers()["Chidi"]) == (True, "expired")


def test_no_is_one_tap_and_no_letter(cafe, now) -> None:
    answer("Amara", "cannot", now)
    assert (answers()["Amara"], mail()) == ("cannot", [])
    assert Entry.objects.filter(verb="invitation.declined").count() == 1
    answer("Bilal", "pause", now, until=(now + timedelta(days=30)).date())
    assert Profile.objects.get(member__person=person("Bilal")).paused_until
    assert mail() == []


def test_silence_costs_nothing_and_is_not_written_about(cafe, now) -> None:
    late = now + 48 * HOUR
    assert actions.expire_invitations(now=late) == 3
    assert (set(answers().values()), mail()) == ({"expired"}, [])
    answer("Amara", "coming", late)
    assert seated(cafe) == ["Amara"]


def test_a_seat_given_back_is_offered_by_plans_only(full, london, now) -> None:
    """What nobody planned is filled in steps of its own, not one by one."""
    asks(london, "Grace", "pricing", now=now)
    is_free(london, "Grace", on=full.on)
    actions.give_up(full, person("Amara"), now=now)
    assert (seated(full), kept(full)) == (["Bilal"], [])
