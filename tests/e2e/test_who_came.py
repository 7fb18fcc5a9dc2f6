"""Who came, on a host's phone; the poster and the door; in a real Chromium."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.clean import clean, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving

pytestmark = pytest.mark.e2e
# Came, excused, came: three taps before the first answer can be there.
AT_ONCE = """[['Amara', 0], ['Bilal', 1], ['Chidi', 0]].forEach(([name, which]) =>
    [...document.querySelectorAll('#seated .row')].find((row) => row.textContent.includes(name))
        .querySelectorAll('button')[which].click())"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str, str]]:
    """A server, the café that has ended, and Esi's session."""
    data = tmp_path_factory.mktemp("data")
    create_host(data, "--access", "Step-free, hearing loop")
    with serving(data) as server:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/coming.py")],
            env=environment(data, {}), capture_output=True, text=True, check=True,
        )  # fmt: skip
        cafe, session = done.stdout.split()
        yield server, cafe, session


def as_esi(
    chromium: Browser, served: tuple[Server, str, str], *, scripts: bool = True, **more: object
) -> BrowserContext:
    server, _cafe, session = served
    size = {"width": more.pop("width", 390), "height": 844}
    context = chromium.new_context(viewport=size, java_script_enabled=scripts, **more)  # type: ignore[arg-type]
    context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    return context


def heads(page: Page, said: str) -> None:
    """What the page says of how many came, at once or as soon as the tap is answered."""
    expect(page.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize("scripts", [True, False])
def test_few_taps_say_who_came(chromium: Browser, served, scripts: bool) -> None:
    server, _cafe, _session = served
    context = as_esi(chromium, served, scripts=scripts)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/came/")
    press(page.get_by_role("link", name="Say who came").first)
    heads(page, "Nothing is noted yet.")
    page.evaluate("window.loaded = 'once'")
    page.get_by_role("button", name="Everyone came").click()
    heads(page, "4 people came")
    bilal = page.get_by_role("group", name="Bilal")
    bilal.get_by_role("button", name="Didn’t make it").click()
    heads(page, "3 people came")
    expect(bilal.get_by_role("button", pressed=True)).to_have_text("Didn’t make it")
    for name in ("Grace", "Hugo"):
        page.get_by_label("First name").fill(name)
        page.keyboard.press("Enter")
        page.get_by_role("button", name=f"Remove {name}").wait_for()
    heads(page, "5 people came")
    for name in ("Grace", "Hugo"):
        page.get_by_role("button", name=f"Remove {name}").click()
        page.get_by_role("button", name=f"Remove {name}").wait_for(state="detached")
    page.get_by_role("button", name="Start over").click()
    heads(page, "Nothing is noted yet.")
    assert page.evaluate("window.loaded") == ("once" if scripts else None)
    context.close()


def test_taps_faster_than_answers_are_all_noted(chromium: Browser, served) -> None:
    """The finger stays where it was, the name being typed too, and nobody is forgotten."""
    server, cafe, _session = served
    context = as_esi(chromium, served)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/cafes/{cafe}/came/")
    page.evaluate(AT_ONCE)
    page.get_by_label("First name").press_sequentially("Gra")
    heads(page, "2 people came, 1 still to say")
    pressed = page.get_by_role("group").get_by_role("button", pressed=True)
    expect(pressed).to_have_text(["Came", "Excused", "Came"])
    assert page.get_by_label("First name").input_value() == "Gra"
    chidi = page.get_by_role("group", name="Chidi").get_by_role("button", name="Came")
    chidi.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    expect(chidi).to_be_focused()
    page.get_by_role("button", name="Start over").click()
    heads(page, "Nothing is noted yet.")
    context.close()


def test_a_tap_without_an_answer_is_told(chromium: Browser, served) -> None:
    server, cafe, _session = served
    context = as_esi(chromium, served, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/cafes/{cafe}/came/")
    context.set_offline(True)
    page.get_by_role("button", name="Everyone came").click()
    page.get_by_role("alert").get_by_text("nothing was noted").wait_for()
    context.set_offline(False)
    clean(page)
    page.get_by_label("First name").fill("www.example.org")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("first name, please").wait_for()
    assert page.get_by_label("First name").input_value() == "www.example.org"
    clean(page)
    page.get_by_role("button", name="Everyone came").click()
    heads(page, "4 people came")
    assert page.get_by_role("alert").count() == 0
    page.get_by_role("button", name="Start over").click()
    heads(page, "Nothing is noted yet.")
    context.clear_cookies(name="session")
    page.get_by_role("button", name="Everyone came").click()
    page.locator("main").get_by_role("link", name="Sign in").wait_for()
    assert page.get_by_role("status").count() == 0
    context.close()


def test_only_this_page_brings_its_scripts(chromium: Browser, served) -> None:
    server, cafe, _session = served
    context = as_esi(chromium, served)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/london/", "/london/1/", "/london/host/", "/london/host/came/", "/me/"):
        page.goto(f"{server.address}{path}")
    assert [url for url in asked if "htmx" in url] == []
    page.goto(f"{server.address}/london/host/cafes/{cafe}/came/")
    assert len([url for url in asked if "htmx" in url]) == 1
    context.close()


@in_every_look
def test_the_hosts_pages_are_clean(chromium: Browser, served, width: int, scheme: str) -> None:
    server, cafe, _session = served
    context = as_esi(chromium, served, width=width, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in (
        "came",
        f"cafes/{cafe}/came",
        "cafes/2",
        "settings",
        "settings/weekly/1",
        "people",
    ):
        page.goto(f"{server.address}/london/host/{path}/")
        clean(page)
    page.goto(f"{server.address}/london/host/settings/")
    page.get_by_label("Name", exact=True).fill("")
    press(page.get_by_role("button", name="Keep", exact=True))
    assert "A chapter has a name" in page.locator(".error").inner_text()
    clean(page)
    context.close()


@in_every_look
def test_door_and_poster_are_clean(chromium: Browser, served, width: int, scheme: str) -> None:
    server, _cafe, _session = served
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,
    )
    page = context.new_page()
    for path in ("/london/", "/london/2/", "/london/poster/", "/london/host-a-cafe/"):
        page.goto(f"{server.address}{path}")
        clean(page)
    context.close()


def test_the_poster_is_one_sheet(chromium: Browser, served) -> None:
    page = chromium.new_page()
    page.goto(f"{served[0].address}/london/poster/")
    sheet = page.pdf(format="A4", print_background=True)
    assert sheet.count(b"/Type /Page\n") == 1
    page.close()


def test_a_closed_chapter_is_invisible(chromium: Browser, tmp_path) -> None:
    create_host(tmp_path, "--closed")
    with serving(tmp_path) as server:
        paths = ("", "1/", "feed.xml", "calendar.ics", "poster/", "host-a-cafe/", "host/settings/")
        assert [server.get(f"/london/{path}")[0] for path in paths] == [404] * len(paths)
        assert "London" not in server.get("/")[2]
