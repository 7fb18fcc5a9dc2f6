"""A host is not alone: another one is added, opens the hosts' pages, and is thanked again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.clean import clean, press
from tests.e2e.test_chapter import written
from tests.e2e.test_sign_in import let_in, on_the_app
from tests.e2e.test_who_came import as_esi, served  # noqa: F401 – a fixture
from tests.server import until

pytestmark = pytest.mark.e2e
FARID = "farid@example.org"


@pytest.mark.parametrize("scripts", [True, False])
def test_another_host(chromium: Browser, served, scripts: bool) -> None:  # noqa: F811
    server, _cafe, _session = served
    name, email = ("Farid", FARID) if scripts else ("Grace", "grace@example.org")
    context = as_esi(chromium, served, scripts=scripts, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/settings/")
    assert page.get_by_role("button", name="Hosts no more").count() == 0
    page.get_by_text("Add a host", exact=True).click()
    page.locator("#host").get_by_label("First name").fill(name)
    page.locator("#host").get_by_label("E-mail").fill(f"{name} at example.org")
    press(page.get_by_role("button", name="Make them a host"))
    page.get_by_text("That is not an e-mail address").wait_for()
    assert page.locator("#host").get_by_label("First name").input_value() == name
    page.locator("#host").get_by_label("E-mail").fill(email)
    press(page.get_by_role("button", name="Make them a host"))
    page.get_by_role("status").get_by_text("They host now").wait_for()
    if scripts:
        clean(page)
    assert until(lambda: re.search(f"To: .*{email}", written(server.mail)))

    theirs = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=scripts
    )
    other = theirs.new_page()
    other.goto(let_in(server.data, email, server.port))
    press(other.get_by_role("button", name="Sign in"))
    other.goto(f"{server.address}/security/app/")
    secret = other.locator("main section code").inner_text()
    other.get_by_label("Code from your app").fill(on_the_app(secret))
    press(other.get_by_role("button", name="Add the app"))
    for path in ("", "came/", "people/", "settings/"):
        answer = other.goto(f"{server.address}/london/host/{path}")
        assert answer
        assert answer.status == 200
    assert other.locator("#host .who").all_inner_texts() == ["Esi", f"{name} you"]

    press(page.get_by_role("button", name=f"Hosts no more {name}"))
    page.get_by_role("status").get_by_text("They do not host any more").wait_for()
    assert page.locator("#host .who").all_inner_texts() == ["Esi you"]
    answer = other.goto(f"{server.address}/london/host/settings/")
    assert answer
    assert answer.status == 404
    theirs.close()
    context.close()
