# ruff: noqa: INP001 (a script beside the pages, no package)
"""Make docs/pictures/*.png: the flows of the demo, in a real Chromium."""

from __future__ import annotations

import importlib
import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures"
PHONE, DESK = (390, 780), (1280, 900)


class Camera:
    """A browser at one width, on the demo."""

    def __init__(self, chromium: Browser, address: str, size: tuple[int, int]) -> None:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="light", locale="en-GB"
        )
        self.page: Page = context.new_page()
        self._address, self._size = address, size

    def goto(self, path: str) -> None:
        self.page.goto(f"{self._address}{path}")

    def be(self, name: str) -> None:
        self.goto("/demo/")
        self.page.get_by_role("button", name=f"Be {name}", exact=True).click()

    def press(self, name: str, role: Any = "button") -> None:
        self.page.get_by_role(role, name=re.compile(name)).first.click()

    def take(self, name: str, *, most: int = 0, above: str = "") -> None:
        """The page from its top or from above a part of it; the demo's bar is left out."""
        width, height = self._size
        self.page.evaluate("document.querySelector('.bar')?.remove()")
        tall = int(self.page.evaluate("document.documentElement.scrollHeight"))
        box = self.page.locator(above).first.bounding_box() if above else None
        top = max(0, int(box["y"]) - 90) if box else 0
        clip = {"x": 0, "y": top, "width": width, "height": min(tall - top, most or height)}
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
        sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")

    def look(self, name: str) -> None:
        """What is on the screen just now, and no more."""
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path)
        sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")

    def mail(self, to: str, about: str) -> None:
        """Open somebody's letter, once it has arrived."""
        for _turn in range(60):
            self.goto(f"/demo/mail/?to={to}@example.org")
            link = self.page.get_by_role("link", name=re.compile(about)).first
            if link.count():
                link.click()
                return
            time.sleep(0.5)
        raise TimeoutError(about)


def main() -> int:
    """Serve a demo, walk through it and photograph it; 1 where there is no browser."""
    sys.path.insert(0, str(DOCS.parent))
    browser = importlib.import_module("tests.browser")
    server = importlib.import_module("tests.server")
    found = browser.find()
    if not found:
        sys.stderr.write(f"{browser.WHY_NOT}\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        verb = ("demo", "--no-open", "--data", folder)
        chromium = playwright.chromium.launch(executable_path=found, args=browser.arguments())
        with server.serving(Path(folder), verb=verb) as served:
            phone = Camera(chromium, served.address, PHONE)
            photograph_the_week(Camera(chromium, served.address, DESK), phone)
            photograph_a_need(phone)
            photograph_even_numbers(Camera(chromium, served.address, DESK), phone)
        verb = ("demo", "--no-open", "--data", f"{folder}/tonight", "--stage", "tonight")
        with server.serving(Path(folder, "tonight"), verb=verb) as served:
            photograph_the_hour(Camera(chromium, served.address, DESK), served.address, chromium)
        chromium.close()
    return 0


def photograph_the_hour(desk: Camera, address: str, chromium: Browser) -> None:
    """A facilitator's phone from the tables to the next steps, and the room's screen."""
    phone = Camera(chromium, address, (360, 720))
    phone.goto("/demo/")
    phone.press("Be Farid")
    phone.page.locator("#tables li").first.wait_for()
    phone.look("hour")
    phone.press("here")
    phone.page.locator("#coming-and-going").get_by_role("button", name="Esther").click()
    phone.page.wait_for_timeout(1500)
    phone.look("hour-late")
    phone.page.locator("#people").get_by_role("button", name="Done").click()
    screen = phone.page.locator("#more a", has_text="screen").get_attribute("href")
    desk.goto(str(screen))
    desk.look("hour-room")
    for picture in ("", "hour-circle", "hour-steps"):
        phone.page.get_by_role("button", name="Next").click()
        phone.page.locator("#toast").wait_for(state="hidden")
        if picture == "hour-circle":
            for name in ("Amara", "Bilal", "Dana", "Farid", "Chidi", "Yusuf", "Sam"):
                phone.page.locator("#speaking").get_by_role("button", name=name).click()
            phone.page.locator("#speaking").scroll_into_view_if_needed()
        if picture:
            phone.look(picture)


def photograph_the_week(desk: Camera, phone: Camera) -> None:
    """The host's draft, what will be sent, the letter, the answer, a quarter, and who came."""
    desk.be("Esi")
    desk.press("Draft this week")
    desk.take("draft", most=1180)
    desk.press("Publish", "link")
    desk.take("publish", most=820)
    desk.press("Publish and send")
    phone.mail("amara", "a seat for you")
    phone.take("invitation-mail", most=860)
    phone.press("Be Amara")
    phone.press("Answer here", "link")
    phone.take("invitation", most=860)
    phone.press("I’ll come")
    phone.goto("/me/")
    phone.take("member", most=860)
    phone.be("Dana")
    phone.take("quarter", most=900, above=".grid13")
    phone.be("Esi")
    phone.goto("/london/host/came/")
    phone.page.locator("main a", has_text=re.compile("Change|Say who came")).first.click()
    phone.take("who-came", most=860)


def photograph_even_numbers(desk: Camera, phone: Camera) -> None:
    """What is foreseen of a café, what was foreseen of those before, and a year rehearsed."""
    desk.be("Esi")
    desk.goto("/london/host/")
    desk.take("foreseen", most=620, above=".cafe")
    phone.be("Esi")
    phone.goto("/london/host/forecasts/")
    phone.take("forecasts", most=1120)
    desk.goto("/london/host/rehearse/")
    desk.page.get_by_label("Seats at the table").select_option("8")
    desk.press("Play a year")
    desk.take("rehearse", most=1080)


def photograph_a_need(phone: Camera) -> None:
    """From the front door to the café that fits."""
    phone.be("a stranger")
    phone.take("front-door", most=860)
    need = "A shop wants to sell my soap but asks for sixty per cent off. What do I charge?"
    phone.page.get_by_label("What do you need help with?").fill(need)
    phone.take("need-1", most=860)
    phone.press("Find my café")
    phone.page.get_by_label("Pricing").check()
    phone.page.get_by_label(re.compile("Tuesdays 18:30")).check()
    phone.take("need-2", most=1100)
    phone.press("Go on")
    phone.page.get_by_label("First name").fill("Hugo")
    phone.page.get_by_label("E-mail").fill("hugo.new@example.org")
    phone.take("need-3", most=860)


if __name__ == "__main__":
    sys.exit(main())
