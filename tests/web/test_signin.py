"""Signing in by code, page by page."""

import re

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.outbox.models import Message
from tests.web.test_just_come import text

AMARA = "amara@example.org"


def asked(client: Client, email: str = AMARA, **more: str) -> str:
    """Ask for a code and read it in the mail."""
    answer = client.post("/sign-in/", {"email": email} | more)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/code/?next=")
    return code()


def code() -> str:
    letter = Message.objects.filter(is_code=True).latest("pk")
    found = re.search(r"\b(\d{3}) (\d{3})\b", letter.body)
    assert found
    return found[1] + found[2]


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 10**6:06}"


def who(client: Client) -> str:
    """The address of whoever is signed in; empty where nobody is."""
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key).email if key else ""


@pytest.mark.parametrize("known", [True, False])
def test_known_and_new_get_the_same(client: Client, db, known: bool) -> None:
    from tests.web.conftest import NOW

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
