"""What leaves by itself in the days before a café: a word to its hosts, a brief to its helpers."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, press
from tests.e2e.test_who_came import as_esi
from tests.house.source import ROOT
from tests.server import Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e
LINK = re.compile(r"http://localhost(?::\d+)?(/london/host/\S+)")


def prepared(data: Path, what: str, *, days: int) -> str:
    """A chapter whose first café is so many days ahead; the session of its host."""
    ahead = datetime.now(ZoneInfo("Europe/London")) + timedelta(days=days)
    create_host(data, "--every", f"{ahead:%a} 18:30")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/e2e/days_before.py"), what],
        env=environment(data, {}), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def to(server: Server, name: str, about: str) -> list[str]:
    """The plain texts of somebody's letters about something."""
    letters = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in server.mail)
    mine = (
        one for one in letters if one["To"] == f"{name}@example.org" and about in one["Subject"]
    )
    return [body.get_content() for one in mine if (body := one.get_body(("plain",)))]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_forgotten_week(chromium: Browser, tmp_path: Path, scripts: bool) -> None:
    """Its host is told how it stands; the letter's link and two presses publish it as it is."""
    session = prepared(tmp_path, "draft", days=2)
    with serving(tmp_path) as server:
        assert until(lambda: to(server, "esi", "3 in the draft, accountant yes"))
        [text] = to(server, "esi", "in the draft")
        assert "Publish as is" in text
        link = LINK.search(text)
        assert link
        assert not to(server, "amara", "")
        context = as_esi(chromium, (server, "1", session), scripts=scripts, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{server.address}{link[1]}")
        assert "Dana" in page.locator("#plan").inner_text()
        press(page.get_by_role("link", name="Publish…"))
        if scripts:
            clean(page)
        press(page.get_by_role("button", name="Publish and send 3 invitations"))
        page.get_by_text("The plan is published.").wait_for()
        if scripts:
            clean(page)
        context.close()
        assert until(lambda: to(server, "amara", "a seat for you"))
        assert until(lambda: to(server, "dana", ""))
        assert len(to(server, "esi", "")) == 1


def test_a_helper_knows_what_to_expect(tmp_path: Path) -> None:
    """Topics, how many come, how to find it; never what somebody has written in their own words."""
    prepared(tmp_path, "brief", days=1)
    with serving(tmp_path) as server:
        assert until(lambda: to(server, "dana", "what your table would like to talk about"))
        [text] = to(server, "dana", "what your table")
        for words in (
            "Pricing what I make by hand",
            "Brixton Library",
            "general information, not professional advice",
            "No follow-up expected",
        ):
            assert words in " ".join(text.split())
        assert "candle" not in text
        assert to(server, "amara", "what your table") == []
