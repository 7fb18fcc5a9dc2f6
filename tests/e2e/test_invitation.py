"""From the mail in somebody's mailbox to a seat, and to the next on the list, in real Chromium."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.clean import clean, in_every_look, press
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e

ASKING = Path(__file__).with_name("asking.py")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Two seats: one is kept for Amara, one for Dana."""
    data = tmp_path / "data"
    create_host(data, "--seats", "2", "--access", "Step-free, hearing loop")
    with serving(data) as running:
        assert until(lambda: running.get("/london/")[0] == 200)
        asked = subprocess.run(
            [sys.executable, str(ASKING)],
            env=environment(data, {"KNOWCAFE_ADDRESS": running.address}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert asked.returncode == 0, asked.stderr
        yield running


def letters(server: Server, name: str) -> list[EmailMessage]:
    found = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in server.mail]
    return [letter for letter in found if letter["To"] == f"{name.lower()}@example.org"]


def words(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def link_and_digits(server: Server, name: str) -> tuple[str, str]:
    assert until(lambda: letters(server, name))
    text = words(letters(server, name)[0])
    link = re.search(r"http\S+/invitation/\S+", text)
    digits = re.search(r"asks for: (\d\d)", text)
    assert link
    assert digits
    return link[0], digits[1]


def answer(page: Page, server: Server, name: str, button: str) -> None:
    link, digits = link_and_digits(server, name)
    page.goto(link)
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name=button))


def test_from_the_mail_to_a_seat_and_to_the_next(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    assert "Dana, an accountant, can help with pricing." in (
        link_and_digits(server, "Amara") and words(letters(server, "Amara")[0])
    )
    answer(page, server, "Amara", "I’ll come")
    assert "You have a seat." in page.get_by_role("heading", level=1).inner_text()
    assert until(lambda: len(letters(server, "Amara")) == 2)
    assert "Your seat on" in letters(server, "Amara")[1]["Subject"]
    press(page.get_by_role("button", name="Can’t come after all"))
    assert "just below the link" in page.locator(".error").inner_text()
    page.get_by_label("The two digits").fill(link_and_digits(server, "Amara")[1])
    press(page.get_by_role("button", name="Can’t come after all"))
    assert "Not this time" in page.get_by_role("heading", level=1).inner_text()
    answer(page, server, "Grace", "I’ll come")
    assert "You have a seat." in page.get_by_role("heading", level=1).inner_text()
    context.close()


@in_every_look
def test_mail_and_pages_are_clean(
    chromium: Browser, server: Server, width: int, scheme: str, tmp_path: Path
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,  # axe is put into the page
    )
    page, asked_for = context.new_page(), []
    link, _digits = link_and_digits(server, "Dana")
    mail = tmp_path / "letter.html"
    mail.write_text(words(letters(server, "Dana")[0], "html"), "utf-8")
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(mail.as_uri())
    assert asked_for == [mail.as_uri()]  # nothing is loaded, nothing reports
    clean(page)
    foreign = [a for a in page.locator("a").all() if server.address not in a.get_attribute("href")]
    assert foreign == []
    page.goto(link)
    clean(page)
    page.goto(f"{server.address}/london/rule/")
    clean(page)
    page.goto(re.search(r"http\S+/stop/\S+", words(letters(server, "Dana")[0]))[0])
    clean(page)
    press(page.get_by_role("button", name="Stop invitations"))
    clean(page)
    press(page.get_by_role("button", name="Undo"))
    assert "You get invitations again" in page.get_by_role("heading", level=1).inner_text()
    context.close()


def test_the_mail_programs_button_and_scanners(chromium: Browser, server: Server) -> None:
    """What a program finds in the mail it may fetch; only a POST to the header's link stops."""
    link_and_digits(server, "Dana")
    letter = letters(server, "Dana")[0]
    page = chromium.new_page()
    for href in re.findall(r'href="([^"]+)"', words(letter, "html")):
        page.goto(href)
    page.goto(link_and_digits(server, "Dana")[0])
    assert "A seat for you" in page.get_by_role("heading", level=1).inner_text()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(rf"<{server.address}(/stop/\S+)>", letter["List-Unsubscribe"])[1]
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, "List-Unsubscribe=One-Click", form)
    assert connection.getresponse().status == 200
    connection.close()
    page.goto(f"{server.address}{path}")
    assert "You get no more invitations" in page.get_by_role("heading", level=1).inner_text()
    page.close()
