"""The way to a browser, and that its absence is loud where it must not be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browser


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """A machine on which nothing is installed."""
    return {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}


def put(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform != "linux", reason="browsers elsewhere live in fixed places")
def test_it_is_looked_for_by_name_in_the_system_and_with_playwright(
    nowhere: dict[str, str], tmp_path: Path
) -> None:
    assert browser.find(nowhere) is None
    own = put(tmp_path / ".cache/ms-playwright/chromium-1200/chrome-linux/chrome")
    assert browser.find(nowhere) == own
    system = put(tmp_path / "bin/chromium")
    assert browser.find(nowhere) == system
    named = put(tmp_path / "elsewhere/chromium")
    assert browser.find({**nowhere, "KNOWCAFE_CHROMIUM": named}) == named
    assert browser.find({**nowhere, "KNOWCAFE_CHROMIUM": "/no/such/file"}) is None


@pytest.mark.parametrize(
    ("found", "required", "code"),
    [("/usr/bin/chromium", True, 0), ("/usr/bin/chromium", False, 0), (None, False, 0)],
)
def test_a_missing_browser_is_an_error_only_where_all_is_required(
    found: str | None, required: bool, code: int
) -> None:
    assert browser.verdict(found, required=required)[0] == code
    assert browser.verdict(None, required=True) == (
        1,
        f"{browser.WHY_NOT}; tests in a browser are skipped.",
    )


@pytest.mark.parametrize(("require", "said"), [("0", "1 skipped: "), ("1", "Failed: ")])
def test_the_suite_says_why_it_skips_and_fails_where_all_is_required(
    require: str, said: str
) -> None:
    here = Path(__file__).parent
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "skip_link", "tests/e2e"],
        cwd=here.parent,
        env={**os.environ, "KNOWCAFE_CHROMIUM": "/no/such", "KNOWCAFE_REQUIRE_ALL": require},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode != 0) == (require == "1")
    assert f"{said}{browser.WHY_NOT}" in ran.stdout
