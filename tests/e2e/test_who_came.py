"""Who came, on a host's phone; the poster and the door; in a real Chromium."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.clean import clean
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving

pytestmark = pytest.mark.e2e
EVERYWHERE = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


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


def heads(page: Page) -> str:
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_few_taps_say_who_came(chromium: Browser, served, scripts: bool) -> None:
    server, _cafe, _session = served
    context = as_esi(chromium, served, scripts=scripts)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/came/")
    page.get_by_role("link", name="Say who came").first.click()
    assert heads(page) == "Nothing is noted yet."
    page.get_by_role("button", name="Everyone came").click()
    assert heads(page) == "4 people came"
    bilal = page.get_by_role("group", name="Bilal")
    bilal.get_by_role("button", name="Didn’t make it").click()
    assert heads(page) == "3 people came"
    pressed = bilal.get_by_role("button", pressed=True)
    assert pressed.inner_text().endswith("Didn’t make it")
    for name in ("Grace", "Hugo"):
        page.get_by_label("First name").fill(name)
        page.keyboard.press("Enter")
        page.get_by_role("button", name=f"Remove {name}").wait_for()
    assert heads(page) == "5 people came"
    for name in ("Grace", "Hugo"):
        page.get_by_role("button", name=f"Remove {name}").click()
    page.get_by_role("button", name="Start over").click()
    assert heads(page) == "Nothing is noted yet."
    context.close()


@pytest.mark.parametrize(("width", "scheme"), EVERYWHERE)
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
    page.get_by_role("button", name="Keep").click()
    assert "A chapter has a name" in page.locator(".error").inner_text()
    clean(page)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), EVERYWHERE)
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
