"""A year rehearsed in a real Chromium, without scripts, at every width and in the dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.clean import clean, press
from tests.e2e.test_demo import be
from tests.server import Server, serving

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("demo")
    with serving(data, verb=("demo", "--no-open", "--data", str(data))) as running:
        yield running


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: Browser, server: Server) -> Iterator[Page]:
    """A host's page; `request.param` is (width, scheme, scripts)."""
    width, scheme, scripts = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        java_script_enabled=scripts,
        bypass_csp=True,  # axe is put into the page
    )
    opened = context.new_page()
    be(opened, server, "Esi")
    opened.goto(f"{server.address}/london/host/settings/")
    press(opened.get_by_role("link", name="Rehearse a year"))
    yield opened
    context.close()


LOOKS = [(390, "light", True), (390, "dark", True), (1280, "light", True), (1280, "dark", True)]


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_a_changed_year_is_clean(page: Page) -> None:
    clean(page)
    page.get_by_label("Seats at the table").select_option("6")
    page.get_by_label("Everybody is asked the day before").uncheck()
    press(page.get_by_role("button", name="Play a year"))
    assert page.locator(".outlook:not(.year)").count() == 2
    for folded in page.locator(".outlook summary").all():
        folded.click()
    clean(page)


@pytest.mark.parametrize("page", [(390, "light", False)], indirect=True)
def test_without_scripts_and_back_again(page: Page) -> None:
    page.get_by_label("Seats at the table").select_option("4")
    page.get_by_label("Too few is fewer than").select_option("6")
    press(page.get_by_role("button", name="Play a year"))
    page.get_by_text("A table of 4 is thin below 4.").wait_for()
    assert page.get_by_label("Seats at the table").input_value() == "4"
    assert page.get_by_label("Too few is fewer than").input_value() == "4"
    page.get_by_role("heading", name="What would come of it").wait_for()
    press(page.get_by_role("link", name="As today"))
    page.get_by_role("heading", name="As it is today").wait_for()
