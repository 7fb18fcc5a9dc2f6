# ruff: noqa: INP001 (a script beside the pages, no package)
"""Make docs/picture.png, the README's one picture, from the demo of a fixed day and seed."""

import importlib
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from playwright.sync_api import Playwright, sync_playwright
from rich.console import Console

from knowcafe.ops.demo.run import PAGE, demo

DOCS = Path(__file__).resolve().parent
PICTURE = DOCS / "picture.png"
WIDTH, HEIGHT, SHARPER = 1120, 1032, 1.35
DAY, SEED = date(2027, 3, 1), 0


def main() -> int:
    """Compose the demo's week and photograph its top; 1 where there is no browser to do it."""
    sys.path.insert(0, str(DOCS.parent))
    browser = importlib.import_module("tests.browser")
    found = browser.find()
    if not found:
        sys.stderr.write(f"{browser.WHY_NOT}\n")
        return 1
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
    django.setup()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        quiet = Console(quiet=True)
        code = demo(folder=Path(folder), today=DAY, seed=SEED, open_page=False, console=quiet)
        if code == 0:
            photograph(Path(folder) / PAGE, playwright, found, browser.arguments())
    return code


def photograph(page: Path, playwright: Playwright, chromium: str, arguments: list[str]) -> None:
    started = playwright.chromium.launch(executable_path=chromium, args=arguments)
    opened = started.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SHARPER,
        color_scheme="light",
    )
    opened.goto(page.as_uri())
    opened.screenshot(path=PICTURE)
    started.close()
    sys.stdout.write(f"{PICTURE}\n")


if __name__ == "__main__":
    sys.exit(main())
