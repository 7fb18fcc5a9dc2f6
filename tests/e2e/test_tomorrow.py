"""The day before in real Chromium: from the mail to an answer, on my page, and without a seat."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e


MOST = 9
"""So many evenings the tests below want, in all four looks."""


@dataclass(frozen=True)
class Evening:
    """A chapter of its own on the day before its table, and Amara's session."""

    server: Server
    number: int
    session: str

    @property
    def front_door(self) -> str:
        return f"{self.server.address}/evening-{self.number}/"

    def sign_in(self, context: BrowserContext) -> None:
        url = self.server.address
        context.add_cookies([{"name": "session", "value": self.session, "url": url}])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Evening]]:
    """One server, and evenings nobody has answered for yet; reserves are called up at the last."""
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as server:
        assert until(lambda: server.get("/london/")[0] == 200)
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/tomorrow.py"), str(MOST)],
            env=environment(data, {"KNOWCAFE_ADDRESS": server.address}),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield [Evening(server, *each) for each in enumerate(done.stdout.split())]


@pytest.fixture
def evening(served: list[Evening]) -> Evening:
    """One that no other test has."""
    return served.pop(0)


def letters(evening: Evening, name: str, subject: str) -> list[EmailMessage]:
    files = evening.server.mail
    found = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
    to = f"{name.lower()}{evening.number}@example.org"
    return [m for m in found if m["To"] == to and subject in str(m["Subject"])]


def words(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def link_and_digits(evening: Evening, name: str, subject: str) -> tuple[str, str]:
    assert until(lambda: letters(evening, name, subject))
    text = words(letters(evening, name, subject)[0])
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
def test_from_the_mail_to_an_answer(chromium: Browser, evening: Evening, scripts: bool) -> None:
    link, digits = link_and_digits(evening, "Amara", "are you coming?")
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
    assert until(lambda: letters(evening, "Chidi", "Your seat on"))
    context.close()


def test_looking_is_not_answering(chromium: Browser, evening: Evening) -> None:
    """What a mail program fetches changes nothing."""
    link, _digits = link_and_digits(evening, "Amara", "are you coming?")
    page = chromium.new_page()
    for href in re.findall(
        r'href="([^"]+)"', words(letters(evening, "Amara", "coming?")[0], "html")
    ):
        page.goto(href)
    page.goto(link)
    expect(page.get_by_role("button", pressed=True)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your seat on")
    page.close()


def test_on_my_page(chromium: Browser, evening: Evening) -> None:
    context = opened(chromium, java_script_enabled=False)
    evening.sign_in(context)
    page = context.new_page()
    page.goto(f"{evening.server.address}/me/")
    press(page.get_by_role("group", name="Are you coming").get_by_role("button", name="Coming"))
    expect(page.get_by_role("status")).to_contain_text("Thank you. See you to")
    page.get_by_text("That’s not right").first.click()
    press(page.get_by_role("button", name="Came").first)
    expect(page.get_by_text("You came to 3 of the last 4.")).to_be_visible()
    press(page.get_by_role("button", name="You may ask me"))
    expect(page.get_by_role("button", name="Please don’t")).to_be_visible()
    context.close()


def test_without_a_seat(chromium: Browser, evening: Evening) -> None:
    link, digits = link_and_digits(evening, "Dana", "would you come?")
    context = opened(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_text("2 seats are free: the first to say yes have them.")).to_be_visible()
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="I’ll come"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have a seat.")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reserve_is_called_up(chromium: Browser, served: list[Evening], scripts: bool) -> None:
    """All seats are taken; whoever waited longest is wanted, and whoever is next still waits."""
    evening = served[-1]
    context = opened(chromium, java_script_enabled=scripts, bypass_csp=True)
    page = context.new_page()
    heading = page.get_by_role("heading", level=1)
    link, digits = link_and_digits(evening, "Amara", "do come")
    page.goto(link)
    expect(heading).to_contain_text("There is room for you on")
    page.get_by_label("The two digits").fill(digits)
    press(page.get_by_role("button", name="Coming"))
    expect(page.get_by_role("status")).to_contain_text("Thank you. See you to")
    if scripts:
        clean(page)
    page.goto(link_and_digits(evening, "Bilal", "You are a reserve")[0])
    expect(heading).to_contain_text("You are a reserve for")
    evening.sign_in(context)
    page.goto(f"{evening.server.address}/me/")
    expect(page.get_by_text("there is room for you")).to_be_visible()
    context.close()


@in_every_look
def test_everything_is_clean(
    chromium: Browser, evening: Evening, width: int, scheme: str, tmp_path: Path
) -> None:
    context = opened(chromium, width=width, color_scheme=scheme, bypass_csp=True)
    page, asked_for = context.new_page(), []
    link, digits = link_and_digits(evening, "Amara", "are you coming?")
    mail = tmp_path / "letter.html"
    mail.write_text(words(letters(evening, "Amara", "are you coming?")[0], "html"), "utf-8")
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
        page.goto(link_and_digits(evening, name, subject)[0])
        clean(page)
    evening.sign_in(context)
    mine = f"{evening.server.address}/me/"
    for address in (mine, f"{evening.front_door}help/", f"{evening.front_door}rule/"):
        page.goto(address)
        clean(page)
    context.close()
