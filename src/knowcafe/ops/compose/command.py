"""`knowcafe compose`: three files in, a week of tables out, on the screen and in files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console

from knowcafe import phrases
from knowcafe.core.exchange import Fault
from knowcafe.ops.compose.files import as_json, as_tables
from knowcafe.ops.compose.page import page
from knowcafe.ops.compose.patience import Patience
from knowcafe.ops.compose.run import BadInput, BrokenPlan, compose_files
from knowcafe.ops.compose.save import CannotWrite, save
from knowcafe.ops.compose.terminal import show
from knowcafe.ops.compose.wishes import Wish
from knowcafe.phrases.week.composed import Composed

MOST_SHOWN = 50
"""So many faults are shown one by one."""

PRINTED = "-"
"""In place of a file for the JSON: print it."""


@dataclass(frozen=True, slots=True)
class Files:
    """What to read, and what to write besides the screen; `json` may be `PRINTED`."""

    people: Path
    needs: Path
    slots: Path
    met: Path | None = None
    json: str | None = None
    csv: Path | None = None
    html: Path | None = None


def compose_command(files: Files, *, seed: int, table: int, wishes: Sequence[Wish] = ()) -> int:
    """Compose, write and show; returns the exit code.

    0: done. 1: the planner failed its own check. 2: something in the files, or a place that
    cannot be written to. 130: interrupted. Nothing is written unless everything could be.
    """
    errors = Console(stderr=True)
    try:
        with Patience(errors) as progress:
            composed = compose_files(
                *(files.people, files.needs, files.slots, files.met),
                seed=seed,
                table=table,
                wishes=wishes,
                progress=progress,
            )
        texts = _texts(files, composed)
        save(texts)
    except BadInput as bad:
        _say(told(bad.faults))
        return 2
    except CannotWrite as stuck:
        words = {"path": stuck.path, "why": stuck.why}
        _say([_("%(path)s cannot be written (%(why)s); nothing was written.") % words])
        return 2
    except BrokenPlan as broken:
        _say([_("The plan broke its own rules (%s); nothing was written.") % broken])
        return 1
    except KeyboardInterrupt:
        _say([_("Stopped; nothing was written.")])
        return 130
    _print(files, composed)
    _say([*composed.notes, *(_("Written: %s") % path for path in texts)])
    return 0


def _print(files: Files, composed: Composed) -> None:
    if files.json == PRINTED:
        sys.stdout.write(as_json(composed))
    else:
        show(composed, Console())


def _texts(files: Files, composed: Composed) -> dict[Path, str]:
    """Every file to write and what goes in; raises `CannotWrite` where two are the same file."""
    texts: list[tuple[Path, str]] = []
    if files.json and files.json != PRINTED:
        texts.append((Path(files.json), as_json(composed)))
    if files.csv:
        texts += ((files.csv / name, text) for name, text in as_tables(composed).items())
    if files.html:
        texts.append((files.html, page(composed)))
    taken = {p.resolve() for p in (files.people, files.needs, files.slots, files.met) if p}
    for path, _text in texts:
        if path.resolve() in taken:
            raise CannotWrite(path, _("it is already one of the files of this command"))
        taken.add(path.resolve())
    return dict(texts)


def told(faults: tuple[Fault, ...]) -> Iterable[str]:
    """What is wrong with the files, line by line; the last line counts."""
    yield from (phrases.fault(fault) for fault in faults[:MOST_SHOWN])
    if len(faults) > MOST_SHOWN:
        yield _("… and %d more") % (len(faults) - MOST_SHOWN)
    yield phrases.faults_counted(len(faults))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
