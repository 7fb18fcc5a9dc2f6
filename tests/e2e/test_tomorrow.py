"""The day before in real Chromium: from the mail to an answer, on my page, and without a seat."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A server on the day before a full table, and Amara's session."""
    data = tmp_path / "data"
    create_host(data, "--seats", "2", "--access", "Step-free, hearing loop")
    with serving(data) as server:
        assert until(lambda: server.get("/london/")[0] == 200)
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/tomorrow.py")],
            env=environment(data, {"KNOWCAFE_ADDRESS": server.address}),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield server, done.stdout.split()[1]


def letters(server: Server, name: str, subject: str) -> list[EmailMessage]:
    found = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in server.mail]
    to = f"{name.lower()}@example.org"
    return [m for m in found if m["To"] == to and subject in str(m["Subject"])]


def words(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def link_and_digits(server: Server, name: str, subject: str) -> tuple[str, str]:
    assert until(lambda: letters(server, name, subject))
    text = words(letters(server, name, subject)[0])
    link, digits = (
        re.search(r"http\S+/(?:place|invitation)/\S+", text),
        re.search(r"for: (\d\d)", text),
    )
    assert link
    assert digits
    return link[0], digits[1]


def opened(chromium: Browser, **more: object) -> BrowserContext:
    size = {"width": more.pop("width", 390), "height": 844}
    return chromium.new_context(viewport=size, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_mail_to_an_answer(chromium: Browser, served, scripts: bool) -> None:
    server, _session = served
    link, digits = link_and_digits(server, "Amara", "are you coming?")
    context = opened(chromium, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=2)).to_contain_text("Are you coming to")
    expect(page.get_by_role("button", pressed=True)).to_have_count(0)
    press(page.get_by_role("button", name="Coming"))
    assert "just below the link" in page.locator(".error").inner_text()
    page.get_by_label("The two digits").fill(digits)
    enter(page)  # the first of the three, and the kindest
    expect(page.get_by_role("status")).to_contain_text("Thank you. See you to")
    expect(page.get_by_role("button", pressed=True)).to_have_text("Coming")
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="Not sure"))
    expect(page.get_by_role("button", pressed=True)).to_have_text("Not sure")
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="Can’t"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have no seat on")
    assert until(lambda: letters(server, "Chidi", "Your seat on"))
    context.close()


def test_looking_is_not_answering(chromium: Browser, served) -> None:
    """What a mail program fetches changes nothing."""
    server, _session = served
    link, _digits = link_and_digits(server, "Amara", "are you coming?")
    page = chromium.new_page()
    for href in re.findall(
        r'href="([^"]+)"', words(letters(server, "Amara", "coming?")[0], "html")
    ):
        page.goto(href)
    page.goto(link)
    expect(page.get_by_role("button", pressed=True)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your seat on")
    page.close()


def test_on_my_page(chromium: Browser, served) -> None:
    server, session = served
    context = opened(chromium, java_script_enabled=False)
    context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/me/")
    press(page.get_by_role("group", name="Are you coming").get_by_role("button", name="Coming"))
    expect(page.get_by_role("status")).to_contain_text("Thank you. See you to")
    page.get_by_text("That’s not right").first.click()
    press(page.get_by_role("button", name="Came").first)
    expect(page.get_by_text("You came to 3 of the last 4.")).to_be_visible()
    press(page.get_by_role("button", name="You may ask me"))
    expect(page.get_by_role("button", name="Please don’t")).to_be_visible()
    context.close()


def test_without_a_seat(chromium: Browser, served) -> None:
    server, _session = served
    link, digits = link_and_digits(server, "Dana", "would you come?")
    context = opened(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_text("2 seats are free: the first to say yes have them.")).to_be_visible()
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="I’ll come"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have a seat.")
    context.close()


@in_every_look
def test_everything_is_clean(
    chromium: Browser, served, width: int, scheme: str, tmp_path: Path
) -> None:
    server, session = served
    context = opened(chromium, width=width, color_scheme=scheme, bypass_csp=True)
    page, asked_for = context.new_page(), []
    link, digits = link_and_digits(server, "Amara", "are you coming?")
    mail = tmp_path / "letter.html"
    mail.write_text(words(letters(server, "Amara", "are you coming?")[0], "html"), "utf-8")
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(mail.as_uri())
    assert asked_for == [mail.as_uri()]
    clean(page)
    page.goto(link)
    clean(page)
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="Not sure"))
    clean(page)
    for name, subject in (("Chidi", "would you still come?"), ("Dana", "would you come?")):
        page.goto(link_and_digits(server, name, subject)[0])
        clean(page)
    context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    for path in ("/me/", "/london/help/", "/london/rule/"):
        page.goto(f"{server.address}{path}")
        clean(page)
    context.close()
