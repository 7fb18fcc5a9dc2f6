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
    was. Folders are made where the one above them exists. A link stays a link, and what is no
    file (a pipe, a device) is written into, not replaced.
    """
    desk = _Desk()
    try:
        for path, text in texts.items():
            desk.take(path, text)
        desk.put()
    except OSError as error:
        desk.clear()
        raise CannotWrite(desk.path, error.strerror or str(error)) from error
    except BaseException:
        desk.clear()
        raise


class _Desk:
    """What is ready to be put in its place; `path` is the one at hand."""

    def __init__(self) -> None:
        self.path = Path()
        self._ready: list[tuple[Path, Path]] = []
        self._streams: list[tuple[Path, str]] = []
        self._made: list[Path] = []

    def take(self, path: Path, text: str) -> None:
        self.path = path
        if path.is_dir():
            raise CannotWrite(path, "is a folder")
        if not path.parent.exists():
            path.parent.mkdir()
            self._made.append(path.parent)
        if _is_stream(path):
            self._streams.append((path, text))
        else:
            place = path.resolve()
            self._ready.append((_beside(place, text), place))

    def put(self) -> None:
        for path, text in self._streams:
            self.path = path
            path.write_text(text, encoding="utf-8", newline="")
        for ready, path in self._ready:
            self.path = path
            ready.replace(path)

    def clear(self) -> None:
        """Take away what was made and is of no use now."""
        for ready, _ in self._ready:
            ready.unlink(missing_ok=True)
        for folder in self._made:
            _forget(folder)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file()


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
