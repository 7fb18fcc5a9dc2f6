"""A quarter on a phone: what you know, when you could come, and who you are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, in_every_look, press
from tests.e2e.test_need import phone, sign_in
from tests.server import Server, create_host, serving

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    create_host(data)
    with serving(data) as running:
        yield running


@in_every_look
def test_the_page_is_clean(chromium: Browser, server: Server, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{server.address}/london/help/")
    clean(page)
    for area in page.locator("details summary").all():
        area.click()
    clean(page)
    press(page.get_by_role("button", name="Go on"))
    assert "Tick at least one thing" in page.inner_text("main")
    clean(page)
    page.goto(f"{server.address}/london/help/done/")
    clean(page)
    context.close()


def test_many_times_a_week_scroll_in_their_own_frame(chromium: Browser, server: Server) -> None:
    """On the narrowest phone, where a chapter meets six times a week."""
    page = chromium.new_page(viewport={"width": 320, "height": 844})
    page.goto(f"{server.address}/london/help/")
    more = "for (const row of document.querySelectorAll('.grid13 tr:not(.month)'))"
    more += " for (let n = 0; n < 5; n++) row.append(row.lastElementChild.cloneNode(true))"
    page.evaluate(more)
    assert page.evaluate("document.querySelector('.scroll').scrollWidth") > 320
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_quarter_in_half_a_minute(chromium: Browser, server: Server, script: bool) -> None:
    context = phone(chromium, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{server.address}/london/help/")
    page.get_by_text("Accounting, tax & cash").click()
    page.get_by_role("group", name="VAT & sales tax").get_by_label("my living").check()
    page.get_by_label("All Thursdays 18:30").check()
    days = page.locator('td [name="free"]')
    if script:  # the days follow; without JavaScript the server reads the tick above them
        assert all(day.is_checked() for day in days.all())
        days.last.uncheck()
        assert not page.get_by_label("All Thursdays 18:30").is_checked()
    page.get_by_label("What do you do?").fill("accountant")
    press(page.get_by_role("button", name="Go on"))
    sign_in(page, server, "Dana" if script else "Chidi")
    if not script:
        press(page.get_by_role("button", name="Save what I can give"))
    page.wait_for_url("**/london/help/done/")
    page.goto(f"{server.address}/me/")
    told = page.inner_text("main")
    assert "VAT & sales tax" in told
    assert re.search(r"\d+ days to come, at most 2 cafés", told)
    context.close()
