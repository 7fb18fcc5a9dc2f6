"""Text to a header and rows of cells, whatever stands between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from knowcafe.core.exchange.fault import Fault, FaultKind

DELIMITERS = ",;\t|"
"""What may stand between two cells."""

_END = "\ue000the end\ue000"
_LOOK = 10
_SEP = re.compile(r'"?sep=([!#-/:-@\[-`{-~\t])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record and the line it starts on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file cut into cells: the header, the rows below it, and what was wrong with the cutting."""

    file: str
    delimiter: str
    header: Row
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()


class _Broken(Exception):
    """The cutting cannot go on."""

    def __init__(self, kind: FaultKind, line: int) -> None:
        super().__init__(kind, line)
        self.kind, self.line = kind, line

    def fault(self, file: str) -> Fault:
        if self.kind is FaultKind.OPEN_QUOTE:
            return Fault(file, self.kind, self.line)
        return Fault(file, self.kind, self.line, "", "…", (str(csv.field_size_limit()),))


def cut(text: str, file: str, *, known: Callable[[tuple[str, ...]], int], most: int) -> Sheet:
    """Cut `text` into cells; reads at most `most` rows, and says so when there are more.

    `known(cells)` counts the cells that are headers somebody understands. It finds the delimiter
    and the header: the first of the top ten records that has the most of them, so titles and
    blank lines above a header do no harm; nor does the header again, where files were joined.
    """
    delimiter, header = _header(text, known)
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        for row in _records(text, delimiter):
            above = row.line <= header.line
            if above or not any(row.cells) or row.cells == header.cells:
                continue
            if len(rows) == most:
                faults.append(_too_many(file, most))
                break
            rows.append(row)
    except _Broken as broken:
        faults.append(broken.fault(file))
    if not rows and not faults:
        faults.append(Fault(file, FaultKind.NO_ROWS))
    return Sheet(file, delimiter, header, tuple(rows), tuple(faults))


def _too_many(file: str, most: int) -> Fault:
    return Fault(file, FaultKind.TOO_MANY_ROWS, value=f"{most + 1}", expected=(f"{most}",))


def _header(text: str, known: Callable[[tuple[str, ...]], int]) -> tuple[str, Row]:
    said = _SEP.match(text)
    best: tuple[tuple[int, int, int], str, Row] | None = None
    for order, delimiter in enumerate(said[1] if said else DELIMITERS):
        for row in _first(text, delimiter):
            rank = (known(row.cells), -row.line, -order)
            if best is None or rank > best[0]:
                best = (rank, delimiter, row)
    return (best[1], best[2]) if best else (",", Row(1, ()))


def _first(text: str, delimiter: str) -> Iterator[Row]:
    try:
        yield from islice((r for r in _records(text, delimiter) if any(r.cells)), _LOOK)
    except _Broken:
        return


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Every record with its line; raises `_Broken` on a quote that is never closed.

    A last record of our own is put below the text: an open quote would swallow it.
    """
    said = _SEP.match(text)
    body = "\n" + text[said.end() :] if said else text
    lines = io.StringIO(f"{body}\n{_END}", newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except csv.Error:
            many = reader.line_num > start
            raise _Broken(FaultKind.OPEN_QUOTE if many else FaultKind.TOO_LONG, start) from None
        if cells == [_END]:
            return
        if cells and cells[-1].endswith(_END):
            raise _Broken(FaultKind.OPEN_QUOTE, start)
        yield Row(start, tuple(cell.strip() for cell in cells))
        start = reader.line_num + 1
