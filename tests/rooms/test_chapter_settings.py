"""What hosts decide about their chapter, when it meets, and who hosts it."""

from datetime import date, time, timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.chapters import actions, queries
from knowcafe.chapters.models import Chapter, Holiday, Member, Series
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused

SETTINGS = {
    "name": "London", "zone": "Europe/London", "is_open": True, "table_size": 2,
    "place": "Brixton Library", "access": "", "link": "", "is_place_public": True,
    "has_open_door": True,
}  # fmt: skip


@pytest.fixture
def series(london, esi, now) -> Series:
    return actions.meet_weekly(london, weekday=3, starts=time(18), minutes=90, by=esi, now=now)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_settings_change_and_the_address_stays(london, esi, now) -> None:
    given = {"name": " South London ", "is_open": False, "link": "https://example.org/call"}
    actions.change_settings(london, **SETTINGS | given, by=esi, now=now)
    kept = Chapter.objects.get()
    assert (kept.name, kept.slug, kept.is_open) == ("South London", "london", False)
    assert kept.link == "https://example.org/call"
    assert verbs()[-1] == "chapter.changed"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"zone": "London"}, "no time zone"),
        ({"table_size": 11}, "2 to 10 seats"),
        ({"name": " "}, "has a name"),
        ({"place": " "}, "Say where you meet"),
    ],
)
def test_settings_that_cannot_be(london, esi, now, change: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.change_settings(london, **SETTINGS | change, by=esi, now=now)
    london.refresh_from_db()
    assert (london.zone, london.table_size) == ("Europe/London", 2)


NUMBERS = {
    "floor": 2, "most_over_percent": 5, "evens_out": True, "acts_alone": True, "most_asked": 6,
    "calls_off_alone": True,
}  # fmt: skip


def test_numbers_are_evened_out_as_hosts_say(london, esi, now) -> None:
    actions.change_even_numbers(london, **NUMBERS, by=esi, now=now)
    kept = Chapter.objects.get()
    assert {name: getattr(kept, name) for name in NUMBERS} == NUMBERS
    assert verbs()[-1] == "chapter.numbers"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"floor": 1}, "below 2 to 2 people"),
        ({"floor": 3}, "below 2 to 2 people"),
        ({"most_over_percent": 21}, "0 to 20 of 100 cafés"),
        ({"most_asked": 101}, "From 0 to 100 people"),
    ],
)
def test_numbers_that_cannot_be(london, esi, now, change: dict[str, int], why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.change_even_numbers(london, **NUMBERS | change, by=esi, now=now)
    assert Chapter.objects.get().calls_off_alone is False


def test_only_hosts_say_how_numbers_are_evened_out(london, amara, now) -> None:
    for somebody in (None, amara):
        with pytest.raises(Refused, match="Only hosts"):
            actions.change_even_numbers(london, **NUMBERS, by=somebody, now=now)


def test_a_place_may_be_a_link_alone(london, esi, now) -> None:
    online = {"place": "", "link": "https://example.org/call"}
    actions.change_settings(london, **SETTINGS | online, by=esi, now=now)
    assert Chapter.objects.get().place == ""


def test_a_closed_chapter_begins_without_a_public_place(esi, now) -> None:
    opened = {"host": esi, "zone": "Africa/Accra", "place": "Osu", "now": now}
    assert not actions.open_chapter("Accra", **opened, is_open=False).is_place_public
    assert actions.open_chapter("Tema", **opened).is_place_public


def test_another_time_and_its_end(london, series, esi, now) -> None:
    weekly = {"weekday": 1, "starts": time(9), "minutes": 60, "tables": 2}
    actions.change_weekly(series, **weekly, by=esi, now=now)
    actions.change_weekly(series, **weekly, by=esi, now=now)
    assert Series.objects.values_list("weekday", "starts", "minutes", "tables").get() == (
        1, time(9), 60, 2,
    )  # fmt: skip
    actions.stop_weekly(series, last_on=date(2027, 3, 30), by=esi, now=now)
    assert queries.weekly(london)[0].last_on == date(2027, 3, 30)
    actions.go_on_weekly(series, by=esi, now=now)
    assert queries.weekly(london)[0].last_on is None
    assert verbs()[-4:] == ["series.changed", "series.changed", "series.stopped", "series.goes-on"]
    other = actions.meet_weekly(london, weekday=3, starts=time(18), minutes=90, by=esi, now=now)
    with pytest.raises(Refused, match="already"):
        actions.change_weekly(other, **weekly, by=esi, now=now)
    with pytest.raises(Refused, match="past"):
        actions.stop_weekly(series, last_on=date(2027, 3, 21), by=esi, now=now)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"weekday": 7}, "seven"), ({"minutes": 5}, "15 minutes"), ({"tables": 10}, "One to 9")],
)
def test_times_that_cannot_be(series, esi, now, change: dict[str, int], why: str) -> None:
    weekly = {"weekday": 1, "starts": time(9), "minutes": 60, "tables": 2}
    with pytest.raises(Refused, match=why):
        actions.change_weekly(series, **weekly | change, by=esi, now=now)


def test_a_holiday_is_given_up_again(london, esi, now) -> None:
    day = date(2027, 4, 8)
    actions.take_holiday(london, on=day, by=esi, now=now)
    assert queries.holidays(london, since=day) == [day]
    assert queries.holidays(london, since=day + timedelta(days=1)) == []
    for _twice in range(2):
        actions.give_up_holiday(london, on=day, by=esi, now=now)
    assert Holiday.objects.count() == 0
    assert verbs().count("holiday.given-up") == 1


def test_a_second_host_gets_one_letter(london, esi, now) -> None:
    for _twice in range(2):
        actions.add_host(london, first_name="Farid", email="Farid@Example.org", by=esi, now=now)
    farid = Person.objects.get(first_name="Farid")
    assert queries.hosts(london) == [esi, farid]
    letter = Message.objects.get()
    assert (letter.to, letter.subject) == ("farid@example.org", "You are a host of Knowcafé London")
    assert "Esi has made you a host" in letter.body
    assert "http://localhost:8000/london/host/" in letter.body
    assert verbs()[-1] == "host.added"


def test_the_last_host_cannot_go(london, esi, hugo, now) -> None:
    with pytest.raises(Refused, match="at least one host"):
        actions.remove_host(london, esi.pk, by=esi, now=now)
    actions.add_host(london, first_name="Hugo", email=hugo.email, by=esi, now=now)
    for _twice in range(2):
        actions.remove_host(london, esi.pk, by=hugo, now=now)
    assert queries.hosts(london) == [hugo]
    assert Member.objects.filter(person=esi, is_host=False).exists()
    assert verbs().count("host.removed") == 1


def test_nobody_at_all_does_not_stop_hosting(london, esi, amara, now) -> None:
    with pytest.raises(Refused, match="Nobody like that"):
        actions.remove_host(london, amara.pk, by=esi, now=now)
    assert "host.removed" not in verbs()


def test_somebody_is_added_without_a_letter(london, esi, now) -> None:
    later = now + timedelta(hours=1)
    for at in (now, later):
        actions.add_member(london, first_name="Grace", email="grace@example.org", by=esi, now=at)
    assert (Member.objects.count(), Message.objects.count()) == (2, 0)
    assert verbs().count("member.added") == 1


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("change_settings", SETTINGS),
        ("take_holiday", {"on": date(2027, 4, 8)}),
        ("give_up_holiday", {"on": date(2027, 4, 8)}),
        ("add_host", {"first_name": "Hugo", "email": "hugo@example.org"}),
        ("add_member", {"first_name": "Hugo", "email": "hugo@example.org"}),
        ("remove_host", {"person_id": 1}),
    ],
)
def test_only_hosts(london, amara, now, verb: str, given: dict[str, object]) -> None:
    actions.join(london, person=amara, now=now)
    for somebody in (None, amara):
        with pytest.raises(Refused, match="Only hosts"):
            getattr(actions, verb)(london, **given, by=somebody, now=now)
    assert Member.objects.count() == 2


def test_only_hosts_change_when_it_meets(series, amara, now) -> None:
    weekly = {"weekday": 1, "starts": time(9), "minutes": 60, "tables": 2}
    for verb, given in (
        (actions.change_weekly, weekly),
        (actions.stop_weekly, {"last_on": date(2027, 4, 8)}),
        (actions.go_on_weekly, {}),
    ):
        with pytest.raises(Refused, match="Only hosts"):
            verb(series, **given, by=amara, now=now)


OFFER = {"first_name": "Kofi", "email": "kofi@example.org", "words": "I have\na room", "sent": "k"}


def test_whoever_would_host_reaches_the_hosts_once(london, esi, hugo, now) -> None:
    actions.add_host(london, first_name="Hugo", email=hugo.email, by=esi, now=now)
    Message.objects.all().delete()
    assert [actions.offer_to_host(london, **OFFER, now=now) for _twice in range(2)] == [2, 0]
    letter = Message.objects.earliest("pk")
    assert (letter.to, letter.reply_to) == ("esi@example.org", "kofi@example.org")
    assert letter.subject == "Kofi would like to host a café"
    assert "> I have\n> a room" in letter.body
    assert "a café in London" in letter.body
    assert not Person.objects.filter(first_name="Kofi").exists()
    with pytest.raises(Refused, match="Just a first name"):
        actions.offer_to_host(london, **OFFER | {"first_name": "Ko\u202efi"}, now=now)


def test_where_there_is_no_chapter_the_leads_are_written_to(london, esi, hugo, now) -> None:
    assert queries.leads() == [esi]
    Person.objects.filter(pk=hugo.pk).update(is_lead=True)
    assert actions.offer_to_host(None, **OFFER | {"words": ""}, now=now) == 1
    letter = Message.objects.get()
    assert (letter.to, letter.chapter_id) == ("hugo@example.org", None)
    assert "where there is no chapter yet" in letter.body
    assert "you look after this network" in letter.body
