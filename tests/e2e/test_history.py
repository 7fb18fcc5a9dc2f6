"""A group's history, brought in by its host in a real Chromium, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.core.exchange.elsewhere import LUMA, MEETUP, MEETUP_EVENING
from tests.e2e.clean import clean, enter, in_every_look, press
from tests.e2e.test_who_came import as_esi, served  # noqa: F401 – a fixture
from tests.server import Server

pytestmark = pytest.mark.e2e


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.innerText || document.activeElement.name")
        if here == name:
            return
    raise AssertionError(f"{name} cannot be reached")


def choose(page: Page, server: Server, file: Path) -> None:
    """To the field and the button by keyboard; the system's own window cannot be typed into."""
    page.goto(f"{server.address}/london/host/history/")
    tab_to(page, "file")
    page.locator(":focus").set_input_files(str(file))
    tab_to(page, "Look at it")
    enter(page)


def lines(page: Page) -> list[str]:
    return page.get_by_role("status").locator("li").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_luma_file_by_keyboard_with_another_mapping_and_twice(
    chromium: Browser,
    served,  # noqa: F811
    tmp_path: Path,
    scripts: bool,
) -> None:
    server, _cafe, _session = served
    context = as_esi(chromium, served, scripts=scripts, bypass_csp=True)
    page = context.new_page()
    name = "with" if scripts else "without"
    text = LUMA.replace("Example.org", "example.org").replace("@e", f"@{name}.e")
    text = text.replace("approval_status", "state")
    file = tmp_path / f"{name}.csv"
    file.write_text(text, "utf-8")
    choose(page, server, file)
    expect(page.get_by_role("heading", name="Bring 7 people in?")).to_be_visible()
    page.get_by_text("Which column is taken as what").click()
    page.get_by_label("What they answered").select_option(label="state (approved)")
    press(page.get_by_role("button", name="Bring them in"))
    expect(page.get_by_text("Read once more. Is it right now?")).to_be_visible()
    expect(page.get_by_role("heading", name="Bring 5 people in?")).to_be_visible()
    press(page.get_by_role("link", name="3 skipped"))
    expect(page.get_by_text("is the same person as line 2")).to_be_visible()
    if scripts:
        clean(page)
    tab_to(page, "Bring them in")
    enter(page)
    assert lines(page) == ["5 new people", "3 rows skipped"]
    choose(page, server, file)
    page.get_by_text("Which column is taken as what").click()
    page.get_by_label("What they answered").select_option(label="state (approved)")
    press(page.get_by_role("button", name="Read it this way"))
    expect(page.get_by_text("5 already here")).to_be_visible()
    press(page.get_by_role("button", name="Bring them in"))
    assert lines(page) == ["5 already here", "3 rows skipped"]
    letters = "".join(path.read_text("utf-8", "replace") for path in server.mail)
    assert f"@{name}.example.org" not in letters
    context.close()


def test_members_of_meetup_get_an_address(chromium: Browser, served, tmp_path: Path) -> None:  # noqa: F811
    server, _cafe, _session = served
    context = as_esi(chromium, served, bypass_csp=True)
    page = context.new_page()
    file = tmp_path / "members.xls"
    file.write_text(MEETUP, "utf-16")
    choose(page, server, file)
    press(page.get_by_role("button", name="Bring them in"))
    assert lines(page) == ["3 new without an address"]
    press(page.get_by_role("link", name="Give people an address"))
    grace = page.get_by_role("listitem").filter(has_text="Grace Lund")
    grace.get_by_text("Give an address, or forget").click()
    grace.get_by_label("E-mail").fill("grace@")
    press(grace.get_by_role("button", name="That is their address"))
    expect(grace.get_by_label("E-mail")).to_have_value("grace@")
    clean(page)
    grace.get_by_label("E-mail").fill("grace@example.org")
    press(grace.get_by_role("button", name="That is their address"))
    expect(page.get_by_role("status").first).to_have_text("Grace belongs to the chapter now.")
    amara = page.get_by_role("listitem").filter(has_text="Amara Okafor")
    press(amara.get_by_role("button", name="Yes, the same").first)
    expect(page.get_by_text("1 person without an address")).to_be_visible()
    page.goto(f"{server.address}/london/host/history/")
    press(page.get_by_role("button", name="Undo"))
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    context.close()


@in_every_look
def test_both_steps_are_clean(
    chromium: Browser,
    served,  # noqa: F811
    tmp_path: Path,
    width: int,
    scheme: str,
) -> None:
    server, _cafe, _session = served
    context = as_esi(chromium, served, width=width, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.address}/london/host/history/")
    press(page.get_by_role("button", name="Look at it"))
    expect(page.get_by_text("Choose a file first.")).to_be_visible()
    clean(page)
    file = tmp_path / ("a-long-name-of-a-file-" * 5 + ".tsv")
    file.write_text(MEETUP_EVENING, "utf-8")
    choose(page, server, file)
    page.get_by_text("Which column is taken as what").click()
    clean(page)
    press(page.get_by_role("button", name="Bring them in"))
    expect(page.get_by_role("alert")).to_contain_text("Say which day it was")
    clean(page)
    press(page.get_by_role("button", name="Forget this file"))
    expect(page.get_by_role("heading", name="Choose a file")).to_be_visible()
    context.close()
