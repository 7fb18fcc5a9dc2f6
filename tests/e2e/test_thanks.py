"""The morning after in a real Chromium: thanks, whether it helped, and who is told."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, press
from tests.server import Server, serving, until

pytestmark = pytest.mark.e2e
LINK = re.compile(r"http://\S+/helped/\S+")
DIGITS = re.compile(r"asks for: (\d\d)")


def texts(server: Server) -> list[str]:
    letters = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in server.mail)
    bodies = (letter.get_body(("plain",)) for letter in letters)
    return [body.get_content() for body in bodies if body]


def test_it_helped_and_the_helper_is_told(chromium: Browser, tmp_path: Path) -> None:
    verb = ("demo", "--stage", "after", "--no-open", "--data", str(tmp_path))
    with serving(tmp_path, verb=verb) as server:
        assert any("You gave 90 minutes" in text for text in texts(server))
        asked = next(text for text in texts(server) if LINK.search(text))
        link, digits = LINK.search(asked), DIGITS.search(asked)
        assert link
        assert digits
        told = sum("it helped" in text for text in texts(server))
        for width, scheme in ((390, "light"), (1280, "dark")):
            context = chromium.new_context(
                viewport={"width": width, "height": 844},
                color_scheme=scheme,  # type: ignore[arg-type] # one of two words
                bypass_csp=True,
            )
            page = context.new_page()
            page.goto(re.sub(r"localhost:\d+", f"localhost:{server.port}", link[0]))
            clean(page)
            if scheme == "dark":
                page.get_by_label("two digits").fill(digits[1])
                press(page.get_by_role("button", name="It helped: tell them"))
                page.wait_for_url("**said=thanks")
                clean(page)
            context.close()
        assert until(lambda: sum("it helped" in text for text in texts(server)) > told)
