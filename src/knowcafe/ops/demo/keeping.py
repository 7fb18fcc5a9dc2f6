"""The folder of a demo: known by its stamp, emptied only with one, served by one process."""

from __future__ import annotations

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import OperationalError, connections

from knowcafe.accounts.queries import everybody
from knowcafe.journal.queries import is_demo, was_done
from knowcafe.ops.demo.story import Stage

_MADE = ("knowcafe.sqlite3*", "mail/*.eml", "mail/.*.eml")


def is_stamped() -> bool:
    """Whether this database was made by `knowcafe demo`; one without tables was not."""
    with suppress(OperationalError):
        return is_demo()
    return False


def has_people() -> bool:
    """Whether there is anybody in this database."""
    with suppress(OperationalError):
        return everybody().exists()
    return False


def stage_kept() -> Stage | None:
    """How far this demo was filled."""
    return next((stage for stage in Stage if was_done(f"demo.{stage.value}")), None)


def empty() -> None:
    """Delete what a demo has made, and nothing else that may lie in its folder."""
    connections.close_all()
    folder: Path = settings.DATA
    for pattern in _MADE:
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def hold(address: str) -> IO[str] | None:
    """Serve this folder alone, until the process ends; None where another one does."""
    file = (settings.DATA / "demo.lock").open("a+")
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # children do not inherit this kind
    except OSError:
        file.close()
        return None
    file.truncate(0)
    file.write(address)
    file.flush()
    return file


def held_at() -> str:
    """The address at which another process serves this folder."""
    return (settings.DATA / "demo.lock").read_text("utf-8")
