"""What every page must be, whoever opens it; and pressing what leads to the next page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

in_every_look = pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "light"),
        (1280, "dark"),
        pytest.param(390, "dark", marks=pytest.mark.long),
        pytest.param(1280, "light", marks=pytest.mark.long),
    ],
)
"""Phone and desk, light and dark; `make test` looks at two of the four, `make long` at all."""


def press(what: Locator) -> None:
    """Press a button or a link and wait for the page it leads to.

    A click alone comes back while the old page may still be there: it would be read by mistake, and
    going elsewhere would call back what is just being sent. Clicks are for what stays on a page.
    """
    with what.page.expect_navigation():
        what.click()


def enter(page: Page) -> None:
    """Press Enter where the focus is and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def clean(page: Page) -> None:
    """No fault for axe, nothing scrolls sideways, everything to press is large enough."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert [(f["id"], [n["html"] for n in f["nodes"]][:2]) for f in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    small = "[...document.querySelectorAll('main a, main button, main input:not([type=hidden])')]"
    small += ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).length"
    assert page.evaluate(small) == 0
