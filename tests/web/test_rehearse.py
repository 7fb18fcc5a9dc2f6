"""The page on which a host rehearses a year: nothing is changed by it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.chapters.models import Chapter, Member
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.web.host.views import rehearse
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text

PAGE = "/london/host/rehearse/"
WEEKDAY = (NOW + timedelta(days=4)).weekday()
AS_TODAY = {
    "play": "1", "table": "10", "floor": "5", "weekday": str(WEEKDAY), "days": "5",
    "reserves": "5", "question": "on", "calls_up": "on", "invitations": "on", "short_notice": "on",
}  # fmt: skip


@pytest.fixture
def host(client: Client, cafe, london, esi, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Of a chapter with twenty people, a table of ten and Thursdays."""
    monkeypatch.setattr(rehearse, "YEARS", 3)
    Chapter.objects.filter(pk=london.pk).update(table_size=10, floor=5)
    for n in range(20):
        person = accounts.ensure_person(f"p{n}@example.org", first_name=f"P{n}", now=NOW)
        Member.objects.create(chapter=london, person=person, since=NOW - timedelta(weeks=9))
    sign_in_as_host(client, esi)
    return client


def test_the_first_look_is_today(host: Client) -> None:
    answer = host.get(PAGE)
    said = text(answer)
    assert re.search(r"\d+ of 52 weeks have 5 to 10 people\.", said)
    assert "3 years were played" in said
    assert "21 members. They have asked too little for counting" in said
    assert "10 (today)" in said
    page = answer.content.decode()
    assert (page.count('<figure class="outlook"'), page.count('"outlook year"')) == (1, 1)
    assert "style=" not in page


def test_a_change_is_played_beside_it(host: Client) -> None:
    changed = {k: v for k, v in AS_TODAY.items() if k != "question"} | {"table": "8"}
    answer = host.get(PAGE, changed)
    said = text(answer)
    assert "With a table for 8, not 10 and nobody asked the day before" in said
    assert "Side by side" in said
    page = answer.content.decode()
    assert (page.count('<figure class="outlook"'), page.count('"outlook year"')) == (2, 2)
    assert text(host.get(PAGE, changed)) == said


def test_what_is_as_today_makes_no_second_picture(host: Client) -> None:
    assert "As it is today" in text(host.get(PAGE, AS_TODAY))


def test_nothing_is_changed_and_nobody_written_to(host: Client) -> None:
    before = Chapter.objects.values().get(), Entry.objects.count(), Message.objects.count()
    host.get(PAGE, AS_TODAY | {"table": "6"})
    assert before == (
        Chapter.objects.values().get(),
        Entry.objects.count(),
        Message.objects.count(),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": "99"}, "Select a valid choice. 99 is not one of the available choices."),
        ({"table": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_played_is_said_beside_it(host: Client, wrong, said: str) -> None:
    answer = host.get(PAGE, AS_TODAY | {"reserves": "2"} | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert '<option value="2" selected>2</option>' in answer.content.decode()
    assert "Weeks even" not in text(answer)


def test_a_small_table_brings_its_floor_down_and_says_so(host: Client) -> None:
    answer = host.get(PAGE, AS_TODAY | {"table": "4"})
    assert answer.status_code == 200
    assert "A table of 4 is thin below 4." in text(answer)
    assert '<option value="4" selected>4</option>' in answer.content.decode()
    assert "thin below" not in text(host.get(PAGE, AS_TODAY | {"table": "4", "floor": "3"}))


def test_a_day_nobody_was_asked_about_is_no_finding(host: Client) -> None:
    said = text(host.get(PAGE, AS_TODAY | {"weekday": str((WEEKDAY + 1) % 7)}))
    assert "cannot be told: nobody has been asked about that day yet." in said
    assert "No difference" not in said


def test_how_many_may_be_asked_can_be_changed(host: Client) -> None:
    said = text(host.get(PAGE, AS_TODAY | {"most_asked": "5"}))
    assert "With at most 5 asked for a café" in said


def test_one_year_at_a_time(host: Client) -> None:
    with rehearse._PLAYING:
        answer = host.get(PAGE, AS_TODAY | {"table": "8"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3")
    assert "Another year is being played." in text(answer)
    assert '<option value="8" selected>8</option>' in answer.content.decode()
    assert host.get(PAGE).status_code == 200


def test_a_chapter_with_too_few_people_is_told_what_it_is_for(host: Client, london) -> None:
    Member.objects.filter(chapter=london, is_host=False).delete()
    answer = host.get(PAGE)
    assert "One member takes part, and your table has 10 seats" in text(answer)
    assert 'href="/london/host/people/"' in answer.content.decode()
    assert "Play a year" not in text(answer)


def test_with_many_people_fewer_years_are_played() -> None:
    assert [rehearse._years(n) for n in (10, 60, 300, 1000, 9000)] == [16, 16, 7, 3, 3]


def test_it_is_for_hosts(client: Client, london) -> None:
    assert client.get(PAGE).status_code in (302, 404)
    client.force_login(accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW))
    assert client.get(PAGE).status_code == 404
