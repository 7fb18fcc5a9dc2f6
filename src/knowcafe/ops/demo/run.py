"""`knowcafe demo`: a London week composed from the example files and shown."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console

from knowcafe import phrases
from knowcafe.ops.compose.page import page
from knowcafe.ops.compose.patience import Patience
from knowcafe.ops.compose.run import BadInput, compose_files
from knowcafe.ops.compose.terminal import show
from knowcafe.ops.demo.examples import put_examples
from knowcafe.phrases.week.composed import Composed

PAGE = "week.html"


def demo(*, folder: Path, today: date, seed: int, open_page: bool, console: Console) -> int:
    """Write the examples, compose them as `knowcafe compose` does, show the week.

    Returns 0, or 2 where the files (changed by somebody) or the folder do not do.
    """
    try:
        kept = put_examples(folder, today=today)
        composed = _compose(folder, seed)
        (folder / PAGE).write_text(page(composed), encoding="utf-8")
    except BadInput as bad:
        for fault in bad.faults:
            _say(console, phrases.fault(fault))
        _say(console, _("Put it right, or name another --folder for fresh examples."))
        return 2
    except OSError as error:
        _say(console, _("%s cannot be written to (%s).") % (folder, error.strerror or error))
        return 2
    show(composed, console)
    console.print()
    for path in kept:
        _say(console, _("Kept as you have changed it: %s") % path)
    _present(folder / PAGE, open_page=open_page, console=console)
    return 0


def _compose(folder: Path, seed: int) -> Composed:
    names = ("people.csv", "needs.csv", "slots.csv", "met.csv")
    with Patience(Console(stderr=True)) as progress:
        return compose_files(*(folder / name for name in names), seed=seed, progress=progress)


def _present(path: Path, *, open_page: bool, console: Console) -> None:
    """Open the page where somebody sits in front of a screen; say where it is in any case."""
    address = path.resolve().as_uri()
    opened = open_page and has_screen(os.environ, sys.platform) and webbrowser.open(address)
    told = _("The page is open in your browser: %s") if opened else _("The same as a page: %s")
    _say(console, told % path)
    _say(console, _("Your own week: knowcafe compose --help"))


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser could open here: not on a build machine, not on a server."""
    if environment.get("CI"):
        return False
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
