"""Just come, on a phone, in a real Chromium, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.server import Server, create_host, serving

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    create_host(data, "--seats", "2", "--access", "Step-free, hearing loop")
    with serving(data) as running:
        yield running


@in_every_look
def test_pages_are_clean(chromium: Browser, server: Server, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,  # axe is put into the page
    )
    page = context.new_page()
    for path in ("/london/", "/london/2/", "/me/name/", "/paris/"):
        page.goto(f"{server.address}{path}")
        clean(page)
    page.goto(f"{server.address}/london/2/")
    press(page.get_by_role("button", name="Just come"))
    clean(page)
    context.close()


def come(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.address}/")
    press(page.get_by_role("link", name="Just come").first)
    page.get_by_label("First name").fill(name)
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    press(page.get_by_role("button", name="Just come"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_happens_next_is_clean(chromium: Browser, server: Server, scheme: str) -> None:
    """Asked for twice, Grace has one seat, and the page says the same."""
    for width in (390, 1280):
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,  # type: ignore[arg-type] # one of two words
            bypass_csp=True,
        )
        page = context.new_page()
        come_to(page, server, "/london/2/", "Grace")
        assert "You have a seat." in page.get_by_role("heading", level=1).inner_text()
        clean(page)
        page.goto(f"{server.address}/london/2/reserve/")
        assert page.url.endswith("/london/2/")
        context.close()


def come_to(page: Page, server: Server, path: str, name: str) -> None:
    page.goto(f"{server.address}{path}")
    page.get_by_label("First name").fill(name)
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    press(page.get_by_role("button", name="Just come"))


def test_two_seats_and_a_reserve_without_javascript(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    come(page, server, "Amara")
    assert "You have a seat." in page.get_by_role("heading", level=1).inner_text()
    page.goto(f"{server.address}/london/1/")
    late = context.new_page()
    come(late, server, "Bilal")
    page.get_by_label("First name").fill("Chidi")
    page.get_by_label("E-mail").fill("chidi@example.org")
    press(page.get_by_role("button", name="Just come"))
    assert "All two seats are taken." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("E-mail").input_value() == "chidi@example.org"
    press(page.get_by_role("button", name="Be a reserve"))
    assert "You are a reserve" in page.get_by_role("heading", level=1).inner_text()
    assert [text for text in said if "409" not in text] == []
    context.close()


def test_the_keyboard_is_enough(chromium: Browser, server: Server) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server.address}/london/3/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Dana")
    page.keyboard.press("Tab")
    page.keyboard.type("dana@example.org")
    enter(page)
    assert "/seat/" in page.url
    page.close()
