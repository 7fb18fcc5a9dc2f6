"""Where the real Chromium is; as a script, get one where that is possible.

End-to-end tests need it. Without one they are skipped and say why, except where
`KNOWCAFE_REQUIRE_ALL=1` makes a missing browser a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MINUTES = 3
WHY_NOT = "No Chromium here: install one (apt-get install chromium) or name it in KNOWCAFE_CHROMIUM"

ARGUMENTS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update")


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """The path of a Chromium: the one that is named, the system's, else playwright's own."""
    named = environment.get("KNOWCAFE_CHROMIUM")
    if named:
        return shutil.which(named)
    for command in COMMANDS:
        found = shutil.which(command, path=environment.get("PATH"))
        if found:
            return found
    placed = [place for place in PLACES if Path(place).exists()]
    return placed[0] if placed else _playwrights(environment)


def is_required(environment: Mapping[str, str] = os.environ) -> bool:
    return environment.get("KNOWCAFE_REQUIRE_ALL") == "1"


def arguments() -> list[str]:
    """What Chromium is started with: nothing of its own on the network, no sandbox for root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]


def _playwrights(environment: Mapping[str, str]) -> str | None:
    home = Path(environment.get("HOME", "/"))
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = [Path(named)] if named else [home / ".cache/ms-playwright"]
    caches += [home / "Library/Caches/ms-playwright"]
    for cache in caches:
        for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*/*/*/Chromium"):
            for path in sorted(cache.glob(pattern), reverse=True):
                return str(path)
    return None


def install() -> str | None:
    """Try the system's packages as root, else playwright's own download; both end in time."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        commands.insert(
            0, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        )
    for command in commands:
        try:
            subprocess.run(command, capture_output=True, timeout=60 * MINUTES, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        found = find()
        if found:
            return found
    return None


def verdict(found: str | None, *, required: bool) -> tuple[int, str]:
    """The exit code and what to say: without a browser 1 where there must be one, else 0."""
    if found:
        return 0, found
    return int(required), f"{WHY_NOT}; tests in a browser are skipped."


def main() -> int:
    """Find or get a browser, and say where it is."""
    code, told = verdict(find() or install(), required=is_required())
    print(told)
    return code


if __name__ == "__main__":
    sys.exit(main())
