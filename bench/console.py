"""How benches speak: a table for people, one JSON line for machines, progress while they work."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

T = TypeVar("T")


def parser(name: str, doc: str | None) -> argparse.ArgumentParser:
    """An argument parser with `--json`, whose help is the module's docstring."""
    made = argparse.ArgumentParser(
        prog=f"python -m bench.{name}",
        description=doc,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    return made


def seeds(text: str) -> range:
    """The seeds that "0:5" or "7" names."""
    first, _, last = text.partition(":")
    return range(int(first), int(last) if last else int(first) + 1)


def watched(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """`items`, with a progress bar on standard error."""
    count = total if total is not None else len(items) if isinstance(items, Sized) else None
    yield from track(items, what, total=count, console=Console(stderr=True), transient=True)


def tell(
    result: Mapping[str, Any],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    as_json: bool,
) -> None:
    """Print `result` as JSON or `rows` as a table."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*(f"{c:.4g}" if isinstance(c, float) else str(c) for c in row))
    Console().print(table)
