"""A holiday finds people: the host calls the café off on a phone, and they are told."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, press
from tests.e2e.test_who_came import as_esi
from tests.house.source import ROOT
from tests.server import create_host, environment, serving

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scripts", [True, False])
def test_a_holiday_finds_people(chromium: Browser, tmp_path: Path, scripts: bool) -> None:
    create_host(tmp_path)
    with serving(tmp_path) as server:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/e2e/coming.py")],
            env=environment(tmp_path, {}), capture_output=True, text=True, check=True,
        )  # fmt: skip
        _ended, session = done.stdout.split()
        for name in ("Amara", "Bilal"):
            server.post_form("/london/2/", first_name=name, email=f"{name.lower()}@example.org")
        context = as_esi(chromium, (server, "2", session), scripts=scripts, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{server.address}/london/host/cafes/2/")
        page.get_by_text("2 people count on it").wait_for()
        day = page.locator("h1").inner_text()
        page.goto(f"{server.address}/london/host/settings/")
        page.locator("#holiday input[type=date]").fill(_date(tmp_path))
        press(page.get_by_role("button", name="No café then"))
        page.get_by_text("2 people count on the café at").wait_for()
        if scripts:
            clean(page)
        press(page.get_by_role("link", name="Call it off and tell them"))
        assert page.locator("h1").inner_text() == f"Call off {day}?"
        if scripts:
            clean(page)
        press(page.get_by_role("button", name="Call it off and tell 2 people"))
        assert page.get_by_role("status").inner_text().startswith("Called off. 2 people are told")
        if scripts:
            clean(page)
        press(page.get_by_role("link", name="See its public page"))
        page.get_by_text("This café has been called off.").wait_for()
        if scripts:
            clean(page)
        context.close()


def _date(data: Path) -> str:
    """The day of the second café, as the rows have it."""
    with closing(sqlite3.connect(data / "knowcafe.sqlite3")) as rows:
        return str(rows.execute('select "on" from knowcafe_cafe where id = 2').fetchone()[0])
