"""A progress bar for whoever has waited longer than a second."""

from __future__ import annotations

from threading import Timer
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

AFTER = 1.0
"""Seconds before a bar appears."""


class Patience:
    """Call it with (steps done, steps in all); shows nothing on what is not a terminal.

    The bar comes by itself when the time is up, even where no step has been reported yet.
    """

    def __init__(self, console: Console, *, after: float = AFTER, doing: str = "Composing") -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task(doing, total=None)
        self._timer = Timer(after, self._bar.start)
        self._timer.daemon = True

    def __enter__(self) -> Patience:
        if self._bar.console.is_terminal:
            self._timer.start()
        return self

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._bar.live.is_started:
            self._bar.stop()
