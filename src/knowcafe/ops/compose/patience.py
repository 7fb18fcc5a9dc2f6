"""A progress bar for whoever has waited longer than a second."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

AFTER = 1.0
"""Seconds before a bar appears."""


class Patience:
    """Call it with (steps done, steps in all); shows nothing on what is not a terminal."""

    def __init__(self, console: Console, *, after: float = AFTER) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("Composing", total=None)
        self._from = time.monotonic() + after
        self._shown = False

    def __enter__(self) -> Patience:
        return self

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)
        if not self._shown and self._bar.console.is_terminal and time.monotonic() >= self._from:
            self._shown = True
            self._bar.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._bar.stop()
