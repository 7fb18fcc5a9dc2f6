"""The served demo: somebody new to it is the host, reads the mail, and is somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.clean import clean, in_every_look, press
from tests.server import Server, serving, until

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("demo")
    with serving(data, verb=("demo", "--no-open", "--data", str(data))) as running:
        yield running


def be(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.address}/demo/")
    press(page.get_by_role("button", name=f"Be {name}"))


def letters_to(page: Page, server: Server, email: str, about: str) -> bool:
    page.goto(f"{server.address}/demo/mail/?to={email}")
    return page.get_by_role("link", name=about).count() > 0


def test_a_week_from_the_draft_to_an_answer(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    be(page, server, "Esi")
    press(page.get_by_role("button", name="Draft this week").first)
    assert "Amara" in page.locator("main").inner_text()
    press(page.get_by_role("link", name="Publish…").first)
    press(page.get_by_role("button", name=re.compile("Publish and send")))
    assert until(lambda: letters_to(page, server, "amara@example.org", "a seat for you"))
    press(page.get_by_role("link", name="a seat for you").first)
    press(page.get_by_role("button", name="Be Amara"))
    press(page.get_by_role("link", name="Answer here"))
    press(page.get_by_role("button", name="I’ll come"))
    assert page.get_by_role("button", name="Can’t come after all").is_visible()
    assert until(lambda: letters_to(page, server, "amara@example.org", "Your seat on"))
    be(page, server, "Esi")
    assert "coming" in page.locator("li:has(.who:has-text('Amara'))").text_content()
    context.close()


@in_every_look
def test_the_demos_own_pages_are_clean(
    chromium: Browser, server: Server, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type] # one of two words
        bypass_csp=True,  # axe is put into the page
    )
    page = context.new_page()
    for path in ("/demo/", "/demo/mail/", "/demo/mail/?to=nobody@example.org"):
        page.goto(f"{server.address}{path}")
        clean(page)
    page.goto(f"{server.address}/demo/mail/")
    press(page.locator("main .rows a").first)
    clean(page)
    be(page, server, "Amara")
    page.goto(f"{server.address}/demo/")
    clean(page)
    context.close()


def test_everybody_can_be_chosen_without_javascript(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/demo/")
    page.get_by_label("Whom?").select_option("grace@example.org")
    press(page.get_by_role("button", name="Be them"))
    assert "You are Grace" in page.get_by_role("navigation", name="Demo").inner_text()
    be(page, server, "a stranger")
    assert "A stranger" in page.get_by_role("navigation", name="Demo").inner_text()
    context.close()


def test_started_again_it_is_as_it_was(chromium: Browser, tmp_path: Path) -> None:
    """With other people's changes in it, on another port, and links in old mail still work."""
    verb = ("demo", "--no-open", "--data", str(tmp_path), "--stage", "invited")
    with serving(tmp_path, verb=verb) as first:
        page = chromium.new_page()
        be(page, first, "Amara")
        assert page.url.endswith("/me/")
        letters = len(first.mail)
    with serving(tmp_path, verb=verb[:4]) as second:
        assert second.port != first.port
        assert len(second.mail) >= letters
        page.goto(f"{second.address}/demo/mail/?to=amara@example.org")
        press(page.get_by_role("link", name="a seat for you").first)
        press(page.get_by_role("link", name="Answer here"))
        assert page.url.startswith(f"{second.address}/invitation/")
        page.close()
