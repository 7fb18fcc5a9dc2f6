"""Every week at one more time: on the front door at once, and after its last day no more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.clean import clean, press
from tests.e2e.test_who_came import as_esi, served  # noqa: F401 – a fixture

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scripts", [True, False])
def test_a_weekly_time_begins_and_ends(chromium: Browser, served, scripts: bool) -> None:  # noqa: F811
    server, _cafe, _session = served
    context = as_esi(chromium, served, scripts=scripts, bypass_csp=True)
    page = context.new_page()
    at = "07:15" if scripts else "07:45"
    page.goto(f"{server.address}/london/host/settings/")
    page.get_by_text("Add a weekly time", exact=True).click()
    page.locator("#weekly").get_by_label("Day").select_option("Sunday")
    press(page.get_by_role("button", name="Meet every week"))
    page.get_by_text("When does it begin?").wait_for()
    assert page.locator("#weekly").get_by_label("Day").input_value() == "6"
    page.locator("#weekly").get_by_label("Begins").fill(at)
    press(page.get_by_role("button", name="Meet every week"))
    page.get_by_role("status").get_by_text("on the front door already").wait_for()
    begun = at_the_door(page, server.address, at)
    assert begun >= 3

    page.goto(f"{server.address}/london/host/settings/")
    press(page.get_by_role("link", name=f"Change or stop Sundays {at}"))
    last = sundays(server.data, at)[0]
    page.get_by_label("The last day").fill("2020-01-05")
    press(page.get_by_role("button", name="Stop after this day"))
    page.get_by_role("alert").get_by_text("cannot lie in the past").wait_for()
    if scripts:
        clean(page)
    page.get_by_label("The last day").fill(last)
    press(page.get_by_role("button", name="Stop after this day"))
    assert at_the_door(page, server.address, at) == 1
    assert page.get_by_text(f"The last café of Sunday, {at} is on").is_visible()

    page.goto(f"{server.address}/london/host/settings/")
    press(page.get_by_role("link", name=f"Change or stop Sundays {at}"))
    page.get_by_text("It ends on Sunday").wait_for()
    if scripts:
        clean(page)
    press(page.get_by_role("button", name="Go on after all"))
    assert at_the_door(page, server.address, at) == begun
    context.close()


def at_the_door(page: Page, address: str, at: str) -> int:
    """How many cafés of this hour the front door lists."""
    page.goto(f"{address}/london/")
    return page.locator("main li").filter(has_text=f"{at}–").count()


def sundays(data: Path, at: str) -> list[str]:
    """The days of that hour's cafés, as the rows have them."""
    wanted = """select c."on" from knowcafe_cafe c
        join knowcafe_series s on s.id = c.series_id where s.starts = ? order by c."on" """
    with closing(sqlite3.connect(data / "knowcafe.sqlite3")) as rows:
        return [str(on) for (on,) in rows.execute(wanted, [f"{at}:00"])]
