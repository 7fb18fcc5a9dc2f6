"""Next steps in a real Chromium: from the mail, on my page, and what the tables found out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.clean import clean, in_every_look, press
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[str]]]:
    """A server; the path and digits of a letter, and Amara's session."""
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as server:
        for script in ("coming.py", "stepping.py"):
            done = subprocess.run(
                [sys.executable, str(ROOT / "tests/e2e" / script)],
                env=environment(data, {}), capture_output=True, text=True, check=True,
            )  # fmt: skip
        link, digits, session = done.stdout.split()
        yield server, [f"/step/{link.partition('/step/')[2]}", digits, session]


def opened(chromium: Browser, width: int, scheme: str, **more: object) -> BrowserContext:
    return chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,
        **more,
    )


@in_every_look
def test_how_it_went_from_the_mail(chromium: Browser, served, width: int, scheme: str) -> None:
    server, (path, digits, _session) = served
    page = opened(chromium, width, scheme).new_page()
    page.goto(f"{server.address}{path}")
    page.get_by_text("Not yours").click()
    clean(page)
    page.get_by_label("One line").fill("Both answered")
    page.get_by_label("One line").press("Enter")
    page.get_by_label("two digits").fill(digits)
    expect(page.get_by_role("heading", level=1)).to_have_text("How did it go?")
    press(page.get_by_role("button", name="Partly"))
    expect(page.get_by_role("status")).to_have_text("Thank you. Part of the way is on the way.")
    page.get_by_text("Say it again").click()
    page.get_by_text("Not yours").click()
    clean(page)
    press(page.get_by_role("button", name="Undo"))
    press(page.get_by_role("button", name="Stop reminders"))
    press(page.get_by_role("button", name="Undo: remind me again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("How did it go?")
    page.context.close()


@in_every_look
def test_on_my_page_and_what_was_found_out(
    chromium: Browser, served, width: int, scheme: str
) -> None:
    server, (_path, _digits, session) = served
    context = opened(chromium, width, scheme)
    context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/me/")
    for summary in page.locator("#next-steps summary").all():
        summary.click()
    clean(page)
    long = page.locator("#next-steps .row").filter(has_text="Write the price")
    long.get_by_role("button", name="Dropped").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(long.locator(".badge")).to_have_text("Dropped")
    press(long.get_by_role("button", name="Undo"))
    press(page.get_by_role("link", name="What our tables found out"))
    clean(page)
    press(page.get_by_role("link", name="A story"))
    expect(page.get_by_role("status")).to_contain_text("1 take-away")
    page.get_by_label("Look for a word").fill("quantum")
    press(page.get_by_role("button", name="Look"))
    clean(page)
    context.close()


def test_without_scripts(chromium: Browser, served) -> None:
    server, (_path, _digits, session) = served
    context = opened(chromium, 390, "light", java_script_enabled=False)
    context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/me/")
    row = page.locator("#next-steps .row").filter(has_text="Ring two suppliers")
    press(row.get_by_role("button", name="Done", exact=True))
    expect(row.locator(".badge")).to_have_text("Done")
    press(row.get_by_role("button", name="Undo"))
    context.close()
