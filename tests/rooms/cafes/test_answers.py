"""Answers to invitations, minds that change, and silence; each seat goes on by the rule."""

from datetime import date, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import asked
from knowcafe.chapters.models import Series
from knowcafe.journal.models import Entry
from knowcafe.members.models import Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import (
    answer,
    answers,
    ask,
    kept,
    letter,
    opened,
    person,
    seated,
    table_of,
)
from tests.rooms.cafes.planned import asks, is_free, knows, member
from tests.rooms.cafes.test_seats import come, mail

HOURS = timedelta(hours=1)


@pytest.fixture
def cafe(london, esi, now):
    """Three seats, kept for Amara, Bilal and Dana, who helps; Grace and Chidi are free too."""
    found = table_of(3, london, esi, now)
    asks(london, "Amara", "pricing", now=now, weeks=2)
    asks(london, "Bilal", "contracts", now=now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    ask(found, "Amara", "Bilal", helpers=("Dana",), now=now)
    Message.objects.all().delete()
    return found


def test_coming(cafe, now) -> None:
    answer("Amara", "coming", now)
    assert (seated(cafe), kept(cafe)) == (["Amara"], ["Bilal", "Dana"])
    assert answers()["Amara"] == "coming"
    answer("Amara", "coming", now)
    assert mail() == [("amara", "seat")]
    mine = opened("Amara")
    assert (mine.has_seat, mine.can_come) == (True, True)


def test_one_place_at_a_time(cafe, london, esi, now) -> None:
    Series.objects.update(tables=2)
    actions.open_ahead(now=now)
    beside = Cafe.objects.get(on=cafe.on, table=2)
    actions.publish_cafe(beside, now=now)
    Seat.objects.filter(cafe=beside, number=1).update(person=person("Amara"), taken_at=now)
    with pytest.raises(Refused, match="another café at that time"):
        answer("Amara", "coming", now)
    assert seated(cafe) == []
    Seat.objects.filter(cafe=beside).update(person=None)
    Reserve.objects.create(cafe=beside, person=person("Amara"), asked_at=now)
    answer("Amara", "coming", now)
    assert (seated(cafe), Reserve.objects.count()) == (["Amara"], 0)


def test_no_and_nobody_is_next(cafe, now) -> None:
    answer("Amara", "cannot", now)
    assert (seated(cafe), kept(cafe)) == ([], ["Bilal", "Dana"])
    assert mail() == [("amara", "declined")]
    answer("Amara", "cannot", now)
    assert mail() == [("amara", "declined")]
    assert "METHOD:CANCEL" in letter("declined", "Amara").calendar
    assert "Thank you for telling us: the seat is free again." in letter("declined", "Amara").body
    verbs = Entry.objects.filter(by_id=person("Amara").pk).values_list("verb", flat=True)
    assert list(verbs) == ["need.asked", "invitation.sent", "invitation.declined"][1:]


def test_no_and_then_yes_while_a_seat_is_free(cafe, now) -> None:
    answer("Amara", "cannot", now)
    assert opened("Amara").can_come
    answer("Amara", "coming", now)
    assert seated(cafe) == ["Amara"]


def test_no_and_then_yes_too_late(cafe, now) -> None:
    answer("Amara", "cannot", now)
    come(cafe, "Hugo", now)
    assert not opened("Amara").can_come
    with pytest.raises(Refused, match="All three seats are taken"):
        answer("Amara", "coming", now)
    assert answers()["Amara"] == "cannot"


def test_yes_and_then_no_is_a_release(cafe, now) -> None:
    answer("Dana", "coming", now)
    answer("Dana", "conflict", now)
    assert (seated(cafe), kept(cafe)) == ([], ["Amara", "Bilal"])
    assert answers()["Dana"] == "conflict"
    assert mail() == [("dana", "seat"), ("dana", "released")]


def test_a_seat_given_back_at_the_place_page_is_a_no(cafe, now) -> None:
    answer("Amara", "coming", now)
    actions.give_up(cafe, person("Amara"), now=now)
    assert answers()["Amara"] == "cannot"


def test_a_pause(cafe, now) -> None:
    with pytest.raises(Refused, match="Until when"):
        answer("Amara", "pause", now)
    with pytest.raises(Refused, match="after today"):
        answer("Amara", "pause", now, until=date(2027, 3, 22))
    answer("Amara", "pause", now, until=date(2027, 5, 1))
    assert Profile.objects.get(member__person=person("Amara")).paused_until == date(2027, 5, 1)
    assert asked.paused_until(opened("Amara")) == date(2027, 5, 1)
    assert (answers()["Amara"], kept(cafe)) == ("pause", ["Bilal", "Dana"])


def test_somebody_who_left_the_chapter_has_no_pause(cafe, now) -> None:
    member(cafe.chapter, "Amara", now).delete()
    assert asked.paused_until(opened("Amara")) is None


def test_who_may_answer(cafe, hugo, now) -> None:
    with pytest.raises(Refused, match="two digits"):
        answer("Amara", "coming", now, typed="")
    mine = opened("Amara")
    for somebody in (None, hugo):
        with pytest.raises(Refused, match="two digits"):
            actions.answer_invitation(
                mine, answer="coming", until=None, typed="x", by=somebody, now=now
            )
    with pytest.raises(Refused, match="one of the answers"):
        answer("Amara", "expired", now)
    with pytest.raises(Refused, match="has begun"):
        answer("Amara", "coming", cafe.starts_at)
    actions.answer_invitation(mine, answer="coming", until=None, typed="", by=mine.person, now=now)
    assert seated(cafe) == ["Amara"]


def test_a_reserve_who_is_asked_and_comes_waits_no_more(cafe, now) -> None:
    Reserve.objects.create(cafe=cafe, person=person("Amara"), asked_at=now)
    answer("Amara", "coming", now)
    assert not Reserve.objects.exists()


def test_silence_expires_once(cafe, now) -> None:
    assert actions.expire_invitations(now=now + 48 * HOURS - timedelta(seconds=1)) == 0
    answer("Bilal", "coming", now)
    late = now + 48 * HOURS
    assert actions.expire_invitations(now=late) == 2
    assert actions.expire_invitations(now=late) == 0
    assert answers() == {"Amara": "expired", "Bilal": "coming", "Dana": "expired"}
    assert (seated(cafe), kept(cafe)) == (["Bilal"], [])
    assert mail() == [("bilal", "seat"), ("amara", "expired"), ("dana", "expired")]
    told = letter("expired", "Amara")
    assert told.stop_link
    assert told.subject == "Your seat on Thursday 25 March is free again"
    assert "heard nothing, so it is free again." in told.body
    assert "METHOD:CANCEL" in told.calendar
    answer("Amara", "cannot", late)
    assert answers()["Amara"] == "cannot"


def test_two_timetables_pass_a_seat_on_once(cafe, now) -> None:
    stale = Invitation.objects.select_related("cafe__chapter", "person").get(
        person__first_name="Amara"
    )
    late = now + 48 * HOURS
    actions.expire_invitations(now=late)
    assert not actions.answers._expire(stale, late)
    assert len(mail()) == 3


def test_control_without_the_condition_it_is_passed_on_twice(cafe, now, monkeypatch) -> None:
    stale = Invitation.objects.select_related("cafe__chapter", "person").get(
        person__first_name="Amara"
    )
    late = now + 48 * HOURS
    actions.expire_invitations(now=late)
    end = actions.answers._end
    monkeypatch.setattr(
        actions.answers, "_end", lambda row, said, now, **_only_if: end(row, said, now)
    )
    assert actions.answers._expire(stale, late)


def test_after_an_outage_nobody_is_written_to_about_a_cafe_that_has_begun(cafe, now) -> None:
    come(cafe, "Hugo", now, as_reserve=True)
    Message.objects.all().delete()
    actions.expire_invitations(now=cafe.starts_at)
    assert (mail(), set(answers().values())) == ([], {"expired"})
    assert (seated(cafe), kept(cafe)) == ([], [])


def test_whose_invitation_never_left_is_not_told_that_it_is_over(london, esi, now) -> None:
    found = table_of(3, london, esi, now)
    asks(london, "Amara", "pricing", now=now)
    asks(london, "Bilal", "contracts", now=now)
    ask(found, "Amara", "Bilal", now=now)
    Message.objects.filter(to="bilal@example.org").update(sent_at=now, state="sent")
    assert actions.expire_invitations(now=now + 48 * HOURS) == 2
    assert [to for to, kind in mail() if kind == "expired"] == ["bilal"]


def test_a_seat_that_expires_goes_to_the_reserve(cafe, now) -> None:
    come(cafe, "Hugo", now, as_reserve=True)
    answer("Bilal", "coming", now)
    actions.expire_invitations(now=now + 48 * HOURS)
    assert seated(cafe) == ["Hugo", "Bilal"]
    told = {name: letter("expired", name).subject for name in ("Amara", "Dana")}
    assert told == {
        "Amara": "Your seat on Thursday 25 March goes to somebody else",
        "Dana": "Your seat on Thursday 25 March is free again",
    }


def test_published_the_day_before_seats_come_free_in_time(cafe, london, now) -> None:
    """Whoever says nothing makes room for a reserve, and for the next, before reserves are told."""
    come(cafe, "Hugo", now, as_reserve=True)
    come(cafe, "Farid", now, as_reserve=True)
    asks(london, "Grace", "pricing", now=now)
    is_free(london, "Grace", on=cafe.on)
    Invitation.objects.update(expires_at=cafe.kept_until(cafe.starts_at - 28 * HOURS))
    evening = cafe.starts_at - 22.5 * HOURS
    assert actions.expire_invitations(now=evening - timedelta(minutes=1)) == 0
    assert actions.expire_invitations(now=evening) == 3
    assert (seated(cafe), kept(cafe)) == (["Hugo", "Farid"], ["Grace"])
    assert Invitation.objects.get(answer="").expires_at == cafe.last_call
    actions.expire_invitations(now=cafe.last_call)
    actions.tell_reserves(now=cafe.reserves_told_at)
    assert "no-seat" not in [kind for _to, kind in mail()]


def test_a_no_asks_the_next_on_the_list(cafe, london, now) -> None:
    asks(london, "Grace", "pricing", now=now)
    is_free(london, "Grace", on=cafe.on)
    answer("Amara", "cannot", now)
    assert kept(cafe) == ["Grace", "Bilal", "Dana"]
    row = Invitation.objects.get(person=person("Grace"))
    assert (row.told_at, row.as_helper) == (now, False)
    assert "An accountant can help with pricing." in letter("invitation", "Grace").body
    told = letter("declined", "Amara").body
    assert "Thank you for telling us: the seat goes to somebody else." in told


def test_a_released_seat_asks_the_next_on_the_list(cafe, london, now) -> None:
    asks(london, "Grace", "pricing", now=now)
    is_free(london, "Grace", on=cafe.on)
    answer("Amara", "coming", now)
    actions.give_up(cafe, person("Amara"), now=now)
    assert kept(cafe) == ["Grace", "Bilal", "Dana"]


def test_so_shortly_before_nobody_is_asked(cafe, london, now) -> None:
    asks(london, "Grace", "pricing", now=now)
    is_free(london, "Grace", on=cafe.on)
    answer("Amara", "cannot", cafe.last_call - HOURS + timedelta(seconds=1))
    assert kept(cafe) == ["Bilal", "Dana"]


def test_where_no_host_published_nobody_is_asked(cafe, london, now) -> None:
    """An open café that nobody planned: a seat given back is simply free."""
    asks(london, "Grace", "pricing", now=now)
    other = type(cafe).objects.exclude(pk=cafe.pk).earliest("starts_at")
    is_free(london, "Grace", on=other.on)
    come(other, "Hugo", now)
    actions.give_up(other, person("Hugo"), now=now)
    assert kept(other) == []


def test_who_cannot_be_asked_is_passed_over(cafe, london, now) -> None:
    for name in ("Grace", "Farid"):
        asks(london, name, "pricing", now=now)
        is_free(london, name, on=cafe.on)
    Message.objects.bulk_create(
        Message(
            key=key, to="grace@example.org", subject="s", body="b", stop_link="http://x.example/",
            written_at=now, due_at=now, good_until=now,
        )
        for key in "ab"
    )  # fmt: skip
    answer("Amara", "cannot", now)
    assert kept(cafe) == ["Farid", "Bilal", "Dana"]
    answer("Bilal", "cannot", now)
    assert kept(cafe) == ["Farid", "Dana"]


def test_a_helper_who_cannot_is_followed_by_a_helper(cafe, london, now) -> None:
    """Reserves wait, but without pricing know-how the table would be for nothing."""
    come(cafe, "Hugo", now, as_reserve=True)
    knows(london, "Chidi", "pricing", now=now, role="lawyer")
    is_free(london, "Chidi", on=cafe.on)
    answer("Dana", "conflict", now)
    assert kept(cafe) == ["Amara", "Bilal", "Chidi"]
    assert Invitation.objects.get(person=person("Chidi")).as_helper
    answer("Chidi", "cannot", now)
    assert (seated(cafe), kept(cafe)) == (["Hugo"], ["Amara", "Bilal"])


def test_a_withdrawn_seat_was_nobodys(cafe, now) -> None:
    """Whoever is not told any more has no seat that could be passed on."""
    Seat.objects.filter(kept_for=person("Amara")).update(kept_for=None)
    answer("Amara", "cannot", now)
    assert kept(cafe) == ["Bilal", "Dana"]
