"""Rows to CSV that every spreadsheet opens and none runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = ("''", *(f"'{start}" for start in _FORMULA))


def guarded(cell: object) -> str:
    """A cell as text; an apostrophe goes before what a spreadsheet would take for a formula.

    Numbers stay as they are: they are ours, not somebody's words.
    """
    text = str(cell)
    unsafe = isinstance(cell, str) and text.startswith((*_FORMULA, *_GUARDED))
    return f"'{text}" if unsafe else text


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    return cell[1:] if cell.startswith(_GUARDED) else cell


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated text with a header, quoted where needed, lines ending in CR LF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(name) for name in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
