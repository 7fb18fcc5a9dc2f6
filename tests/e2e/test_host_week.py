"""The host's week in a real Chromium: drafted, understood, changed by hand, published."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.e2e.test_demo import be
from tests.server import Server, serving

pytestmark = pytest.mark.e2e

COSTS = re.compile("This (costs|gains)")

MOST_ON_A_PHONE = 5500
HIGHEST_BAR = 72
"""Pixels: six tables with all their people, and the bar after a change."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo whose week is still to be drafted; each test has a week of its own."""
    yield from demo(tmp_path_factory)


@pytest.fixture(scope="module")
def quiet_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another, where nobody publishes: who was asked twice is not planned for a third time."""
    yield from demo(tmp_path_factory)


def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("demo")
    with serving(data, verb=("demo", "--no-open", "--data", str(data))) as running:
        yield running


def host(page: Page, server: Server, *, weeks: int) -> None:
    """Esi at the page of a week, so many after the one it opens with."""
    be(page, server, "Esi")
    page.goto(f"{server.address}/london/host/")
    for _week in range(weeks):
        press(page.get_by_role("link", name="The week after"))


def draft(page: Page) -> None:
    press(page.get_by_role("button", name=re.compile("^Draft")))
    expect(page.get_by_role("heading", name="The draft")).to_be_visible()


def table_with(page: Page, name: str) -> Locator:
    return page.locator("article.cafe").filter(has=page.locator(f".who bdi:text-is('{name}')"))


def somebody(page: Page, table: int) -> str:
    """The first name of somebody at a table who may be moved."""
    at = page.locator("article.cafe").nth(table).locator("li[data-person]")
    return at.first.locator(".who bdi").first.inner_text()


def unfold(page: Page, table: int) -> None:
    """On a phone who sits at a table, and why, is one tap away."""
    page.locator("article.cafe").nth(table).get_by_text("Who, and why").click()


def told(page: Page) -> str:
    return page.locator("#changed [role=status]").inner_text()


def test_a_host_changes_a_draft_and_publishes_it(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 3000})
    page = context.new_page()
    host(page, server, weeks=0)
    draft(page)
    reason = page.locator(".reason").filter(has_text="↔").first.inner_text()
    assert re.match(r"sits with .+: .+ ↔ .+; .*they have", reason)

    name = somebody(page, 0)
    other = page.locator("article.cafe").nth(1)
    moved = table_with(page, name).locator(f"li:has(.who bdi:text-is('{name}'))")
    with page.expect_navigation():
        moved.drag_to(other.locator("h3"))
    expect(page.locator("#changed")).to_contain_text(COSTS)
    assert f"{name} is kept at" in told(page)
    expect(other.locator(".who", has_text=name)).to_contain_text("kept here")
    press(page.get_by_role("button", name="Undo"))
    expect(page.locator("article.cafe").nth(0).locator(".who", has_text=name)).to_be_visible()

    link = page.get_by_role("link", name=f"Change {name}", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Keep here")).to_be_focused()
    for _key in range(2):  # Not at this table, the first table to move to
        page.keyboard.press("Tab")
    enter(page)
    expect(page.locator("#changed")).to_contain_text(COSTS)
    assert re.fullmatch(r"at-\d+-\d+", page.evaluate("document.activeElement.id"))
    assert name in page.evaluate("document.activeElement.innerText")

    away = somebody(page, 2)
    page.get_by_role("link", name=f"Change {away}", exact=True).click()
    page.get_by_role("link", name="Leave it as it is").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name=f"Change {away}", exact=True).click()
    press(page.get_by_role("button", name="Not at this table"))
    expect(page.locator("#changed")).to_contain_text(f"{away} is not at")
    press(page.get_by_role("button", name=f"{away} · allow again"))
    expect(page.locator("#changed")).to_contain_text(f"{away} may sit at")
    press(page.get_by_role("button", name="Undo"))

    press(page.get_by_role("link", name="Publish…"))
    assert "Nothing has been sent yet." in page.locator("header").first.inner_text()
    late = context.new_page()
    late.goto(page.url)
    press(page.get_by_role("button", name=re.compile("Publish and send")))
    expect(page.locator("header").first).to_contain_text("The plan is published.")
    assert page.locator(".badge", has_text="not answered").count() > 5
    press(late.get_by_role("button", name=re.compile("Publish and send")))
    assert "already been published" in late.get_by_role("alert").inner_text()
    context.close()


def test_all_of_it_without_javascript_on_a_phone(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    host(page, server, weeks=1)
    draft(page)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_ON_A_PHONE
    unfold(page, 0)
    name = somebody(page, 0)
    press(page.get_by_role("link", name=f"Change {name}", exact=True))
    assert "/host/change/" in page.url
    press(page.get_by_role("link", name="Leave it as it is"))
    # The address names the person, so what is folded around them has opened.
    press(page.get_by_role("link", name=f"Change {name}", exact=True))
    press(page.get_by_role("button", name=re.compile("seats? free")).first)
    assert COSTS.search(told(page))
    bar = page.locator("#changed")
    assert bar.bounding_box()["height"] <= HIGHEST_BAR
    expect(bar.get_by_role("link", name="Publish…")).to_be_in_viewport(ratio=1)
    bar.locator("summary").click()
    assert f"{name} is kept at" in told(page)
    press(page.get_by_role("button", name="Undo"))
    unfold(page, 0)
    press(page.get_by_role("link", name=f"Change {name}", exact=True))
    press(page.get_by_role("button", name="Keep here"))
    assert "kept here" in table_with(page, name).locator(".who", has_text=name).inner_text()
    press(page.get_by_role("link", name="Publish…"))
    press(page.get_by_role("button", name=re.compile("Publish and send")))
    assert "The plan is published." in page.locator("header").first.inner_text()
    page.go_back()
    press(page.get_by_role("button", name=re.compile("Publish and send")))
    assert "already been published" in page.get_by_role("alert").inner_text()
    context.close()


@in_every_look
def test_pages_are_clean(chromium: Browser, quiet_server: Server, width: int, scheme: str) -> None:
    server = quiet_server
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,  # axe is put into the page
    )
    page = context.new_page()
    host(page, server, weeks=2)
    clean(page)
    draft(page)
    clean(page)
    if width < 640:
        unfold(page, 0)
        clean(page)
    change = page.get_by_role("link", name=re.compile("^Change ")).first
    change.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    clean(page)
    page.keyboard.press("Escape")
    there = change.get_attribute("href")
    page.goto(f"{server.address}{there}")
    clean(page)
    press(page.get_by_role("link", name="Leave it as it is"))
    press(page.get_by_role("link", name="Publish…"))
    clean(page)
    press(page.get_by_role("link", name="Back to the draft"))
    press(page.get_by_role("button", name="Start over"))
    expect(page.get_by_role("button", name=re.compile("^Draft"))).to_be_visible()
    page.goto(f"{server.address}/london/host/?week=2020-W01")
    clean(page)
    context.close()
