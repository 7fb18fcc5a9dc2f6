"""`knowcafe let-in`: a link that signs somebody in once."""

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts import queries
from knowcafe.ops import letin
from tests.rooms.test_accounts_factors import add_app
from tests.web.conftest import NOW
from tests.web.test_signin import who

ESI = "esi@example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tables_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letin, "bring_up_to_date", lambda: None)


def let_in(capsys, *, forget: bool = False) -> str:
    """The path of the link it prints."""
    assert letin.let_in_command(ESI, forget=forget, now=NOW) == 0
    printed, said = capsys.readouterr()
    assert "once, for a quarter of an hour" in said
    assert printed.startswith("http://localhost:8000/sign-in/with/")
    return printed.strip().removeprefix("http://localhost:8000")


def test_the_link_signs_in(client: Client, capsys) -> None:
    accounts.ensure_person(ESI, first_name="Esi", now=NOW)
    client.post(let_in(capsys))
    assert who(client) == ESI


def test_a_second_step_is_still_asked_for(client: Client, capsys) -> None:
    add_app(accounts.ensure_person(ESI, first_name="Esi", now=NOW), NOW)
    assert client.post(let_in(capsys))["Location"] == "/sign-in/second/"
    assert who(client) == ""


def test_unless_it_is_lost(client: Client, capsys) -> None:
    esi = accounts.ensure_person(ESI, first_name="Esi", now=NOW)
    add_app(esi, NOW)
    assert client.post(let_in(capsys, forget=True))["Location"] == "/me/"
    assert (who(client), queries.has_second_factor(esi)) == (ESI, False)


def test_nobody_by_that_address(capsys) -> None:
    assert letin.let_in_command("hugo@example.org", forget=True, now=NOW) == 2
    printed, said = capsys.readouterr()
    assert (printed, said) == ("", "Nobody here has the address hugo@example.org.\n")
