"""A whole file in one go: bytes, text, cells, columns, typed rows, and every fault on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from knowcafe.core.exchange.columns import Schema, match
from knowcafe.core.exchange.decode import decode
from knowcafe.core.exchange.fault import Fault, FaultKind, shown
from knowcafe.core.exchange.sheet import Row, Sheet, cut
from knowcafe.core.exchange.values import Wrong
from knowcafe.core.exchange.writing import unguarded

T = TypeVar("T")
_BROKEN = (FaultKind.OPEN_QUOTE, FaultKind.TOO_LONG)


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """What a file holds. With faults the rows are those that could be read, for a preview.

    `headers` says which header was taken for which field, `unused` which were not understood.
    """

    file: str
    rows: tuple[T, ...] = ()
    faults: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def fault(self, kind: FaultKind, line: int, of: str, value: str, *expected: str) -> Fault:
        """A fault found later, in the words of this file: `of` is the field."""
        return Fault(self.file, kind, line, self.headers.get(of, of), shown(value), expected)


class Cells:
    """The cells of one row by field. Every cell that cannot be read leaves a fault behind."""

    def __init__(
        self, file: str, line: int, texts: dict[str, str], headers: dict[str, str]
    ) -> None:
        self.file, self.line = file, line
        self.texts, self.headers = texts, headers
        self.faults: list[Fault] = []

    def text(self, of: str) -> str:
        return self.texts.get(of, "")

    def get(self, of: str, read: Callable[[str], T], default: T) -> T:
        """The value of a cell, or `default` where it is empty or cannot be read."""
        text = self.text(of)
        if not text:
            return default
        try:
            return read(text)
        except Wrong as wrong:
            self.blame(wrong.kind, of, *wrong.expected)
            return default

    def need(self, of: str, read: Callable[[str], T], default: T, *examples: str) -> T:
        """The value of a cell that must not be empty."""
        if not self.text(of):
            self.blame(FaultKind.MISSING, of, *examples)
        return self.get(of, read, default)

    def blame(self, kind: FaultKind, of: str, *expected: str) -> None:
        """Leave a fault at a cell."""
        header = self.headers.get(of, of)
        self.faults.append(
            Fault(self.file, kind, self.line, header, shown(self.text(of)), expected)
        )


def read(
    data: bytes, file: str, schema: Schema, make: Callable[[Cells], T], *, most: int
) -> Rows[T]:
    """Read a file of a kind: `make` turns the cells of each row into what the row says.

    Rows with a fault are left out of the result and named in its faults.
    """
    text = decode(data, file)
    if isinstance(text, Fault):
        return Rows(file, faults=(text,))
    sheet = cut(text, file, known=schema.known, most=most)
    mapping = match(schema, sheet.header, file)
    if mapping.faults:
        broken = tuple(fault for fault in sheet.faults if fault.kind in _BROKEN)
        return Rows(file, (), broken or mapping.faults, mapping.headers, mapping.unused)
    rows: list[T] = []
    faults: list[Fault] = []
    for cells in _cells(sheet, mapping.places, mapping.headers):
        made = make(cells)
        faults += cells.faults
        if not cells.faults:
            rows.append(made)
    found = (*sheet.faults, *faults)
    return Rows(file, tuple(rows), found, mapping.headers, mapping.unused)


def _cells(sheet: Sheet, places: dict[str, int], headers: dict[str, str]) -> Iterator[Cells]:
    width = len(sheet.header.cells)
    for row in sheet.rows:
        texts = {of: _composed(row.cells[i]) for of, i in places.items() if i < len(row.cells)}
        cells = Cells(sheet.file, row.line, texts, headers)
        extra = next((cell for cell in row.cells[width:] if cell), "")
        if extra:
            cells.faults.append(_ragged(sheet.file, row, extra, width))
        yield cells


def _ragged(file: str, row: Row, extra: str, width: int) -> Fault:
    expected = (str(width),)
    return Fault(file, FaultKind.RAGGED, row.line, value=shown(extra), expected=expected)


def _composed(cell: str) -> str:
    """A cell in one form of Unicode, so that equal names compare equal."""
    return unguarded(unicodedata.normalize("NFC", cell))
