"""A café that looks thin, in real Chromium: foreseen, stopped, merged; settings; afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e


MOST = 8
"""So many chapters the tests below want, in all four looks."""


@dataclass(frozen=True)
class Evening:
    """A chapter of its own with a thin café tomorrow and another one, and Esi's session."""

    server: Server
    session: str
    number: int
    thin: str
    other: str

    def context(self, chromium: Browser, *, width: int = 390, **more: object) -> BrowserContext:
        size = {"width": width, "height": 844}
        context = chromium.new_context(viewport=size, **more)  # type: ignore[arg-type]
        address = self.server.address
        context.add_cookies([{"name": "session", "value": self.session, "url": address}])
        return context

    def address(self, page: str) -> str:
        return f"{self.server.address}/evening-{self.number}/host/{page}"

    def has_letter(self, subject: str) -> bool:
        texts = (one.read_text(encoding="utf-8", errors="replace") for one in self.server.mail)
        mine = (text for text in texts if f"To: amara{self.number}@example.org" in text)
        return any(subject in text.replace("=\n", "") for text in mine)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Evening]]:
    """One server, and evenings nobody has changed anything about yet."""
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as server:
        assert until(lambda: server.get("/london/")[0] == 200)
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/thinly.py"), str(MOST)],
            env=environment(data, {"KNOWCAFE_ADDRESS": server.address}),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        session, *both = done.stdout.splitlines()
        yield [Evening(server, session, n, *cafes.split()) for n, cafes in enumerate(both)]


@pytest.fixture
def evening(served: list[Evening]) -> Evening:
    """One that no other test has."""
    return served.pop()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_thin_café_is_merged(chromium: Browser, evening: Evening, scripts: bool) -> None:
    context = evening.context(chromium, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(evening.address(f"cafes/{evening.thin}/"))
    press(page.get_by_role("link", name="What can be done"))
    expect(page.get_by_text("2 people have a seat. Nobody has set out yet")).to_be_visible()
    card = page.locator(".card", has=page.get_by_role("heading", name="Merge with"))
    expect(card).to_contain_text("Seats are kept there for 2 people until ")
    link = card.get_by_role("link", name="Merge them…")
    link.focus()
    enter(page)
    expect(page.get_by_text("that cannot be undone")).to_be_visible()
    press(page.get_by_role("link", name="Leave it as it is"))
    press(page.get_by_role("link", name="Merge them…"))
    press(page.get_by_role("button", name="Merge them and tell 2 people"))
    expect(page.get_by_role("status")).to_contain_text("Called off. 2 people are told by mail")
    assert until(lambda: evening.has_letter("A seat for you"))
    page.goto(evening.address(f"cafes/{evening.other}/"))
    expect(page.locator("header").first).to_contain_text("4 have a seat")
    context.close()


def test_asking_is_stopped_and_goes_on(chromium: Browser, evening: Evening) -> None:
    context = evening.context(chromium)
    page = context.new_page()
    page.goto(evening.address(f"cafes/{evening.other}/"))
    stop = page.get_by_role("button", name="Stop asking for this café")
    stop.focus()
    enter(page)
    expect(page.get_by_text("the software asks nobody any more")).to_be_visible()
    press(page.get_by_role("button", name="Go on asking"))
    expect(page.get_by_role("button", name="Stop asking for this café")).to_be_visible()
    page.get_by_label("Could open a second table").select_option("Esi")
    press(page.get_by_role("button", name="Keep who could open a second table"))
    expect(page.get_by_role("status")).to_have_text("Kept.")
    context.close()


def test_numbers_are_set_by_keyboard(chromium: Browser, evening: Evening) -> None:
    context = evening.context(chromium)
    page = context.new_page()
    page.goto(evening.address("settings/"))
    floor = page.get_by_label("With fewer people than this a café looks thin")
    floor.fill("11")
    floor.focus()
    enter(page)
    expect(page.get_by_text("A table has ten seats at most.")).to_be_visible()
    floor = page.get_by_label("With fewer people than this a café looks thin")
    expect(floor).to_have_value("11")
    floor.fill("3")
    page.get_by_label("Call off by itself what stays thin").check()
    press(page.get_by_role("button", name="Keep the numbers"))
    expect(page.get_by_role("status")).to_contain_text("from the next step of every café on")
    page.goto(evening.address(f"cafes/{evening.thin}/"))
    expect(page.locator("#filling")).to_contain_text("fewer than three")
    context.close()


@in_every_look
def test_pages_are_clean(chromium: Browser, evening: Evening, width: int, scheme: str) -> None:
    context = evening.context(chromium, width=width, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for way in (
        f"cafes/{evening.thin}/",
        f"cafes/{evening.thin}/thin/",
        f"cafes/{evening.thin}/merge/{evening.other}/",
        "forecasts/",
        "settings/",
        "",
    ):
        page.goto(evening.address(way))
        clean(page)
    context.close()
