"""The café that fits a need, and what its owner is told."""

from datetime import date, timedelta

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.actions.fitting import put_on_list, take_fitting_seat
from knowcafe.cafes.models import Cafe, Invitation, Plan, Seat
from knowcafe.cafes.queries.fitting import Stands, outlook, outlooks, seats_that_fit
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member
from knowcafe.members import actions as members
from knowcafe.members.models import Correction, Need
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused


@pytest.fixture
def days(thursday) -> list[tuple[object, date]]:
    """The coming Thursdays."""
    return [(cafe.series, cafe.on) for cafe in Cafe.objects.order_by("starts_at")]


def knows(chapter, name, now, *, topic="vat", depth=2, named=True, languages=()) -> Person:
    person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=now)
    member = chapters.join(chapter, person=person, now=now)
    members.offer(member, depths={topic: depth}, by=person, now=now)
    members.describe(
        member, role="accountant" if depth == 2 else "", is_professional=depth == 2,
        may_show_name=named, languages=languages, by=person, now=now,
    )  # fmt: skip
    return person


def sit(cafe, person, number=1) -> None:
    Seat.objects.filter(cafe=cafe, number=number).update(person=person)


def need(chapter, person, now, days, **more: object) -> Need:
    given = {
        "text": "Do I have to register for VAT?", "topic": "vat", "first_guess": "vat",
        "for_table": "", "is_urgent": False, "free": days, "asked_with": "", "by": person,
        "now": now,
    }  # fmt: skip
    return put_on_list(chapter, **(given | more))


def publish(chapter, cafe) -> Plan:
    monday = cafe.on - timedelta(days=cafe.on.weekday())
    return Plan.objects.create(
        chapter=chapter, week_of=monday, made_at=cafe.starts_at, bound={},
        published_at=cafe.starts_at,
    )  # fmt: skip


def test_somebody_who_can_help_sits_there_the_seat_is_theirs_at_once(
    london, thursday, days, amara, now
) -> None:
    sit(thursday, knows(london, "Dana", now))
    asked = need(london, amara, now, days)
    assert Seat.objects.get(person=amara).cafe == thursday
    assert [m.key.partition(":")[0] for m in Message.objects.all()] == ["seat"]
    told = outlook(asked, now)
    assert (told.stands, told.news) == (Stands.SEATED, "You have a seat on Thursday 25 March")
    assert told.why == "Dana, an accountant, can help with VAT & sales tax."
    assert told.cafe.id == thursday.pk
    assert seats_that_fit(asked, now) == []  # one seat a week


def test_before_the_plan_nobody_is_seated_beside_an_empty_chair(
    london, thursday, days, amara, now
) -> None:
    dana = knows(london, "Dana", now)
    members.say_when(Member.objects.get(person=dana), free=days[1:], by=dana, now=now)
    asked = need(london, amara, now, days)
    assert not Seat.objects.filter(person=amara).exists()
    told = outlook(asked, now)
    assert (told.stands, told.news) == (Stands.WAITING, "You are on the list")
    assert told.why == (
        "A host makes the plan for each week; you get an invitation by mail. "
        "Most likely: Thursday 1 April. An accountant is free then."
    )


def test_an_invited_helper_counts_once_the_week_is_planned(
    london, thursday, days, amara, now
) -> None:
    dana = knows(london, "Dana", now, named=False)
    Seat.objects.filter(cafe=thursday, number=1).update(kept_for=dana)
    asked = need(london, amara, now, days)
    assert seats_that_fit(asked, now) == []  # control: the week is not planned
    publish(london, thursday)
    assert take_fitting_seat(asked, by=amara, now=now)
    assert outlook(asked, now).why == (
        "An accountant who can help with VAT & sales tax is invited."
    )


def test_who_comes_goes_before_who_is_invited_then_the_earliest(
    london, thursday, days, amara, now
) -> None:
    first, second, third = Cafe.objects.order_by("starts_at")
    dana, chidi = knows(london, "Dana", now), knows(london, "Chidi", now, depth=1)
    for cafe in (first, second, third):
        publish(london, cafe)
    Seat.objects.filter(cafe=first, number=1).update(kept_for=dana)
    asked = need(london, amara, now, [])
    members.say_when(asked.member, free=days, by=amara, now=now)
    sit(third, dana)
    sit(second, chidi)
    assert seats_that_fit(asked, now) == [second, third, first]


def test_the_deepest_of_two_is_named(london, thursday, days, amara, now) -> None:
    Chapter.objects.update(table_size=3)
    Seat.objects.create(cafe=thursday, number=3)
    sit(thursday, knows(london, "Chidi", now, depth=1), 1)
    sit(thursday, knows(london, "Dana", now), 2)
    assert "Dana" in outlook(need(london, amara, now, days), now).why


def test_never_over_the_table_nor_on_other_days(london, thursday, days, amara, esi, now) -> None:
    sit(thursday, knows(london, "Dana", now))
    elsewhere = need(london, amara, now, days[1:])
    assert seats_that_fit(elsewhere, now) == []
    members.say_when(elsewhere.member, free=days[:1], by=amara, now=now)
    assert seats_that_fit(elsewhere, now) == [thursday]  # control: it was the day
    sit(thursday, esi, 2)
    assert not take_fitting_seat(elsewhere, by=amara, now=now)
    assert not Seat.objects.filter(person=amara).exists()


@pytest.mark.parametrize("why", ["apart", "language", "invited", "herself", "conflict"])
def test_who_is_not_seated_together(london, thursday, days, amara, now, why: str) -> None:
    dana = knows(london, "Dana", now, languages=["fr"])
    asked = need(london, amara, now, days)
    sit(thursday, dana)
    assert seats_that_fit(asked, now) == [thursday]  # control
    if why == "apart":
        members.keep_apart(asked.member, other=dana, by=amara, now=now)
    if why == "language":
        members.describe(
            asked.member, role="", is_professional=False, may_show_name=False, languages=["en"],
            by=amara, now=now,
        )  # fmt: skip
    if why == "invited":
        Invitation.objects.create(
            cafe=thursday, person=amara, as_helper=False, sent_at=now, expires_at=now
        )
    if why == "conflict":
        before = Cafe.objects.latest("starts_at")
        sit(before, amara)
        Invitation.objects.create(
            cafe=before, person=dana, as_helper=True, sent_at=now, expires_at=now,
            answer=Invitation.Answer.CONFLICT, answered_at=now,
        )  # fmt: skip
    if why == "herself":
        members.offer(Member.objects.get(person=dana), depths={}, by=dana, now=now)
        members.offer(asked.member, depths={"vat": 1}, by=amara, now=now)
    assert seats_that_fit(asked, now) == []


def test_an_invitation_waits_in_the_mailbox(london, thursday, days, amara, now) -> None:
    asked = need(london, amara, now, days)
    Seat.objects.filter(cafe=thursday, number=1).update(kept_for=amara)
    Seat.objects.filter(cafe=thursday, number=2).update(kept_for=knows(london, "Dana", now))
    publish(london, thursday)
    told = outlook(asked, now)
    assert (told.stands, told.news) == (Stands.INVITED, "You are invited for Thursday 25 March")


def test_an_invitation_to_a_table_that_cannot_help_leaves_the_need_on_the_list(
    london, thursday, days, amara, now
) -> None:
    dana = knows(london, "Dana", now)
    needs = [need(london, amara, now, days, topic=topic) for topic in ("vat", "payroll")]
    Seat.objects.filter(cafe=thursday, number=1).update(kept_for=amara)
    Seat.objects.filter(cafe=thursday, number=2).update(kept_for=dana)
    publish(london, thursday)
    vat, payroll = outlooks(needs, now)
    assert (vat.stands, payroll.stands) == (Stands.INVITED, Stands.WAITING)
    assert payroll.why == "Nobody here has know-how about payroll & pensions yet. We ask around."
    assert (payroll.news, payroll.instead.id != thursday.pk) == ("You are on the list", True)


def test_strangers_learn_no_names_and_the_table_does(london, thursday, days, hugo, now) -> None:
    """Dana agreed that those who sit with her may know her name."""
    dana = knows(london, "Dana", now)
    members.say_when(Member.objects.get(person=dana), free=days, by=dana, now=now)
    asked = need(london, hugo, now, days)
    assert "Dana" not in outlook(asked, now).why
    assert "An accountant is free then." in outlook(asked, now).why
    sit(thursday, dana)
    sit(thursday, hugo, 2)
    assert outlook(asked, now).why == "Dana, an accountant, can help with VAT & sales tax."


def test_when_nothing_fits_it_says_so(london, thursday, days, amara, now) -> None:
    asked = need(london, amara, now, days)
    told = outlook(asked, now)
    assert told.why == "Nobody here has VAT know-how yet. We ask around."
    assert told.instead.id == thursday.pk
    knows(london, "Dana", now)
    assert outlook(asked, now).why == "Nobody with VAT know-how is free on your days yet."
    Cafe.objects.update(has_open_door=False)
    assert outlook(asked, now).instead is None


def test_on_other_days_the_next_open_cafe_is_offered(london, thursday, amara, now) -> None:
    assert outlook(need(london, amara, now, []), now).instead.id == thursday.pk


def test_company_is_whoever_comes(london, thursday, days, amara, hugo, esi, now) -> None:
    asked = need(london, amara, now, days, topic="company")
    assert outlook(asked, now).why == ("Nobody else has said yet that they are free on your days.")
    chapters.join(london, person=hugo, now=now)
    member = Member.objects.get(person=hugo)
    members.say_when(member, free=days[1:2], by=hugo, now=now)
    assert "Most likely: Thursday 1 April, when others are free too." in outlook(asked, now).why
    sit(thursday, esi)
    assert take_fitting_seat(asked, by=amara, now=now)
    assert outlook(asked, now).why == "You will have good company at this table."


def test_likely_days_are_ahead_and_of_people_who_may_be_asked(
    london, thursday, days, amara, now
) -> None:
    dana = knows(london, "Dana", now, depth=1)
    member = Member.objects.get(person=dana)
    members.say_when(member, free=days, by=dana, now=now)
    asked = need(london, amara, now, days)
    assert "25 March. Somebody who has done this before is free then." in outlook(asked, now).why
    publish(london, thursday)
    assert "Thursday 1 April" in outlook(asked, now).why
    later = thursday.starts_at + timedelta(days=7)
    assert "Thursday 8 April" in outlook(asked, later).why
    members.pause(member, until=date(2027, 6, 1), by=dana, now=now)
    assert "is free on your days yet" in outlook(asked, now).why


def test_a_seat_without_help_leaves_the_need_on_the_list(
    london, thursday, days, amara, now
) -> None:
    asked = need(london, amara, now, days)
    sit(thursday, amara)
    told = outlook(asked, now)
    assert (told.stands, told.instead.id == thursday.pk) == (Stands.WAITING, False)


def test_what_is_over_is_over(london, thursday, days, amara, now) -> None:
    asked = need(london, amara, now, days)
    members.close_need_as_met(asked, by=amara, now=now)
    asked.refresh_from_db()
    assert outlook(asked, now).news == "Met"
    Need.objects.update(closed_as=Need.End.WITHDRAWN)
    asked.refresh_from_db()
    assert (outlook(asked, now).stands, outlook(asked, now).news) == (Stands.CLOSED, "Taken back")


def test_sent_twice_it_is_there_once_and_teaches_once(london, days, amara, now) -> None:
    for _twice in range(2):
        need(london, amara, now, days, asked_with="key", topic="pricing")
    assert (Need.objects.count(), Correction.objects.count()) == (1, 1)
    need(london, amara, now, days, topic="company")
    assert Correction.objects.count() == 1


def test_who_may_not(london, thursday, days, amara, hugo, now) -> None:
    asked = need(london, amara, now, days)
    with pytest.raises(Refused, match="Only you"):
        take_fitting_seat(asked, by=hugo, now=now)
    Chapter.objects.update(is_open=False)
    with pytest.raises(Refused, match="for its members"):
        need(london, hugo, now, days)


def test_several_needs_are_told_as_each_would_be(london, thursday, days, amara, now) -> None:
    knows(london, "Dana", now)
    needs = [need(london, amara, now, days, topic=topic) for topic in ("vat", "payroll")]
    assert outlooks(needs, now) == tuple(outlook(one, now) for one in needs)


def test_reading_several_needs_costs_little_more_than_one(
    london, thursday, days, amara, now, django_assert_max_num_queries
) -> None:
    needs = [
        need(london, amara, now, days, topic=topic)
        for topic in ("vat", "payroll", "patents-copyright")
    ]
    with django_assert_max_num_queries(30) as one:
        outlook(needs[0], now)
    with django_assert_max_num_queries(len(one.captured_queries) + 6):
        outlooks(needs, now)
