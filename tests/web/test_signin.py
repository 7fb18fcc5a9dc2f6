"""Signing in by code, page by page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person, Tries
from knowcafe.outbox.models import Message
from tests.web.conftest import NOW
from tests.web.test_just_come import text

AMARA = "amara@example.org"
pytestmark = pytest.mark.django_db


def asked(client: Client, email: str = AMARA, **more: str) -> str:
    """Ask for a code and read it in the mail."""
    answer = client.post("/sign-in/", {"email": email} | more)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/code/?next=")
    letter = Message.objects.filter(is_code=True).latest("pk")
    found = re.search(r"\b(\d{3}) (\d{3})\b", letter.body)
    assert found
    return found[1] + found[2]


@pytest.mark.parametrize(("typed", "kept"), [("Amara", "Amara"), ("ev\u202ea", "")])
def test_a_name_that_came_along_is_kept_if_it_is_one(client: Client, typed: str, kept: str) -> None:
    asked(client, first_name=typed)
    assert Person.objects.get().first_name == kept


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 10**6:06}"


def who(client: Client) -> str:
    """The address of whoever is signed in; empty where nobody is."""
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key).email if key else ""


def later(monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    """The clock of pages and of allauth, moved on."""
    import time

    from django.utils import timezone

    seconds, now, clock = timedelta(**by), timezone.now, time.time
    monkeypatch.setattr(timezone, "now", lambda: now() + seconds)
    monkeypatch.setattr(time, "time", lambda: clock() + seconds.total_seconds())


@pytest.mark.parametrize("known", [True, False])
def test_known_and_new_get_the_same(client: Client, known: bool) -> None:
    if known:
        amara = accounts.ensure_person(AMARA, first_name="Amara", now=NOW)
        accounts.vouch_for(amara, now=NOW)
    right = asked(client, next="/london/need/place/")
    shown = text(client.get("/sign-in/code/?next=/london/need/place/"))
    assert "We have sent a code to amara@example.org" in shown
    answer = client.post("/sign-in/code/", {"code": right, "next": "/london/need/place/"})
    assert (answer.status_code, answer["Location"]) == (302, "/london/need/place/")
    assert who(client) == AMARA
    assert Person.objects.get().verified_at
    assert Message.objects.count() == 1


def test_both_pages_say_the_same_words(client: Client) -> None:
    accounts.vouch_for(accounts.ensure_person(AMARA, first_name="Amara", now=NOW), now=NOW)
    other, pages, letters = Client(), [], []
    for browser, email in ((client, AMARA), (other, "grace@example.org")):
        code = asked(browser, email)
        page = browser.get("/sign-in/code/").content.decode().replace(email, "")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        letters.append(Message.objects.get(to=email).body.replace(f"{code[:3]} {code[3:]}", ""))
    assert pages[0] == pages[1]
    assert letters[0] == letters[1]


def test_what_the_browser_was_doing_is_kept(client: Client) -> None:
    session = client.session
    session["draft"] = "How do I price a candle?"
    session.save()
    before = client.session.session_key
    right = asked(client)
    client.post("/sign-in/code/", {"code": wrong(right)})
    client.post("/sign-in/code/", {"code": right})
    assert (who(client), client.session["draft"]) == (AMARA, "How do I price a candle?")
    assert client.session.session_key != before


def test_a_code_is_for_the_browser_that_asked(client: Client) -> None:
    right, other = asked(client), Client()
    answer = other.post("/sign-in/code/", {"code": right, "next": "/london/"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Flondon%2F")
    asked(other, "grace@example.org")
    assert other.post("/sign-in/code/", {"code": right}).status_code == 422
    assert who(other) == ""


@pytest.mark.parametrize("way", [" {0} {1} ", "{0}-{1}", "{0}{1}", "Your code: {0} {1}"])
def test_a_code_may_be_typed_or_pasted_with_spaces(client: Client, way: str) -> None:
    right = asked(client)
    client.post("/sign-in/code/", {"code": way.format(right[:3], right[3:])})
    assert who(client) == AMARA


def test_the_phone_knows_what_to_type(client: Client) -> None:
    asked(client)
    page = client.get("/sign-in/code/").content.decode()
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page


def test_three_tries_and_a_new_code(client: Client) -> None:
    right = asked(client, next="/london/need/place/")
    typed = {"code": wrong(right), "next": "/london/need/place/"}
    for left in ("2 tries", "1 try"):
        answer = client.post("/sign-in/code/", typed)
        assert answer.status_code == 422
        assert f"That is not the code. You have {left} left." in text(answer)
    answer = client.post("/sign-in/code/", typed)
    assert answer.status_code == 422
    assert "That was the third try." in text(answer)
    answer = client.post("/sign-in/code/", typed | {"code": right})
    assert who(client) == ""
    page = answer.content.decode()
    assert 'name="email" value="amara@example.org"' in page
    assert 'name="next" value="/london/need/place/"' in page
    fresh = asked(client, next="/london/need/place/")
    assert client.post("/sign-in/code/", typed | {"code": fresh})["Location"] == typed["next"]


def test_too_few_digits_are_no_try(client: Client) -> None:
    right = asked(client)
    for _turn in range(4):
        answer = client.post("/sign-in/code/", {"code": right[:5]})
        assert "The code has six digits; you typed 5." in text(answer)
        assert f'value="{right[:5]}"' in answer.content.decode()
    client.post("/sign-in/code/", {"code": right})
    assert who(client) == AMARA


def test_a_code_runs_out_and_another_is_one_tap_away(client: Client, monkeypatch) -> None:
    right = asked(client, next="/london/need/place/")
    later(monkeypatch, minutes=10, seconds=1)
    shown = client.get("/sign-in/code/?next=/london/need/place/")
    assert "You need a new code" in text(shown)
    assert "Send a new code to amara@example.org" in text(shown)
    typed = {"code": right, "next": "/london/need/place/"}
    answer = client.post("/sign-in/code/", typed)
    assert (answer.status_code, who(client)) == (422, "")
    assert "older than ten minutes" in text(answer)
    fresh = asked(client, next="/london/need/place/")
    assert client.post("/sign-in/code/", typed | {"code": fresh})["Location"] == typed["next"]


def test_control_a_minute_before_it_works(client: Client, monkeypatch) -> None:
    right = asked(client)
    later(monkeypatch, minutes=9)
    client.post("/sign-in/code/", {"code": right})
    assert who(client) == AMARA


def test_an_older_code_works_no_longer(client: Client) -> None:
    old = asked(client)
    while (new := asked(client)) == old:
        pass
    assert client.post("/sign-in/code/", {"code": old}).status_code == 422
    client.post("/sign-in/code/", {"code": new})
    assert who(client) == AMARA


def test_the_code_is_not_in_the_session(client: Client) -> None:
    right = asked(client)
    assert right not in repr(dict(client.session.items()))


@pytest.mark.parametrize(
    "elsewhere", ["https://example.net/", "//example.net/", "/\\example.net", "javascript:x", ""]
)
def test_nobody_is_sent_elsewhere(client: Client, elsewhere: str) -> None:
    right = asked(client, next=elsewhere)
    answer = client.post("/sign-in/code/", {"code": right, "next": elsewhere})
    assert answer["Location"] == "/me/"


def test_a_mistyped_address_keeps_the_name_and_the_way(client: Client) -> None:
    typed = {"email": "amara@", "first_name": "Amara", "next": "/london/need/place/"}
    answer = client.post("/sign-in/", typed)
    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert "That is not an e-mail address" in text(answer)
    page = answer.content.decode()
    assert [value for value in typed.values() if f'value="{value}"' not in page] == []
    asked(client, first_name="Amara")
    assert Person.objects.get().first_name == "Amara"


def test_whoever_is_signed_in_goes_on(client: Client) -> None:
    client.force_login(accounts.ensure_person(AMARA, now=NOW))
    for path in ("/sign-in/", "/sign-in/code/"):
        assert client.get(f"{path}?next=/london/")["Location"] == "/london/"
    assert client.post("/sign-in/", {"email": "x@example.org"})["Location"] == "/me/"
    assert Message.objects.count() == 0


def test_signing_out_takes_a_button(client: Client) -> None:
    client.force_login(accounts.ensure_person(AMARA, now=NOW))
    assert "Sign out here?" in text(client.get("/sign-out/"))
    assert who(client) == AMARA
    assert client.post("/sign-out/").status_code == 302
    assert who(client) == ""


def test_an_expired_session_is_offered_the_way_back(client: Client) -> None:
    answer = client.get("/security/app/")
    assert answer.status_code == 404
    assert 'href="/sign-in/?next=%2Fsecurity%2Fapp%2F"' in answer.content.decode()


def test_five_codes_an_address_and_what_was_typed_stays(client: Client) -> None:
    for _turn in range(5):
        asked(client)
    answer = client.post("/sign-in/", {"email": AMARA.upper(), "next": "/london/"})
    assert answer.status_code == 429
    assert "Please try again in 30 minutes" in text(answer)
    assert f'value="{AMARA.upper()}"' in answer.content.decode()
    assert 0 < int(answer["Retry-After"]) <= 1800
    assert Message.objects.count() == 5
    asked(client, "grace@example.org")


def test_twenty_five_tries_a_place(client: Client) -> None:
    right = asked(client)
    for number in range(24):
        asked(Client(), f"p{number}@example.org")
    answer = client.post("/sign-in/code/", {"code": right})
    assert (answer.status_code, who(client)) == (429, "")
    assert "Please try again in 5 minutes" in text(answer)
    assert f'value="{right}"' in answer.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"email": AMARA}).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "others", "is_same"),
    [
        (0, "10.0.0.1", "10.0.0.2", True),  # what a browser says of itself is not believed
        (1, "10.0.0.1", "10.0.0.2", False),
        (1, "10.0.0.1, 10.0.0.7", "10.0.0.2, 10.0.0.7", True),
        (2, "10.0.0.1, 10.0.0.7", "10.0.0.2, 10.0.0.7", False),
        (1, "2001:db8:1:2::3", "2001:db8:1:2:ffff::4", True),
        (1, "2001:db8:1:2::3", "2001:db8:1:3::3", False),
        (1, "::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        (1, "nonsense", "nonsense", True),
        (2, "10.0.0.1", "10.0.0.2", True),
    ],
)
def test_where_somebody_asks_from(settings, proxies, forwarded, others, is_same: bool) -> None:
    settings.PROXIES = proxies
    for place in (forwarded, others):
        browser = Client(headers={"X-Forwarded-For": place})
        browser.post("/sign-in/", {"email": AMARA})
    assert Tries.objects.count() == (2 if is_same else 3)


def test_coming_too_often_keeps_what_was_typed(client: Client, cafe, monkeypatch) -> None:
    from knowcafe.accounts.rules import Limit
    from knowcafe.web import limits

    monkeypatch.setattr(limits, "COMING", Limit(1, timedelta(minutes=10)))
    typed = {"first_name": "Amara", "email": AMARA}
    assert client.post(f"/london/{cafe.pk}/", typed).status_code == 302
    answer = client.post(f"/london/{cafe.pk}/", {"first_name": "Hugo", "email": "h@example.org"})
    assert answer.status_code == 429
    assert "Please try again in 10 minutes" in text(answer)
    assert 'value="h@example.org"' in answer.content.decode()


def test_a_spare_key_opens_once(client: Client) -> None:
    amara = accounts.ensure_person(AMARA, now=NOW)
    _person, token = accounts.cut_spare_key(AMARA, now=NOW)
    path = f"/sign-in/with/{token}/"
    for _scanner in range(3):
        assert "This link signs you in once" in text(Client().get(path))
    assert client.post(path)["Location"] == "/me/"
    assert who(client) == amara.email
    other = Client()
    assert "This link has been used" in text(other.get(path))
    assert (other.post(path).status_code, who(other)) == (409, "")


def test_trying_keys_has_a_limit() -> None:
    client = Client()
    for number in range(25):
        assert client.post(f"/sign-in/with/{number}/").status_code == 409
    assert client.post("/sign-in/with/25/").status_code == 429
