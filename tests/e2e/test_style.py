"""Every part of the pages in every state, as a real Chromium shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.server import Server, serving

pytestmark = pytest.mark.e2e

SMALL = """
[...document.querySelectorAll('a, button, summary, input:not([type=hidden])')].filter(e => {
  const box = e.getBoundingClientRect()
  const inText = getComputedStyle(e).display === 'inline' && e.parentElement.tagName === 'P'
  return box.width && !inText && (box.height < 24 || box.width < 24)
}).map(e => e.outerHTML)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("demo")
    with serving(data, verb=("demo", "--no-open", "--data", str(data))) as running:
        yield running


@pytest.fixture
def style(request: pytest.FixtureRequest, chromium: Browser, server: Server) -> Iterator[Page]:
    """The page of parts; `request.param` is (width, scheme)."""
    width, scheme = getattr(request, "param", (390, "light"))
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        bypass_csp=True,  # axe is put into the page
    )
    page = context.new_page()
    page.goto(f"{server.address}/demo/style/")
    yield page
    context.close()


LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.mark.parametrize("style", LOOKS, indirect=True)
def test_every_part_is_clean(style: Page) -> None:
    assert [f["id"] for f in Axe().run(style).response["violations"]] == []
    assert style.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert style.evaluate(SMALL) == []


def test_control_what_is_too_small_or_too_pale_is_found(style: Page) -> None:
    style.evaluate("document.querySelector('main .button').className = ''")
    style.evaluate("document.querySelector('main button').style.blockSize = '20px'")
    style.evaluate("document.querySelector('main p').style.color = '#ccc'")
    assert [f["id"] for f in Axe().run(style).response["violations"]] == ["color-contrast"]
    assert len(style.evaluate(SMALL)) == 1


def test_what_is_chosen_shows_without_colour(style: Page) -> None:
    """The native tick stays, and the line around a chosen answer is thicker."""
    shadow = "e => getComputedStyle(e.closest('label')).boxShadow"
    boxes = style.locator(".pick input[type=radio]")
    assert boxes.nth(0).evaluate(shadow) != "none"
    assert boxes.nth(1).evaluate(shadow) == "none"
    assert boxes.nth(0).evaluate("e => getComputedStyle(e).appearance") == "auto"


def test_focus_is_seen_wherever_it_is(style: Page) -> None:
    found = "(e => e === document.body ? '' : "
    found += "getComputedStyle(e.closest('.pick') || e).outlineStyle)(document.activeElement)"
    seen = []
    while not seen or (seen[-1] and len(seen) < 200):
        style.keyboard.press("Tab")
        seen.append(style.evaluate(found))
    assert len(seen) > 40
    assert set(seen[:-1]) == {"solid"}


def test_the_first_column_of_a_quarter_stays(style: Page) -> None:
    style.evaluate("document.querySelector('.grid13').parentElement.style.width = '180px'")
    style.evaluate("document.querySelector('.grid13').parentElement.scrollLeft = 150")
    left = "e => e.getBoundingClientRect().left - e.closest('.scroll').getBoundingClientRect().left"
    assert style.locator(".grid13 th[scope=row]").first.evaluate(left) == 0


def test_nothing_moves_where_that_is_asked_for(style: Page) -> None:
    style.emulate_media(reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter(e => "
    moving += "parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    assert style.evaluate(moving) == 0


def test_from_right_to_left_nothing_sticks_out(style: Page) -> None:
    style.evaluate("document.documentElement.dir = 'rtl'")
    assert style.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_nothing_is_to_be_pressed(style: Page) -> None:
    style.emulate_media(media="print")
    shown = "[...document.querySelectorAll('.button, .nav li, .bar, footer')]"
    assert style.evaluate(shown + ".filter(e => e.getClientRects().length).length") == 0
