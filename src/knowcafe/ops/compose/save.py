"""All files or none: what was rendered is put in its places in one go."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


class CannotWrite(Exception):
    """A place that cannot be written to; `path` and `why` say which and what stood in the way."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


def save(texts: Mapping[Path, str]) -> None:
    """Write every text beside its place first, then rename them all; raises `CannotWrite`.

    Until the last one is on the disk no file is touched, so a full disk leaves everything as it
    was. Folders are made where the one above them exists.
    """
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    path = Path()
    try:
        for path, text in texts.items():
            if path.is_dir():
                raise CannotWrite(path, "is a folder")
            if not path.parent.exists():
                path.parent.mkdir()
                made.append(path.parent)
            waiting.append((_beside(path, text), path))
        for ready, path in waiting:
            ready.replace(path)
    except BaseException as error:
        for ready, _ in waiting:
            ready.unlink(missing_ok=True)
        for folder in made:
            _forget(folder)
        if isinstance(error, OSError):
            raise CannotWrite(path, error.strerror or str(error)) from error
        raise


def _beside(path: Path, text: str) -> Path:
    """A finished copy in the folder of its place, so that the renaming cannot fail half-way."""
    ready = path.with_name(f".{path.name[:100]}-{os.getpid()}.part")
    try:
        with ready.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def _forget(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
