"""The demo's own pages: be anybody where everybody is invented, read everybody's mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import include, path, resolve

import knowcafe.urls
from knowcafe.accounts import actions as accounts
from knowcafe.floor import actions as floor
from knowcafe.journal import actions as journal
from knowcafe.journal.queries import STAMP
from knowcafe.outbox import actions as outbox
from knowcafe.outbox.transports import chosen, kept_letter, kept_letters
from knowcafe.web.demo.cast import CAST
from knowcafe.web.demo.urls import urlpatterns as demo_patterns
from tests.web.conftest import NOW
from tests.web.matrix.demo import DEMO_ROWS

urlpatterns = [path("demo/", include("knowcafe.web.demo.urls")), *knowcafe.urls.urlpatterns]


@pytest.fixture
def demo(settings, tmp_path, london) -> None:
    """As in a demo: its addresses, its stamp, its mailbox."""
    settings.DEMO, settings.DATA, settings.ROOT_URLCONF = True, tmp_path, __name__
    journal.record(STAMP, at=NOW)


@pytest.fixture
def stranger(demo) -> Client:
    return Client()


def be(client: Client, email: str, **more: str) -> str:
    answer = client.post("/demo/be/", {"email": email} | more)
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def test_every_route_has_its_row() -> None:
    assert {pattern.name for pattern in demo_patterns} == set(DEMO_ROWS)


@pytest.mark.parametrize("route", DEMO_ROWS)
def test_who_sees_them(stranger, esi, route: str) -> None:
    host = Client()
    host.force_login(esi)
    row = DEMO_ROWS[route]
    for client in (stranger, host):
        assert client.get(row.address(None)).status_code == row.open[0]  # type: ignore[arg-type]
        assert client.post(row.address(None)).status_code == row.post[0] or route == "demo-be"  # type: ignore[arg-type]


@pytest.mark.parametrize("route", DEMO_ROWS)
def test_outside_of_a_demo_there_are_none(client, db, london, route: str) -> None:
    address = DEMO_ROWS[route].address(None)  # type: ignore[arg-type]
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "esi@example.org"}).status_code in (404, 405)
    assert "_auth_user_id" not in client.session


def test_one_press_and_you_are_somebody(stranger, esi) -> None:
    assert be(stranger, "esi@example.org", then="/london/host/") == "/london/host/"
    assert "You are <strong>Esi</strong>" in stranger.get("/demo/").content.decode()
    assert be(stranger, "esi@example.org") == "/me/"
    assert be(stranger, "", then="/london/") == "/london/"
    assert "_auth_user_id" not in stranger.session
    assert be(stranger, "") == "/"


@pytest.mark.parametrize("email", ["nobody@example.org", "no address"])
def test_nobody_can_be_whom_there_is_not(stranger, email: str) -> None:
    assert be(stranger, email) == "404"


@pytest.mark.parametrize("then", ["https://example.org/", "//example.org/", "javascript:x", "x"])
def test_it_leads_nowhere_else(stranger, then: str) -> None:
    assert be(stranger, "esi@example.org", then=then) == "/me/"


def test_without_the_stamp_nobody_can_be_anybody(settings, london) -> None:
    """The setting alone does not open a database with real people."""
    settings.DEMO, settings.ROOT_URLCONF = True, __name__
    client = Client()
    assert be(client, "esi@example.org") == "404"
    journal.record(STAMP, at=NOW)
    assert be(client, "esi@example.org") == "/me/"  # the control


def test_the_cast_begins_at_pages_that_exist(demo, london) -> None:
    for role in CAST:
        assert resolve(role.then)
    assert [role.name for role in CAST if not role.email] == ["A stranger"]


def test_the_cast_is_found_on_the_first_page(stranger) -> None:
    text = stranger.get("/demo/").content.decode()
    assert [role.email in text for role in CAST] == [True] * len(CAST)
    assert "/london/host/?week=" in text
    assert '<option value="esi@example.org">Esi</option>' in text


def test_a_cafe_that_is_held_is_one_press_away(stranger, cafe, esi) -> None:
    assert "being held" not in stranger.get("/demo/").content.decode()
    hour = floor.open_hour(cafe, by=esi, now=cafe.starts_at)
    text = stranger.get("/demo/").content.decode()
    for part in ("being held", f'value="/floor/{cafe.pk}/"', f"/floor/room/{hour.token}/"):
        assert part in text
    assert resolve(f"/floor/{cafe.pk}/")
    assert stranger.get(f"/floor/room/{hour.token}/").status_code == 200


def write(key: str, to: str, body: str, **more: object) -> None:
    outbox.write(
        key, to=to, subject=f"About {key}", body=body, now=NOW,
        good_until=NOW + timedelta(days=1), **more,
    )  # fmt: skip
    outbox.deliver(transport=chosen(), clock=lambda: NOW)


def test_everybodys_mail_newest_first_and_one_persons(stranger) -> None:
    assert "No letter yet." in stranger.get("/demo/mail/").content.decode()
    write("tea", "amara@example.org", "A")
    write("code", "dana@example.org", "Your code: 123456", is_code=True)
    text = stranger.get("/demo/mail/").content.decode()
    assert ("About tea" in text, "About code" in text) == (True, True)
    text = stranger.get("/demo/mail/?to=dana@example.org").content.decode()
    assert ("About tea" in text, "About code" in text) == (False, True)


def test_a_letter_with_its_links_and_digits(stranger, settings) -> None:
    """Links lead to wherever the demo is now; what looks like a page in a letter is text."""
    accounts.ensure_person("amara@example.org", first_name="Amara", now=NOW)
    settings.ADDRESS = "http://localhost:8000"
    write("seat", "amara@example.org", "Hello <b>!\n\nAnswer here:\nhttp://localhost:8000/place/x/")
    settings.ADDRESS = "http://localhost:8009"
    [letter] = kept_letters(settings.DATA / "mail")
    text = stranger.get(f"/demo/mail/{letter.name}/").content.decode()
    assert '<a class="button" href="http://localhost:8009/place/x/">Answer here</a>' in text
    assert "Hello &lt;b&gt;!" in text
    assert "Be Amara" in text
    be(stranger, "amara@example.org")
    assert "Be Amara" not in stranger.get(f"/demo/mail/{letter.name}/").content.decode()
    assert kept_letter(settings.DATA / "mail", "none") is None


def test_at_most_so_many_letters(demo, settings) -> None:
    for number in range(3):
        write(f"n{number}", "amara@example.org", "A")
    assert len(kept_letters(settings.DATA / "mail", most=2)) == 2


def test_the_bar_is_on_every_page_of_a_demo_and_on_no_other(stranger, settings) -> None:
    assert "Be somebody else" in stranger.get("/london/").content.decode()
    settings.DEMO = False
    assert "Be somebody else" not in stranger.get("/london/").content.decode()
