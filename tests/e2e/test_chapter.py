"""A chapter's own flows in a real Chromium: what its hosts decide, and who would like to host."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, press
from tests.e2e.test_who_came import as_esi, served  # noqa: F401 – a fixture
from tests.server import until

pytestmark = pytest.mark.e2e


def written(mail: list[Path]) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in mail)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_host_decides_where_and_when(chromium: Browser, served, scripts: bool) -> None:  # noqa: F811
    server, _cafe, _session = served
    context = as_esi(chromium, served, scripts=scripts)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/settings/")
    hall = "Peckham Hall" if scripts else "Brixton Library"
    page.get_by_label("Place", exact=True).fill(hall)
    press(page.get_by_role("button", name="Keep", exact=True))
    page.get_by_role("status").first.wait_for()
    day = "2099-12-24" if scripts else "2099-12-31"
    page.locator("#holiday_on").fill(day)
    press(page.get_by_role("button", name="No café then"))
    back = page.get_by_role("button", name="We meet after all")
    back.wait_for()
    press(back)
    page.locator("#holiday_on").wait_for()
    assert back.count() == 0
    page.goto(f"{server.address}/london/")
    page.get_by_text(hall).first.wait_for()
    context.close()


def test_who_would_like_to_host_reaches_the_hosts(chromium: Browser, served) -> None:  # noqa: F811
    server, _cafe, _session = served
    context = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.address}/london/")
    press(page.get_by_role("link", name="Host a café").first)
    page.get_by_label("First name").fill("Farid")
    press(page.get_by_role("button", name="Send"))
    assert page.get_by_label("First name").input_value() == "Farid"
    page.get_by_label("E-mail").fill("farid@example.org")
    page.locator("textarea").fill("I have a room with ten chairs in Deptford.")
    press(page.get_by_role("button", name="Send"))
    page.get_by_text("Thank you. It is on its way.").wait_for()
    clean(page)
    assert until(lambda: "farid@example.org" in written(server.mail))
    context.close()
