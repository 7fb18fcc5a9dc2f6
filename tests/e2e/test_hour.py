"""A café in real Chromium: two facilitators' phones, a guest's, a walk-in, a leaver, no signal for
a minute and a half, and a reload in the middle of it.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.clean import clean, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e
SOON = 6_000
PARTS = ("hello", "tables", "tables", "circle", "steps", "pulse")
AWRY = "const real = Date.now; Date.now = () => real() - 7 * 60_000;"
"""A phone seven minutes late; what time is left is the server’s to say."""


@dataclass(frozen=True)
class Evening:
    """A served chapter and one café of it."""

    server: Server
    cafe: str
    token: str
    esi: str
    farid: str

    @property
    def page(self) -> str:
        return f"{self.server.address}/floor/{self.cafe}/"

    def rows(self, sql: str) -> list[tuple]:
        """Of this café; its number is put into the question."""
        with closing(sqlite3.connect(self.server.data / "knowcafe.sqlite3")) as rows:
            return rows.execute(sql, [self.cafe]).fetchall()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as running:
        yield running


def evening(server: Server, number: int) -> Evening:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/e2e/evening.py"), str(number)],
        env=environment(server.data, {}), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Evening(server, *done.stdout.split())


@pytest.fixture(scope="module")
def tonight(server: Server) -> Evening:
    return evening(server, 0)


@pytest.fixture(scope="module")
def another(server: Server) -> Evening:
    return evening(server, 1)


def phone(chromium: Browser, night: Evening, session: str, **more: object) -> BrowserContext:
    size = {"width": more.pop("width", 360), "height": 640}
    context = chromium.new_context(viewport=size, **more)  # type: ignore[arg-type]
    context.add_cookies([{"name": "session", "value": session, "url": night.server.address}])
    return context


def opened(context: BrowserContext, night: Evening) -> Page:
    page = context.new_page()
    page.goto(night.page)
    expect(page.locator("#saved")).to_have_text("Saved", timeout=SOON)
    return page


def tick(page: Page, *names: str) -> None:
    for name in names:
        page.locator("#arriving").get_by_role("button", name=name).click()


def tables(page: Page) -> list[str]:
    """Who sits where, as it is shown."""
    return [" ".join(text.split()) for text in page.locator("#tables > li").all_inner_texts()]


def left(page: Page) -> int:
    """Seconds, as the countdown shows them."""
    minutes, seconds = page.get_by_role("timer").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to, timeout=SOON)


def kept_for_later(page: Page) -> None:
    """The worker has taken over, and has the page."""
    kept = "caches.match(location.href).then(Boolean)"
    assert until(lambda: page.evaluate(kept), 10)


def test_an_evening(chromium: Browser, tonight: Evening) -> None:
    one = phone(chromium, tonight, tonight.esi, color_scheme="dark", has_touch=True)
    two = phone(chromium, tonight, tonight.farid, width=390)
    two.add_init_script(AWRY)
    esi, farid = opened(one, tonight), opened(two, tonight)
    tick(esi, "Amara", "Bilal", "Chidi")
    tick(farid, "Dana", "Grace")
    for page in (esi, farid):
        expect(page.get_by_text("5 of 6")).to_be_visible(timeout=SOON)
    guest = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    guest.goto(f"{tonight.server.address}/floor/come/{tonight.token}/")
    guest.get_by_label("First name").fill("Hugo")
    press(guest.get_by_role("button").last)
    expect(esi.get_by_text("6 of 7")).to_be_visible(timeout=SOON)
    esi.get_by_role("button", name="Start").click()
    go_on(esi, "Small tables 1 of 2")
    expect(farid.get_by_role("heading", level=1)).to_have_text("Small tables 1 of 2", timeout=SOON)
    assert tables(farid) == tables(esi)
    assert abs(left(farid) - left(esi)) <= 2
    assert esi.evaluate("Date.now()") - farid.evaluate("Date.now()") > 400_000  # the control
    assert "Hugo" in " ".join(tables(esi))
    expect(guest.locator("main")).to_contain_text("Table", timeout=SOON)
    without_signal(one, esi, farid)
    the_rest(esi, farid)
    what_is_kept(tonight)
    for context in (one, two, guest.context):
        context.close()


def without_signal(one: BrowserContext, esi: Page, farid: Page) -> None:
    """A phone that hears nothing goes on, is reloaded, and tells everything once it can."""
    kept_for_later(esi)
    one.set_offline(True)
    esi.get_by_role("button", name="Bilal").click()
    esi.get_by_role("button", name="Has to leave").click()
    expect(esi.locator("#toast")).to_contain_text("Bilal leaves")
    stretched_twice(farid)
    farid.get_by_role("button", name="6 here").click()
    farid.locator("#people").get_by_role("button", name="+ Somebody").click()
    farid.get_by_label("First name").fill("Ivo")
    farid.keyboard.press("Enter")
    expect(farid.locator("#toast")).to_contain_text("Ivo joins", timeout=SOON)
    esi.clock.install()
    esi.clock.fast_forward(90_000)
    esi.reload()
    expect(esi.get_by_role("heading", level=1)).to_have_text("Small tables 1 of 2")
    expect(esi.locator("#saved")).to_contain_text("saved on this phone")
    assert "Bilal" not in " ".join(tables(esi))
    go_on(esi, "Small tables 2 of 2")
    assert len(tables(esi)) >= 1
    one.set_offline(False)
    expect(esi.locator("#saved")).to_have_text("Saved", timeout=2 * SOON)
    expect(farid.get_by_role("heading", level=1)).to_have_text("Small tables 2 of 2", timeout=SOON)
    for page in (esi, farid):
        expect(page.get_by_role("button", name="6 here")).to_be_visible(timeout=SOON)
    esi.wait_for_timeout(1800)
    assert tables(farid) == tables(esi)
    assert "Bilal" not in " ".join(tables(farid))


def stretched_twice(farid: Page) -> None:
    """Its answer is lost on the way, so the phone sends the tap again. It must count once."""
    sent: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if "stretch" not in (route.request.post_data or ""):
            return route.continue_()
        sent.append(route.request.post_data or "")
        if len(sent) > 1:
            return route.continue_()
        route.fetch()
        return route.abort()

    farid.route("**/taps/*", lose_the_answer)
    farid.route("**/taps/", lose_the_answer)
    farid.get_by_role("button", name="+2 min").click()
    expect(farid.locator("#saved")).to_have_text("1 saved on this phone", timeout=SOON)
    expect(farid.locator("#saved")).to_have_text("Saved", timeout=SOON)
    farid.unroute_all()
    assert len(sent) > 1  # the control: it did arrive twice


def the_rest(esi: Page, farid: Page) -> None:
    """Take-aways and next steps from two phones, then the close, without a signal once more."""
    go_on(esi, "One take-away each")
    expect(farid.get_by_label("One thing worth keeping")).to_be_visible(timeout=SOON)
    for page, said in ((esi, "Say the price first"), (farid, "Ask who pays")):
        page.get_by_label("One thing worth keeping").fill(said)
        page.keyboard.press("Enter")
    for page in (esi, farid):
        expect(page.locator("#takeaways > li")).to_have_count(2, timeout=SOON)
    go_on(esi, "One next step each")
    esi.locator("#step-text").fill("Ring two suppliers")
    esi.keyboard.press("Enter")
    expect(farid.locator("#steps .has")).to_have_count(1, timeout=SOON)
    go_on(farid, "Three quick questions")
    go_on(farid, "The hour is over")
    expect(esi.get_by_role("heading", level=1)).to_have_text("The hour is over", timeout=SOON)
    esi.context.set_offline(True)
    esi.get_by_role("button", name="Close the café").click()
    sheet = esi.locator("#closing")
    sheet.get_by_role("group", name="Noor").get_by_label("Excused").check()
    sheet.get_by_role("button", name="Close the café").click()
    expect(sheet.get_by_role("alert")).to_contain_text("Closed on this phone")
    esi.context.set_offline(False)
    for page in (esi, farid):
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "The café is closed", timeout=2 * SOON
        )


def what_is_kept(night: Evening) -> None:
    """Nothing lost, nothing twice."""
    kinds = dict(
        night.rows(
            "select kind, count(*) from knowcafe_tap join knowcafe_hour h on hour_id = h.id"
            " where cafe_id = ? group by kind"
        )
    )
    assert kinds["stretch"] == kinds["gone"] == kinds["start"] == 1
    assert kinds["next"] == len(PARTS)
    assert kinds["takeaway"] == 2
    came = night.rows("select first_name, state from knowcafe_attendance where cafe_id = ?")
    expected = dict.fromkeys(("Amara", "Bilal", "Chidi", "Dana", "Grace", "Hugo", "Ivo"), "came")
    assert dict(came) == expected | {"Noor": "excused"}
    steps = night.rows("select name, text from knowcafe_commitment where cafe_id = ?")
    assert steps == [("Amara", "Ring two suppliers")]


@in_every_look
def test_every_moment_is_clean(
    chromium: Browser, another: Evening, width: int, scheme: str
) -> None:
    """For axe, at 360 as at 1280 pixels; a keyboard is enough, and its focus stays where it is.

    The phone has no signal, so every look begins at the beginning.
    """
    look = {"width": 360 if width == 390 else width, "color_scheme": scheme, "bypass_csp": True}
    context = phone(chromium, another, another.esi, **look)
    page = context.new_page()
    for path in ("prepare/", "close/"):
        page.goto(another.page + path)
        clean(page)
    page = opened(context, another)
    context.set_offline(True)
    tick(page, "Amara", "Bilal", "Chidi", "Dana")
    clean(page)
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    for kind in PARTS:
        page.get_by_role("button", name="Next").focus()
        expect(page.locator(f"[data-stage={kind}]")).to_be_visible()
        if kind in ("tables", "circle", "steps"):
            clean(page)
        if kind != PARTS[-1]:
            page.keyboard.press("Enter")
    page.get_by_role("button", name="More").focus()
    page.keyboard.press("Enter")
    clean(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More")).to_be_focused()
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_role("button", name="Close the café")).to_be_focused()
    page.keyboard.press("Enter")
    clean(page)
    context.clear_cookies()  # a closing page has signal for a moment; nobody’s taps then
    context.close()


def test_nothing_stays_on_the_phone(chromium: Browser, another: Evening) -> None:
    """Who signs out is warned of what only this phone knows; then nothing of it is left."""
    context = phone(chromium, another, another.farid)
    page = opened(context, another)
    kept_for_later(page)
    leave = f"{another.server.address}/sign-out/"
    context.route("**/taps/", lambda route: route.abort())
    tick(page, "Noor")
    expect(page.locator("#saved")).to_have_text("1 saved on this phone")
    page.goto(leave)
    expect(page.get_by_text("saved on this phone only")).to_be_visible()
    assert page.evaluate("localStorage.length") > 0
    press(page.locator("main").get_by_role("button", name="Sign out"))
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("caches.keys()") == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    context.close()
