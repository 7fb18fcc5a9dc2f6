"""A need on a phone: three screens, a code from the mail, and the café that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.e2e.test_just_come import come
from tests.server import Server, create_host, serving, until

pytestmark = pytest.mark.e2e

WORDS = "A shop wants invoices. Do I have to register for VAT?"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    create_host(data, "--seats", "4", "--access", "Step-free")
    with serving(data) as running:
        yield running


def phone(chromium: Browser, **more: Any) -> BrowserContext:
    return chromium.new_context(viewport={"width": 390, "height": 844}, **more)


def code_for(server: Server, email: str) -> str:
    """The six digits in the last mail to an address."""
    found: list[str] = []

    def arrived() -> bool:
        for file in server.mail:
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = letter.get_body(("plain",))
            digits = re.search(r"\b(\d{3}) ?(\d{3})\b", body.get_content() if body else "")
            if email in str(letter["To"]) and digits:
                found.append(digits[1] + digits[2])
        return bool(found)

    assert until(arrived), "no code came"
    return found[-1]


def sign_in(page: Page, server: Server, name: str) -> None:
    """The last screen: who they are, and the code from their mail."""
    email = f"{name.lower()}@example.org"
    page.get_by_label("First name").fill(name)
    page.get_by_label("E-mail").fill(email)
    press(page.get_by_role("button", name="Send me the code"))
    page.wait_for_url("**/sign-in/code/**")
    page.locator(".code-input").fill(code_for(server, email))
    press(page.locator("form:has(.code-input) button").first)


def ask(page: Page, server: Server) -> None:
    """The first two screens, with thumbs only."""
    page.goto(f"{server.address}/london/")
    page.get_by_label("What do you need help with?").fill(WORDS)
    press(page.get_by_role("button", name="Find my café"))
    page.get_by_label("VAT & sales tax").check()
    page.get_by_label("Thursdays 18:30").check()
    press(page.get_by_role("button", name="Go on"))


@in_every_look
def test_pages_are_clean(chromium: Browser, server: Server, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{server.address}/london/need/")
    clean(page)
    press(page.get_by_role("button", name="Go on"))
    clean(page)
    page.get_by_label("What do you need help with?").fill(WORDS)
    press(page.get_by_role("button", name="Go on"))
    clean(page)
    press(page.get_by_role("button", name="Go on"))
    assert "Tick what it is about" in page.inner_text("main")
    clean(page)
    page.get_by_label("VAT & sales tax").check()
    page.get_by_label("Thursdays 18:30").check()
    press(page.get_by_role("button", name="Go on"))
    clean(page)
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_from_a_need_to_the_list(chromium: Browser, server: Server, script: bool) -> None:
    name = "Amara" if script else "Bilal"
    context = phone(chromium, java_script_enabled=script)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    ask(page, server)
    page.go_back()
    assert page.get_by_label("VAT & sales tax").is_checked()  # nothing is lost on the way back
    page.goto(f"{server.address}/london/need/about/")
    assert page.get_by_label("Thursdays 18:30").is_checked()
    press(page.get_by_role("button", name="Go on"))
    sign_in(page, server, name)
    if not script:  # without JavaScript one more tap
        press(page.get_by_role("button", name="Put me on the list"))
    page.wait_for_url(re.compile(r"/london/need/\d+/"))
    assert page.get_by_role("heading", level=1).inner_text() == "You are on the list"
    assert "Nobody here has VAT know-how yet." in page.inner_text("header")
    assert "Just come" in page.inner_text("main")
    page.goto(f"{server.address}/me/")
    assert "VAT & sales tax" in page.inner_text("main")
    press(page.get_by_role("button", name="It is met"))
    assert "Nothing asked." in page.inner_text("main")
    assert [line for line in said if "40" not in line] == []
    context.close()


def test_home_is_clean_and_a_seat_is_given_back(chromium: Browser, server: Server) -> None:
    context = phone(chromium, bypass_csp=True)
    page = context.new_page()
    come(page, server, "Chidi")
    ask(page, server)
    sign_in(page, server, "Chidi")
    page.wait_for_url(re.compile(r"/london/need/\d+/"))
    clean(page)
    page.goto(f"{server.address}/me/")
    clean(page)
    press(page.get_by_role("button", name="Release my seat"))
    assert "No seat yet." in page.inner_text("main")
    context.close()


def test_the_keyboard_is_enough(chromium: Browser, server: Server) -> None:
    context = phone(chromium)
    page = context.new_page()
    page.goto(f"{server.address}/london/need/")
    page.get_by_label("What do you need help with?").focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    enter(page)
    page.wait_for_url("**/need/about/")
    page.locator('[name="topic"]').first.focus()
    page.keyboard.press("Space")
    assert page.get_by_label("What may the table know?").input_value() == "VAT & sales tax"
    assert page.get_by_label("Thursdays 18:30").is_checked()  # the chapter's only one
    enter(page)
    page.wait_for_url("**/need/you/")
    context.close()
