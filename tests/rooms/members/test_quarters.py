"""Know-how, days and caps: said for a quarter, asked for before it begins."""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.calendar import Quarter
from knowcafe.journal.models import Entry
from knowcafe.members import actions, queries
from knowcafe.members.models import Availability, FreeDate, Offer, Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused

SPRING = Quarter(2027, 1)
SUMMER = Quarter(2027, 2)
THURSDAY = date(2027, 3, 25)


@pytest.fixture
def dana(london, thursday, now) -> Member:
    from knowcafe.accounts import actions as accounts

    person = accounts.ensure_person("dana@example.org", first_name="Dana", now=now)
    return chapters.join(london, person=person, now=now)


@pytest.fixture
def series(thursday) -> Series:
    return thursday.series


def give(chapter, by, now, **more: object) -> Member:
    given = {
        "depths": {"vat": 2}, "role": " accountant ", "may_show_name": True, "languages": ["en"],
        "quarter": SPRING, "cap": 3, "free": [], "by": by, "now": now,
    }  # fmt: skip
    return actions.give_quarter(chapter, **(given | more))


def test_one_page_says_it_all(london, hugo, series, now) -> None:
    member = give(london, hugo, now, free=[(series, THURSDAY)])
    assert (member.person, member.chapter) == (hugo, london)
    profile = queries.profile_of(member)
    assert (profile.role, profile.is_professional, profile.may_show_name) == (
        "accountant", True, True,
    )  # fmt: skip
    assert queries.profiles(london) == {hugo.pk: profile}
    assert [str(offer) for offer in queries.offers(london)] == [f"vat of {member.pk}"]
    assert queries.caps(london, SPRING) == {hugo.pk: 3}
    assert [day.on for day in queries.free_dates(london, THURSDAY, THURSDAY)] == [THURSDAY]
    assert str(profile) == f"profile of {member.pk}"


def test_short_notice_is_said_with_the_quarter(london, hugo, series, now) -> None:
    for said, after in ((None, False), (True, True), (True, True), (None, True), (False, False)):
        member = give(london, hugo, now, at_short_notice=said)
        assert queries.profile_of(member).agrees_to_short_notice is after
        assert queries.said_before(member, SPRING, ()).at_short_notice is after
    verbs = Entry.objects.filter(verb__startswith="short-notice").order_by("pk")
    assert [entry.verb for entry in verbs] == ["short-notice.agreed", "short-notice.ended"]


def test_what_is_said_again_replaces_what_was(london, dana, series, now) -> None:
    person = dana.person
    april = date(2027, 4, 8)
    actions.say_when(dana, free=[(series, april)], by=person, now=now)
    give(london, person, now, free=[(series, THURSDAY)])
    assert queries.free_dates_of(dana, THURSDAY) == {(series.pk, THURSDAY), (series.pk, april)}
    give(london, person, now, depths={"pricing": 1}, cap=1)
    assert list(Offer.objects.values_list("topic", "depth")) == [("pricing", 1)]
    assert not Profile.objects.get().is_professional
    assert Availability.objects.get().cap == 1
    assert queries.free_dates_of(dana, THURSDAY) == {(series.pk, april)}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"depths": {}}, "at least one thing"),
        ({"depths": {"company": 1}}, "Choose what it is about"),
        ({"depths": {"vat": 3}}, "do it for a living"),
        ({"cap": 0}, "how many cafés at most"),
        ({"cap": 27}, "how many cafés at most"),
        ({"quarter": Quarter(2026, 4)}, "is over"),
    ],
)
def test_what_cannot_be_given(london, dana, now, more: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        give(london, dana.person, now, **more)
    assert not Offer.objects.exists()


def test_days_belong_to_their_quarter_and_chapter(london, dana, series, hugo, now) -> None:
    with pytest.raises(Refused, match="days of this quarter"):
        give(london, dana.person, now, free=[(series, date(2027, 4, 8))])
    with pytest.raises(Refused, match="Only you"):
        actions.say_when(dana, free=[], by=hugo, now=now)
    Chapter.objects.update(is_open=False)
    with pytest.raises(Refused, match="for its members"):
        give(london, hugo, now)


def test_a_week_belongs_to_the_quarter_of_its_thursday() -> None:
    assert queries.quarter_of(date(2027, 4, 1)) == SUMMER
    assert queries.quarter_of(date(2026, 12, 28)) == Quarter(2026, 4)
    assert queries.days_of(SPRING) == (date(2027, 1, 4), date(2027, 3, 28))


def test_which_quarter_is_asked_about_first(london, now) -> None:
    assert queries.quarters_to_say(london, now) == (SUMMER, SPRING)  # its last week
    assert queries.quarters_to_say(london, now - timedelta(weeks=6)) == (SPRING, SUMMER)


def test_the_days_of_a_quarter_and_of_the_next_weeks(london, esi, series, now) -> None:
    chapters.take_holiday(london, on=date(2027, 4, 8), by=esi, now=now)
    chapters.meet_weekly(london, weekday=1, starts=now.time(), minutes=60, by=esi, now=now)
    tuesdays, thursdays = queries.quarter_days(london, SUMMER, now)
    assert (tuesdays.words, thursdays.short) == ("Tuesdays 09:00", "Thu 18:30")
    assert [day.on for day in thursdays.days if day.is_holiday] == [date(2027, 4, 8)]
    grid = queries.grid_of((tuesdays, thursdays), SUMMER)
    assert len(grid) == 13
    assert (grid[0].words, grid[0].month) == ("29 Mar", "April")
    assert [day.on for day in grid[0].days] == [date(2027, 3, 30), date(2027, 4, 1)]
    assert queries.grid_of((), SUMMER) == ()
    soon = queries.coming_days(london, now)[1]
    assert [day.words for day in soon.days][:3] == ["25 Mar", "1 Apr", "15 Apr"]
    assert soon.days[0].long == "Thursday 25 March"


def test_the_next_quarter_begins_with_the_last(london, dana, series, now) -> None:
    weeklies = queries.quarter_days(london, SUMMER, now)
    assert queries.said_before(dana, SUMMER, weeklies) == queries.Said()
    winter = datetime(2027, 1, 4, tzinfo=UTC)
    Series.objects.update(first_on=winter.date())
    weeklies = queries.quarter_days(london, SUMMER, now)
    weekly = queries.quarter_days(london, SPRING, winter)[0]
    days = [(day.series, day.on) for day in weekly.days]
    give(london, dana.person, winter, free=days)
    said = queries.said_before(dana, SUMMER, weeklies)
    assert (said.depths, said.cap, said.weekly, said.free) == (
        {"vat": 2}, 3, frozenset({str(series.pk)}), frozenset(),
    )  # fmt: skip
    now_said = queries.said_before(dana, SPRING, (weekly,))
    assert (now_said.weekly, len(now_said.free)) == (frozenset(), len(days))
    FreeDate.objects.filter(on__gt=date(2027, 1, 20)).delete()
    assert queries.said_before(dana, SUMMER, weeklies).weekly == frozenset()


def asked() -> list[str]:
    return [key.rpartition(":")[0].partition(":")[0] for key in keys()]


def keys() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("key", flat=True))


def test_a_quarter_is_asked_for_once_and_reminded_once(london, dana, amara, now) -> None:
    actions.offer(dana, depths={"vat": 2}, by=dana.person, now=now)
    chapters.join(london, person=amara, now=now)  # knows nothing yet: is not asked
    begins = datetime(2027, 3, 29, 9, tzinfo=UTC)
    for days, count in ((15, 0), (14, 1), (10, 1), (4, 2), (1, 2)):
        actions.ask_for_quarter(now=begins - timedelta(days=days))
        assert len(keys()) == count
    assert asked() == ["quarter", "quarter-again"]
    letter = Message.objects.first()
    assert letter.to == "dana@example.org"
    assert letter.subject == "Your April to June 2027 at Knowcafé London"
    assert queries.quarter_link(dana, SUMMER) in letter.body
    assert queries.quarter_digits(dana, SUMMER) in letter.body
    assert letter.stop_link == queries.stop_link(dana)
    assert "Only once more: when could you come" in Message.objects.last().body
    assert queries.asked_for_quarter(queries.quarter_link(dana, SUMMER).split("/")[-2]) == (
        dana, SUMMER,
    )  # fmt: skip
    assert queries.asked_for_quarter("made-up") is None


@pytest.mark.parametrize("why", ["said", "paused", "stopped"])
def test_nobody_is_asked_in_vain(london, dana, now, why: str) -> None:
    soon = datetime(2027, 3, 20, 9, tzinfo=UTC)
    actions.offer(dana, depths={"vat": 2}, by=dana.person, now=soon)
    if why == "said":
        give(london, dana.person, soon, quarter=SUMMER)
    if why == "paused":
        actions.pause(dana, until=date(2027, 6, 1), by=dana.person, now=soon)
    if why == "stopped":
        actions.stop_invitations(dana, by=dana.person, now=soon)
    assert actions.ask_for_quarter(now=soon) == 0
    Availability.objects.all().delete()
    Profile.objects.all().delete()
    assert actions.ask_for_quarter(now=soon) == 1  # control


def test_two_digits_for_whoever_is_not_signed_in(dana) -> None:
    right = queries.quarter_digits(dana, SUMMER)
    actions.check_digits(dana, SUMMER, typed=f" {right} ")
    with pytest.raises(Refused, match="two digits"):
        actions.check_digits(dana, SUMMER, typed=f"{(int(right) + 1) % 100:02}")
