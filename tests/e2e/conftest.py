"""A real Chromium for each worker, and a page that remembers everything it complained about."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser

Scheme = Literal["light", "dark"]


@dataclass
class Opened:
    """A page in the browser, what it said to the console and what it asked the network for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., AbstractContextManager[Opened]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = browser.find()
    if not found:
        if browser.is_required():
            pytest.fail(browser.WHY_NOT)
        pytest.skip(browser.WHY_NOT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=browser.arguments())
        yield started
        started.close()


@pytest.fixture
def open_file(chromium: Browser) -> Open:
    """Open a page from disk: `with open_file(path, width=390, scheme="dark") as opened`."""

    @contextmanager
    def opened(path: Path, *, width: int, scheme: Scheme, **more: Any) -> Iterator[Opened]:
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, **more
        )
        seen = Opened(context.new_page())
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(path.resolve().as_uri())
        yield seen
        context.close()

    return opened
