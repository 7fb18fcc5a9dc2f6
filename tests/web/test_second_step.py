"""Hosts' pages ask for a second step; passkeys, an app and recovery codes give it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from knowcafe.accounts import actions as accounts
from knowcafe.accounts import queries
from knowcafe.accounts.models import Person
from tests.rooms.test_accounts_factors import shown
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text
from tests.web.test_signin import asked, who

ESI = "esi@example.org"
WEEK = "/london/host/week/"


def week(_request: object, **_which: object) -> HttpResponse:
    return HttpResponse("this week")


urlpatterns = [
    path("", include("knowcafe.web.signin.urls")),
    path("<slug:chapter>/host/week/", week),
    path("<slug:chapter>/", week, name="front-door"),
    path("", week, name="chapters"),
]
pytestmark = pytest.mark.urls(__name__)

# What a Chromium answered when it was asked for a passkey.
PASSKEY = {
    "id": "HH7GRRUxh9aGIfkG5Scgyq5tujXBlUEPnNaqvyPqyUM",
    "rawId": "HH7GRRUxh9aGIfkG5Scgyq5tujXBlUEPnNaqvyPqyUM",
    "type": "public-key",
    "response": {
        "clientDataJSON": (
            "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiU0Jwczc0TGRjSWhteklFV1NpWEZLc1ZK"
            "TW9TRWNBVnQ0Y3U1VERhMUlZNCIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6NTU3ODciLCJjcm9zc09y"
            "aWdpbiI6ZmFsc2V9"
        ),
        "attestationObject": (
            "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NF"
            "AAAAAQECAwQFBgcIAQIDBAUGBwgAIBx-xkUVMYfWhiH5BuUnIMqubbo1wZVBD5zWqr8j6slDpQECAyYgASFY"
            "IBOvwrxo4S5ko3D8D1pkrjGblYVauL-aNFOnydcPuopJIlgguvCCJyq3nR5JWtcB5zSiT7MMvZLpJ7ETImkS"
            "TKVM9yA"
        ),
    },
    "clientExtensionResults": {},
}


def enter(client: Client, email: str = ESI, onward: str = WEEK):
    """Ask for a code and type it."""
    right = asked(client, email, next=onward)
    return client.post("/sign-in/code/", {"code": right, "next": onward})


def add_app(client: Client, person: Person) -> str:
    """Through the page; the secret it showed."""
    client.get(f"/security/app/?next={WEEK}")
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/security/app/", {"code": shown(secret), "next": WEEK})
    assert answer["Location"] == "/security/codes/?next=%2Flondon%2Fhost%2Fweek%2F"
    return secret


def test_a_host_without_one_is_sent_to_add_one(client: Client, london, esi) -> None:
    client.force_login(esi)
    answer = client.get(f"{WEEK}?week=2026-W48")
    assert answer["Location"] == "/security/?next=%2Flondon%2Fhost%2Fweek%2F%3Fweek%3D2026-W48"
    shown_ = text(client.get(answer["Location"]))
    assert "The hosts’ pages open once you have added a passkey or an app." in shown_


def test_control_in_a_demo_nobody_is_asked(client: Client, london, esi, settings) -> None:
    settings.DEMO = True
    client.force_login(esi)
    assert client.get(WEEK).content == b"this week"


@pytest.mark.parametrize("who_else", ["lead", "member", "host elsewhere", "nobody"])
def test_who_else_is_asked(client: Client, london, who_else: str) -> None:
    person = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    if who_else == "lead":
        Person.objects.filter(pk=person.pk).update(is_lead=True)
    if who_else == "host elsewhere":
        from knowcafe.chapters.actions import open_chapter

        open_chapter("Accra", host=person, zone="Africa/Accra", place="Osu", now=NOW)
    if who_else != "nobody":
        client.force_login(Person.objects.get(pk=person.pk))
    wanted = {"lead": 302, "nobody": 404}.get(who_else, 200)  # the page itself says 404 to them
    assert client.get(WEEK).status_code == wanted
    assert client.get("/london/").status_code == (404 if who_else == "nobody" else 200)


def test_an_app_from_the_first_page_to_the_next_sign_in(client: Client, london, esi) -> None:
    assert enter(client)["Location"] == WEEK
    secret = add_app(client, esi)
    assert client.get(WEEK).content == b"this week"
    codes = queries.recovery_codes(esi)
    page = text(client.get("/security/codes/"))
    assert [code for code in codes if f"{code[:4]} {code[4:]}" not in page] == []

    again = Client()
    assert enter(again)["Location"] == "/sign-in/second/"
    assert who(again) == ""
    assert "One more step" in text(again.get("/sign-in/second/"))
    refused = again.post("/sign-in/second/", {"code": "000000"})
    assert refused.status_code == 422
    assert "That is not the code." in text(refused)
    assert again.post("/sign-in/second/", {"code": ""}).status_code == 422
    answer = again.post("/sign-in/second/", {"code": shown(secret)})
    assert (answer["Location"], who(again)) == (WEEK, ESI)
    assert again.get(WEEK).content == b"this week"

    third = Client()
    enter(third)
    assert third.post("/sign-in/second/", {"code": shown(secret)}).status_code == 422  # used
    third.post("/sign-in/second/", {"code": codes[0]})
    assert who(third) == ESI


def test_a_session_from_before_is_asked(client: Client, london, esi) -> None:
    older = Client()
    older.force_login(esi)
    enter(client)
    secret = add_app(client, esi)
    answer = older.get(WEEK)
    assert answer["Location"] == "/sign-in/second/?next=%2Flondon%2Fhost%2Fweek%2F"
    for page in ("", "app/", "passkey/", "codes/", "1/remove/"):
        there = older.get(f"/security/{page}")["Location"]
        assert there.startswith("/sign-in/second/?next=%2Fsecurity%2F")
    answer = older.post("/sign-in/second/", {"code": shown(secret), "next": WEEK})
    assert answer["Location"] == WEEK
    assert older.get(WEEK).content == b"this week"


def test_too_many_tries(client: Client, london, esi) -> None:
    enter(client)
    secret = add_app(client, esi)
    again = Client()
    enter(again)
    for _turn in range(7):
        assert again.post("/sign-in/second/", {"code": "000000"}).status_code == 422
    answer = again.post("/sign-in/second/", {"code": shown(secret)})
    assert (answer.status_code, who(again)) == (429, "")
    assert "Please try again in 10 minutes" in text(answer)


def test_the_app_is_added_with_a_code_it_shows(client: Client, london, esi) -> None:
    client.force_login(esi)
    page = client.get("/security/app/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert " ".join(secret[n : n + 4] for n in range(0, 32, 4)) in page
    assert 'src="data:image/svg+xml' in page
    answer = client.post("/security/app/", {"code": "12"})
    assert (answer.status_code, queries.has_second_factor(esi)) == (422, False)
    assert client.session["mfa.totp.secret"] == secret  # the app may have it already
    assert 'value="12"' in answer.content.decode()


def test_removing(client: Client, london, esi) -> None:
    sign_in_as_host(client, esi)
    (app,) = queries.second_factors(esi)
    assert "It is your last one." in text(client.get(f"/security/{app.id}/remove/"))
    assert queries.has_second_factor(esi)
    assert client.post(f"/security/{app.id}/remove/")["Location"] == "/security/"
    assert not queries.has_second_factor(esi)
    assert client.get(f"/security/{app.id}/remove/").status_code == 404


def test_new_recovery_codes(client: Client, london, esi) -> None:
    sign_in_as_host(client, esi)
    assert client.post("/security/codes/")["Location"] == "/security/codes/"
    assert len(queries.recovery_codes(esi)) == 10
    shown_ = text(client.get("/security/"))
    assert "10 left, for when you have lost the rest" in shown_


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "7", "nonsense", '{"id": "x", "response": {}}', '{"type": 1}']
)
def test_an_answer_no_passkey_gives(client: Client, london, esi, answer: str) -> None:
    client.force_login(esi)
    client.get("/security/passkey/")
    refused = client.post("/security/passkey/", {"credential": answer, "name": "My phone"})
    assert (refused.status_code, queries.has_second_factor(esi)) == (422, False)
    assert 'value="My phone"' in refused.content.decode()
    sign_in_as_host(client, esi)
    accounts.add_passkey(esi, name="Old", credential=PASSKEY, now=NOW)
    other = Client()
    enter(other)
    assert 'data-passkey="show"' in other.get("/sign-in/second/").content.decode()
    assert other.post("/sign-in/second/", {"credential": answer}).status_code == 422
    assert who(other) == ""


def test_the_second_step_is_for_those_who_have_one(client: Client, london, esi) -> None:
    assert client.get("/sign-in/second/")["Location"] == "/sign-in/?next=%2Fme%2F"
    client.force_login(esi)
    assert client.get("/sign-in/second/?next=/london/")["Location"] == "/london/"
    assert client.post("/security/").status_code == 405
