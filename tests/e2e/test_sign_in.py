"""Signing in, on a phone, in a real Chromium, with the code from the mail of a real server."""

from __future__ import annotations

import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.clean import clean, enter, in_every_look, press
from tests.rooms.test_accounts_factors import shown
from tests.server import OURS, Server, create_host, environment, serving, until

pytestmark = pytest.mark.e2e
ESI = "esi@example.org"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    create_host(data, "--seats", "2")
    with serving(data) as running:
        yield running


def from_elsewhere() -> dict[str, str]:
    """Tries are counted by where they come from; each browser comes from a place of its own."""
    return {"X-Forwarded-For": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"}


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, extra_http_headers=from_elsewhere()
    )
    yield context
    context.close()


def codes(server: Server, email: str) -> list[str]:
    """Every code mailed to an address; of one second's letters any may come first."""
    found = []
    for path in server.mail:
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        code = re.match(r"(\d{3}) (\d{3}) is your code", str(letter["Subject"]))
        if code and letter["To"] == email:
            found.append(code[1] + code[2])
    return found


def ask(page: Page, server: Server, email: str) -> str:
    """Type an address; the code as it comes by mail."""
    before = codes(server, email)
    page.get_by_label("Your e-mail").fill(email)
    press(page.get_by_role("button", name="Send me a code"))
    page.get_by_role("heading", name="Look in your mail").wait_for()
    assert until(lambda: len(codes(server, email)) > len(before), seconds=10)
    return next(code for code in codes(server, email) if code not in before)


def go_on(page: Page, code: str) -> None:
    page.get_by_label("code").fill(code)
    press(page.get_by_role("button", name="Go on", exact=True))


def on_the_app(secret: str) -> str:
    """What it shows, once there is time enough to send it: every half minute it shows another."""
    assert until(lambda: time.time() % 30 < 20)
    return shown(secret.replace(" ", ""))


def is_in(page: Page) -> bool:
    return page.locator('.account a[href="/me/"]').count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_code_and_out_again(chromium: Browser, server: Server, javascript: bool) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=javascript,
        extra_http_headers=from_elsewhere(),
    )
    page = context.new_page()
    page.goto(f"{server.address}/london/")
    press(page.get_by_role("link", name="Sign in"))
    code = ask(page, server, f"amara{javascript:d}@example.org")
    go_on(page, f"{code[:3]} {code[3:]}")
    page.goto(f"{server.address}/london/")
    assert is_in(page)
    page.goto(f"{server.address}/me/")
    press(page.get_by_role("link", name="Sign out"))
    press(page.get_by_role("button", name="Sign out"))
    assert not is_in(page)
    context.close()


def test_a_wrong_code_and_another(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.address}/sign-in/?next=/london/")
    code = ask(page, server, "bilal@example.org")
    for said in ("2 tries left", "1 try left", "That was the third try"):
        go_on(page, f"{(int(code) + 1) % 10**6:06}")
        page.get_by_text(said).wait_for()
    press(page.get_by_role("button", name="Send a new code to bilal@example.org"))
    page.get_by_role("heading", name="Look in your mail").wait_for()
    assert until(lambda: len(codes(server, "bilal@example.org")) == 2, seconds=10)
    go_on(page, next(fresh for fresh in codes(server, "bilal@example.org") if fresh != code))
    page.wait_for_url(f"{server.address}/london/")
    assert is_in(page)


def test_the_keyboard_and_pasting(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    page.goto(f"{server.address}/sign-in/?next=/london/")
    page.get_by_label("Your e-mail").focus()
    page.keyboard.type("dana@example.org")
    enter(page)
    page.get_by_role("heading", name="Look in your mail").wait_for()
    assert until(lambda: bool(codes(server, "dana@example.org")), seconds=10)
    (code,) = codes(server, "dana@example.org")
    page.get_by_label("Six-digit code").focus()
    page.keyboard.insert_text(f" {code[:3]} {code[3:]}")
    enter(page)
    page.wait_for_url(f"{server.address}/london/")


def with_passkeys(page: Page) -> None:
    """A security key of Chromium's own, which says yes."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_host_with_a_passkey_and_an_app(phone: BrowserContext, server: Server) -> None:
    page = phone.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with_passkeys(page)
    page.goto(f"{server.address}/sign-in/?next=/london/host/")
    go_on(page, ask(page, server, ESI))
    page.get_by_text("The hosts’ pages open once you have added").wait_for()
    press(page.get_by_role("link", name="Add a passkey"))
    page.get_by_label("A name for it").fill("My phone")
    press(page.get_by_role("button", name="Make the passkey"))
    page.get_by_role("heading", name="Recovery codes").wait_for()
    kept = page.locator("main li code").all_inner_texts()
    assert len(kept) == 10
    press(page.get_by_role("link", name="I have kept them"))
    page.wait_for_url(f"{server.address}/london/host/")

    page.context.clear_cookies()
    page.goto(f"{server.address}/sign-in/?next=/security/")
    go_on(page, ask(page, server, ESI))
    press(page.get_by_role("button", name="Use my passkey"))
    page.wait_for_url(f"{server.address}/security/")
    assert page.get_by_role("heading", name="My phone").count() == 1

    press(page.get_by_role("link", name="Add an app"))
    letters = page.locator("main section code").inner_text()
    go = page.get_by_label("Code from your app")
    go.fill(on_the_app(letters))
    press(page.get_by_role("button", name="Add the app"))
    page.get_by_role("heading", name="Recovery codes").wait_for()

    page.context.clear_cookies()
    page.goto(f"{server.address}/sign-in/?next=/security/")
    go_on(page, ask(page, server, ESI))
    page.get_by_label("Code from your app").fill(kept[0])
    press(page.get_by_role("button", name="Go on", exact=True))
    page.wait_for_url(f"{server.address}/security/")
    assert page.get_by_text("9 left").count() == 1
    assert [text for text in said if "404" not in text] == []


def test_mail_is_down(phone: BrowserContext, server: Server, data: Path) -> None:
    page = phone.new_page()
    page.goto(f"{server.address}/sign-in/?next=/london/")
    ask(page, server, "farid@example.org")
    printed = let_in(data, "farid@example.org", server.port)
    page.goto(printed)
    press(page.get_by_role("button", name="Sign in"))
    page.goto(f"{server.address}/london/")
    assert is_in(page)


def let_in(data: Path, email: str, port: int, *more: str) -> str:
    done = subprocess.run(
        [*OURS, "let-in", email, *more],
        env=environment(data, {"KNOWCAFE_ADDRESS": f"http://localhost:{port}"}),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@in_every_look
def test_pages_are_clean(chromium: Browser, server: Server, data, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,  # axe is put into the page
        extra_http_headers=from_elsewhere(),
    )
    page = context.new_page()
    who = f"grace-{width}-{scheme}@example.org"
    page.goto(f"{server.address}/sign-in/")
    clean(page)
    press(page.get_by_role("button", name="Send me a code"))
    clean(page)
    code = ask(page, server, who)
    clean(page)
    for _turn in range(3):
        go_on(page, f"{(int(code) + 1) % 10**6:06}")
        clean(page)
    page.goto(let_in(data, who, server.port))
    clean(page)
    press(page.get_by_role("button", name="Sign in"))
    for path in ("security/", "security/app/", "security/passkey/", "security/codes/", "sign-out/"):
        page.goto(f"{server.address}/{path}")
        clean(page)
    page.goto(f"{server.address}/security/app/")
    secret = page.locator("main section code").inner_text()
    page.get_by_label("Code from your app").fill(on_the_app(secret))
    press(page.get_by_role("button", name="Add the app"))
    clean(page)
    page.goto(f"{server.address}/security/")
    clean(page)
    press(page.get_by_role("link", name="Remove").first)
    clean(page)
    context.clear_cookies()
    page.goto(let_in(data, who, server.port))
    press(page.get_by_role("button", name="Sign in"))
    clean(page)
    context.close()
