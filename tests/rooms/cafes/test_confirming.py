"""The day before: everybody with a place is asked once, and what each answer does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowcafe.cafes import actions, queries, rules
from knowcafe.cafes.actions import confirming as asking
from knowcafe.cafes.models import Cafe, Confirmation, Reserve, Seat
from knowcafe.cafes.queries import confirming
from knowcafe.chapters.models import Chapter
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import ask, letter, person, seated
from tests.rooms.cafes.test_reserves import place_of
from tests.rooms.cafes.test_seats import come, mail

NINE = datetime(2027, 3, 24, 9, tzinfo=ZoneInfo("Europe/London"))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def row(name: str) -> Confirmation:
    return Confirmation.objects.get(person__first_name=name)


def said() -> dict[str, str]:
    return dict(Confirmation.objects.order_by("pk").values_list("person__first_name", "answer"))


def asked() -> list[str]:
    return [name for name, kind in mail() if kind == "question"]


def answer(name: str, cafe: Cafe, words: str, now: datetime, *, by=None, typed=None) -> None:
    place = place_of(name, cafe)
    typed = queries.digits(cafe, place.person) if typed is None else typed
    actions.answer_question(place, answer=words, typed=typed, by=by, now=now)


@pytest.fixture
def full(thursday, now):
    """Amara and Bilal sit at the table of two, Chidi waits; it is Monday."""
    for name in ("Amara", "Bilal", "Chidi"):
        come(thursday, name, now, as_reserve=True)
    Message.objects.all().delete()
    return thursday


def test_nobody_is_asked_at_night(full, now) -> None:
    """Who booked at two in the afternoon of the day before is asked on the morning of the day."""
    late = NINE + 5 * HOUR
    Confirmation.objects.update(booked_at=late)
    for hours in (12, 17.9):
        assert actions.ask_the_day_before(now=late + hours * HOUR) == 0
    assert actions.ask_the_day_before(now=late + 18 * HOUR) == 3


# What is remembered of a place


def test_a_place_is_remembered_since_when_and_as_what(full, now) -> None:
    rows = Confirmation.objects.order_by("pk").values_list("person__first_name", "as_reserve")
    assert list(rows) == [("Amara", False), ("Bilal", False), ("Chidi", True)]
    assert {(r.booked_at, r.asked_at, r.answer) for r in Confirmation.objects.all()} == {
        (now, None, "")
    }
    assert str(row("Amara")).endswith("not answered")


def test_giving_back_is_a_cannot_and_stays_said(full, now) -> None:
    actions.give_up(full, person("Amara"), now=now + HOUR)
    actions.give_up(full, person("Amara"), now=now + 2 * HOUR)
    mine = row("Amara")
    assert (mine.answer, mine.answered_at, mine.booked_at) == ("cannot", now + HOUR, now)


def test_coming_back_is_a_new_booking(full, now) -> None:
    Confirmation.objects.update(asked_at=now, called_up_at=now)
    actions.give_up(full, person("Amara"), now=now)
    actions.give_up(full, person("Bilal"), now=now)
    come(full, "Amara", now + HOUR, key="again")
    mine = row("Amara")
    assert (mine.booked_at, mine.answer, mine.answered_at) == (now + HOUR, "", None)
    assert (mine.asked_at, mine.called_up_at, mine.as_reserve) == (None, None, False)


@pytest.mark.parametrize(("before", "after"), [("coming", "coming"), ("unsure", ""), ("", "")])
def test_a_reserve_moves_up(full, now, before: str, after: str) -> None:
    Confirmation.objects.filter(person=person("Chidi")).update(answer=before, answered_at=now)
    actions.give_up(full, person("Amara"), now=now + HOUR)
    mine = row("Chidi")
    assert (mine.as_reserve, mine.booked_at, mine.answer) == (False, now, after)
    assert mine.answered_at == (now if after else None)


def test_a_reserve_who_left_and_finds_a_seat_begins_anew(full, now) -> None:
    actions.give_up(full, person("Chidi"), now=now)
    actions.give_up(full, person("Amara"), now=now)
    come(full, "Chidi", now + HOUR, key="again")
    assert (row("Chidi").booked_at, row("Chidi").answer) == (now + HOUR, "")


# The question


def test_everybody_with_a_place_is_asked_the_day_before_once(full) -> None:
    assert actions.ask_the_day_before(now=NINE - MINUTE) == 0
    assert actions.ask_the_day_before(now=NINE) == 3
    assert actions.ask_the_day_before(now=NINE + HOUR) == 0
    assert mail() == [("amara", "question"), ("bilal", "question"), ("chidi", "question")]
    assert row("Amara").asked_at == NINE
    assert Entry.objects.filter(verb="question.asked").count() == 3
    mine, theirs = letter("question", "Amara"), letter("question", "Chidi")
    assert mine.subject == "Thursday 18:30: are you coming?"
    assert "You have a seat at the Knowcafé tomorrow. Are you coming?" in mine.body
    assert "it stays yours; tell us by 13:00 on Thursday 25 March if you can." in mine.body
    assert queries.place_link(full, person("Amara")) in mine.body
    assert f"asks for: {queries.digits(full, person('Amara'))}" in mine.body
    assert (mine.stop_link, mine.calendar) == ("", "")
    assert mine.good_until == full.starts_at - 3 * HOUR
    assert theirs.subject == "Thursday 18:30: would you still come?"
    assert "Would you still come if a seat comes free?" in theirs.body


def test_an_invited_person_who_has_not_answered_is_not_asked(thursday, now) -> None:
    come(thursday, "Amara", now)
    ask(thursday, "Esi", now=now)
    assert Seat.objects.filter(kept_for__first_name="Esi").exists()
    assert actions.ask_the_day_before(now=NINE) == 1


def test_who_has_said_or_just_booked_or_left_is_not_asked(full, now) -> None:
    answer("Bilal", full, "coming", NINE)
    actions.give_up(full, person("Amara"), now=NINE)
    come(full, "Dana", NINE - 11 * HOUR, as_reserve=True)
    assert actions.ask_the_day_before(now=NINE) == 1
    assert asked() == ["chidi"]
    assert actions.ask_the_day_before(now=NINE + HOUR) == 1
    assert asked() == ["chidi", "dana"]


def test_who_was_told_to_come_is_not_asked_whether_they_would(full) -> None:
    Confirmation.objects.filter(person=person("Chidi")).update(called_up_at=NINE)
    actions.ask_the_day_before(now=NINE)
    assert asked() == ["amara", "bilal"]


def test_nobody_is_asked_in_the_last_hours(full) -> None:
    assert actions.ask_the_day_before(now=full.starts_at - 4 * HOUR) == 0
    assert actions.ask_the_day_before(now=full.starts_at - 4 * HOUR - MINUTE) == 3
    body = letter("question", "Amara").body
    assert "at the Knowcafé today. Are you coming?" in body
    assert "it stays yours; tell us as soon as you can." in body


@pytest.mark.parametrize("why", ["off", "alone", "called off", "not published"])
def test_where_nobody_is_asked(full, esi, now, why: str) -> None:
    match why:
        case "off":
            Chapter.objects.update(evens_out=False)
        case "alone":
            Cafe.objects.update(is_left_alone=True)
        case "called off":
            Cafe.objects.update(called_off_at=now)
        case _:
            Cafe.objects.update(published_at=None)
    assert actions.ask_the_day_before(now=NINE) == 0


def test_another_timetable_was_quicker(full) -> None:
    stale = confirming.to_ask(NINE)
    actions.ask_the_day_before(now=NINE)
    assert [asking._ask(one, now=NINE) for one in stale] == [False] * 3


# The answers


def test_coming_not_sure_and_another_mind(full) -> None:
    answer("Amara", full, "unsure", NINE)
    assert (row("Amara").answer, row("Amara").answered_at) == ("unsure", NINE)
    answer("Amara", full, "coming", NINE + HOUR)
    answer("Amara", full, "coming", NINE + 2 * HOUR)
    assert (row("Amara").answer, row("Amara").answered_at) == ("coming", NINE + HOUR)
    assert seated(full) == ["Amara", "Bilal"]
    verbs = Entry.objects.filter(by_id=person("Amara").pk, verb__startswith="question")
    assert list(verbs.values_list("verb", flat=True)) == [
        "question.unsure",
        *["question.coming"] * 2,
    ]
    assert mail() == []


def test_who_cannot_gives_up_and_the_next_moves_up(full) -> None:
    answer("Chidi", full, "coming", NINE)
    answer("Amara", full, "cannot", NINE)
    answer("Amara", full, "cannot", NINE)
    assert mail() == [("amara", "released"), ("chidi", "seat")]
    assert said() == {"Amara": "cannot", "Bilal": "", "Chidi": "coming"}
    with pytest.raises(Refused, match="no place here any more"):
        answer("Amara", full, "coming", NINE)


def test_signed_in_no_digits_are_asked(full) -> None:
    answer("Amara", full, "coming", NINE, by=person("Amara"), typed="")
    assert row("Amara").answer == "coming"
    with pytest.raises(Refused, match="two digits"):
        answer("Bilal", full, "coming", NINE, by=person("Amara"), typed="")


def test_what_is_refused(full, now, esi) -> None:
    with pytest.raises(Refused, match="the day before"):
        answer("Amara", full, "coming", NINE - MINUTE)
    with pytest.raises(Refused, match="Choose one"):
        answer("Amara", full, "perhaps", NINE)
    with pytest.raises(Refused, match="has begun"):
        answer("Amara", full, "coming", full.starts_at)
    assert set(said().values()) == {""}
    actions.call_off(full, by=esi, now=NINE)
    with pytest.raises(Refused, match="called off"):
        answer("Amara", full, "coming", NINE)


def test_a_reserve_who_is_called_up(full) -> None:
    Chapter.objects.update(is_place_public=False)
    Cafe.objects.update(is_place_public=False)
    home = queries.Cafe.objects.get(pk=full.pk)
    chidi = person("Chidi")
    assert not rules.can_know_place(chidi, home)
    Confirmation.objects.filter(person=chidi).update(called_up_at=NINE)
    assert rules.can_know_place(chidi, home)
    asks = confirming.question(place_of("Chidi", full), NINE)
    assert (asks.is_called_up, asks.words) == (True, "Are you coming tomorrow?")
    Reserve.objects.all().delete()
    answer("Chidi", full, "coming", NINE)
    assert row("Chidi").answer == "coming"
    answer("Chidi", full, "cannot", NINE)
    assert not rules.can_know_place(chidi, home)
    assert not confirming.question(place_of("Chidi", full), NINE).is_called_up


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("Amara", "coming", "Thank you. See you tomorrow!"),
        ("Amara", "unsure", "Thank you. Your seat stays yours; tell us by 13:00"),
        ("Chidi", "coming", "Thank you. If a seat comes free it is yours"),
        ("Chidi", "unsure", "Thank you. You stay on the list; tell us by 13:00"),
    ],
)
def test_what_a_page_says(full, name: str, words: str, told: str) -> None:
    before = confirming.question(place_of(name, full), NINE - MINUTE)
    assert (before.is_open, before.answer, before.heard) == (False, "", "")
    answer(name, full, words, NINE)
    asks = confirming.question(place_of(name, full), NINE)
    assert (asks.is_open, asks.answer) == (True, words)
    assert asks.heard.startswith(told)
    assert not confirming.question(place_of(name, full), full.starts_at).is_open


def test_somebody_without_a_row_is_asked_nothing(full) -> None:
    Confirmation.objects.all().delete()
    assert confirming.question(place_of("Amara", full), NINE).answer == ""
