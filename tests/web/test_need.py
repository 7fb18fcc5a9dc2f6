"""A need in three screens, page by page."""

import re

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.members import actions as members
from knowcafe.members.models import Correction, FreeDate, Need
from tests.web.conftest import NOW
from tests.web.test_just_come import text
from tests.web.test_signin import asked, later, wrong

WORDS = "Do I have to register for VAT? A shop wants invoices with it."


@pytest.fixture
def amara(cafe: Cafe) -> Person:
    person = accounts.ensure_person("amara@example.org", first_name="Amara", now=NOW)
    accounts.vouch_for(person, now=NOW)
    return person


@pytest.fixture
def signed_in(client: Client, amara: Person) -> Client:
    client.force_login(Person.objects.get(pk=amara.pk))
    return client


def say(client: Client, **more: object):
    """The first two screens."""
    answer = client.post("/london/need/", {"text": WORDS})
    assert answer["Location"] == "/london/need/about/"
    given = {"topic": "vat", "weekly": str(Series.objects.get().pk)} | more
    return client.post("/london/need/about/", given)


@pytest.fixture
def dana(cafe: Cafe) -> Person:
    """An accountant with a seat on the first of the coming cafés."""
    person = accounts.ensure_person("dana@example.org", first_name="Dana", now=NOW)
    member = chapters.join(cafe.chapter, person=person, now=NOW)
    members.offer(member, depths={"vat": 2}, by=person, now=NOW)
    members.describe(
        member, role="accountant", is_professional=True, may_show_name=True, languages=[],
        by=person, now=NOW,
    )  # fmt: skip
    Seat.objects.filter(cafe=cafe, number=1).update(person=person, taken_at=NOW)
    return person


def test_three_guesses_with_the_words_that_led_to_them(client: Client, cafe) -> None:
    client.post("/london/need/", {"text": WORDS})
    shown = client.get("/london/need/about/")
    page = shown.content.decode()
    assert re.findall(r'name="topic" value="([\w-]+)"', page)[0] == "vat"
    assert len(re.findall(r'name="topic"', page)) == 4
    assert "because of “" in text(shown)
    assert len(re.findall("<optgroup", page)) == 12
    assert "general information, not professional advice" in text(shown)


def test_signed_in_a_need_is_saved_and_seated_at_once(signed_in, cafe, dana, amara) -> None:
    answer = say(signed_in)
    need = Need.objects.get()
    assert answer["Location"] == f"/london/need/{need.pk}/"
    assert (need.member.person, need.text, need.topic, need.for_table) == (
        amara,
        WORDS,
        "vat",
        "VAT & sales tax",
    )
    assert Seat.objects.get(person=amara).cafe == cafe
    shown = text(signed_in.get(answer["Location"]))
    assert "You have a seat on" in shown
    assert "Dana, an accountant, can help with VAT &amp; sales tax." in shown
    assert FreeDate.objects.filter(member=need.member).count() >= 5
    assert not Correction.objects.exists()


def test_a_stranger_is_asked_who_they_are_and_the_draft_waits(client: Client, cafe, amara) -> None:
    answer = say(client)
    assert answer["Location"] == "/london/need/you/"
    assert client.get("/london/need/place/")["Location"] == "/london/need/you/"
    bad = client.post("/london/need/you/", {"first_name": "", "email": "amara", "next": "/x/"})
    assert bad.status_code == 422
    assert "What may we call you?" in text(bad)
    typed = {"first_name": "Amara", "email": "amara@example.org", "next": "/london/need/place/"}
    sent_on = client.post("/london/need/you/", typed)
    assert (sent_on.status_code, sent_on["Location"]) == (307, "/sign-in/")
    assert not Need.objects.exists()
    client.force_login(Person.objects.get(pk=amara.pk))
    assert client.get("/london/need/you/")["Location"] == "/london/need/place/"
    assert WORDS.partition("?")[0] in text(client.get("/london/need/place/"))
    assert not Need.objects.exists()
    for _twice in range(2):
        client.post("/london/need/place/")
    assert Need.objects.count() == 1
    assert client.get("/london/need/place/")["Location"] == "/me/"


def test_neither_wrong_nor_old_codes_lose_the_need(client: Client, cafe, monkeypatch) -> None:
    say(client)
    way = {"next": "/london/need/place/"}
    for _three in range(3):
        client.post("/sign-in/code/", way | {"code": wrong(asked(client, **way))})
    old = asked(client, first_name="Amara", **way)
    later(monkeypatch, minutes=11)
    assert client.post("/sign-in/code/", way | {"code": old}).status_code == 422
    answer = client.post("/sign-in/code/", way | {"code": asked(client, **way)}, follow=True)
    assert WORDS.partition("?")[0] in text(answer)
    client.post("/london/need/place/")
    assert Need.objects.get().text == WORDS


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"topic": ""}, "Tick what it is about"),
        ({"topic": "made-up"}, "Tick what it is about"),
        ({"other": "pricing"}, "You ticked one topic and chose another"),
        ({"weekly": ""}, "Tick at least one day"),
        ({"for_table": WORDS}, "That is what you wrote for us alone"),
        ({"for_table": "x" * 121}, "at most 120 characters"),
    ],
)
def test_nothing_typed_is_lost(signed_in, typed: dict[str, str], told: str) -> None:
    answer = say(signed_in, is_urgent="1", **typed)
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert not Need.objects.exists()
    again = signed_in.get("/london/need/about/").content.decode()
    assert 'name="is_urgent" value="1" checked' in again
    assert WORDS[:20] in signed_in.get("/london/need/").content.decode()


def test_an_empty_box(client: Client, cafe) -> None:
    answer = client.post("/london/need/", {"text": " "})
    assert answer.status_code == 422
    assert "A few words are enough" in text(answer)
    assert client.get("/london/need/about/")["Location"] == "/london/need/"
    assert client.get("/london/need/place/")["Location"] == "/london/need/"


def test_another_topic_than_the_first_guess_teaches(signed_in, cafe) -> None:
    say(signed_in, topic="", other="pricing")
    assert Need.objects.get().topic == "pricing"
    assert Correction.objects.get().topic == "pricing"


def test_a_fourth_need_is_refused_and_kept_for_later(signed_in, cafe) -> None:
    for _three in range(2):
        say(signed_in, topic="company")
    signed_in.post("/london/need/", {"text": WORDS})
    Need.objects.create(
        member=Member.objects.get(person__first_name="Amara"),
        text="x",
        topic="company",
        for_table="x",
        asked_at=NOW,
    )  # meanwhile, in another window
    answer = signed_in.post(
        "/london/need/about/", {"topic": "vat", "weekly": str(Series.objects.get().pk)}
    )
    assert (answer.status_code, Need.objects.count()) == (409, 3)
    assert "You have three open needs" in text(answer)
    assert 'value="vat"' in answer.content.decode()
    again = signed_in.post("/london/need/place/")
    assert (again.status_code, "data-goes-on" in again.content.decode()) == (409, False)


def test_who_has_three_open_needs_is_told_before_they_write(signed_in, cafe) -> None:
    for _three in range(3):
        assert "You have three open needs" not in text(signed_in.get("/london/need/"))
        say(signed_in, topic="company")
    asked = signed_in.get("/london/need/")
    assert (asked.status_code, "<textarea" in asked.content.decode()) == (200, False)
    told = (
        "You have three open needs, as many as we can look after at a time. Take one back on your"
    )
    assert told in text(asked)
    answer = signed_in.post("/london/need/", {"text": WORDS})
    assert (answer.status_code, told in text(answer), WORDS in text(answer)) == (409, True, True)
    Need.objects.all()[0].delete()
    assert signed_in.post("/london/need/", {"text": WORDS}).status_code == 302


def test_nobody_else_sees_where_somebody_stands(signed_in, cafe, dana) -> None:
    address = say(signed_in)["Location"]
    other = Client()
    assert other.get(address).status_code == 404
    other.force_login(Person.objects.get(pk=dana.pk))
    assert other.get(address).status_code == 404


def test_a_closed_chapter_has_no_box_for_strangers(client: Client, cafe) -> None:
    Chapter.objects.update(is_open=False)
    assert client.get("/london/need/").status_code == 404
    assert not Member.objects.filter(is_host=False).exists()
