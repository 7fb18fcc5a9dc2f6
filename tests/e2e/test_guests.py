"""A guest's phone and the room's screen in a real Chromium, with and without scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.clean import clean, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving

pytestmark = pytest.mark.e2e
BARS = "document.documentElement.scrollHeight > innerHeight"


@dataclass(frozen=True)
class Held:
    """A café that is held just now."""

    server: Server
    cafe: str
    token: str
    session: str
    go_to: Callable[[str], None]

    def at(self, path: str) -> str:
        return f"{self.server.address}/floor/{path}/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as server:
        yield server


def held(server: Server, which: str) -> Held:
    """One of the server's cafés for each test: an hour does not go back."""

    def beside(*kind: str) -> str:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/held.py"), which, *kind],
            env=environment(server.data, {}), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    cafe, token, session = beside().split()
    return Held(server, cafe, token, session, beside)


def test_an_hour_on_a_phone_and_on_the_screen(chromium: Browser, served: Server) -> None:
    """From the door to the three questions; both follow by themselves, and no word is lost."""
    cafe = held(served, "0")
    phones = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = phones.new_page()
    page.goto(cafe.at(f"come/{cafe.token}"))
    clean(page)
    page.get_by_label("First name").fill("Grace")
    page.get_by_label("What would help you today?").fill("my landlord")
    press(page.get_by_role("button", name="I’m here"))
    expect(page.get_by_role("heading", level=1)).to_have_text("You’re in, Grace.")
    screens = chromium.new_context(
        viewport={"width": 1280, "height": 720}, color_scheme="dark", bypass_csp=True
    )
    screen = screens.new_page()
    screen.goto(cafe.at(f"room/{cafe.token}"))
    page.evaluate("window.loaded = 'once'")
    cafe.go_to("tables")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Table \d"))
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))
    expect(screen.locator("#tables").get_by_text("Grace")).to_be_visible()
    clean(page)
    clean(screen)
    assert not screen.evaluate(BARS)
    page.get_by_text("Note a take-away").click()
    page.get_by_label("My next step").fill("Call her by")
    cafe.go_to("pulse")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you go, Grace")
    assert page.get_by_label("My next step").input_value() == "Call her by"
    assert page.evaluate("window.loaded") == "once"
    for label, name in (("Was it useful?", "4"), ("Had you enough space to speak?", "5")):
        page.get_by_role("group", name=label).get_by_role("radio", name=name).check()
    clean(page)
    press(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("Your answers are in")).to_be_visible()
    phones.set_offline(True)
    expect(page.get_by_text("No signal just now")).to_be_visible(timeout=15_000)
    phones.set_offline(False)
    expect(page.get_by_text("No signal just now")).to_be_hidden(timeout=15_000)
    phones.close()
    screens.close()


def test_without_scripts_and_on_paper(chromium: Browser, served: Server) -> None:
    cafe = held(served, "1")
    plain = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = plain.new_page()
    page.goto(cafe.at(f"come/{cafe.token}"))
    page.get_by_label("First name").fill("Grace")
    press(page.get_by_role("button", name="I’m here"))
    cafe.go_to("tables")
    press(page.get_by_role("link", name="Refresh"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Table \d"))
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"\d+:\d\d"))
    plain.close()
    hosts = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", bypass_csp=True
    )
    hosts.add_cookies([{"name": "session", "value": cafe.session, "url": cafe.server.address}])
    page = hosts.new_page()
    for paper in ("door", "sheet"):
        page.goto(cafe.at(f"{cafe.cafe}/{paper}"))
        clean(page)
        sheet = page.pdf(format="A4", print_background=True)
        assert sheet.count(b"/Type /Page\n") == 1, paper
    for path in ("", "classic/", "troika/"):
        page.goto(f"{cafe.server.address}/london/host/hour/{path}")
        clean(page)
    hosts.close()
