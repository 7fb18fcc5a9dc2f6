"""Which column is which: headers matched forgivingly to the fields that are understood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowcafe.core.exchange.fault import Fault, FaultKind, shown
from knowcafe.core.exchange.sheet import Row


@dataclass(frozen=True, slots=True)
class Column:
    """A field and the headers it goes by, the best first."""

    field: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of one kind of file.

    `needed` groups fields of which at least one must be there. `twice` is a pair of fields that
    may carry the same header, the first and the second (“person, person”).
    """

    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...] = ()
    twice: tuple[str, str] | None = None

    def known(self, cells: tuple[str, ...]) -> int:
        """How many of the cells are headers of this schema."""
        names = {bare(name) for column in self.columns for name in column.names}
        return sum(bare(cell) in names for cell in cells)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which cell holds which field; `unused` lists the headers nobody understood."""

    places: dict[str, int]
    headers: dict[str, str]
    unused: tuple[str, ...]
    faults: tuple[Fault, ...]


@lru_cache(4096)
def bare(header: str) -> str:
    """A header without case, accents, punctuation, spaces and remarks in brackets."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)|\[.*?\]", "", header)).casefold()
    return "".join(c for c in plain if c.isalnum())


def match(schema: Schema, header: Row, file: str) -> Mapping:
    """Match a header to a schema.

    Where several headers fit a field the one named earlier in the schema is taken; a header
    that is there twice is a fault, as nobody could tell which of the two is meant.
    """
    spelt = [bare(cell) for cell in header.cells]
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for column in schema.columns:
        at = _places(column, spelt, taken=set(places.values()))
        first, second = schema.twice or ("", "")
        if column.field == first and len(at) == 2:
            places |= {first: at[0], second: at[1]}
        elif column.field not in places and at:
            places[column.field] = at[0]
            faults += (_doubled(file, header, column, i) for i in at[1:])
    faults += _missing(schema, header, file, places)
    unused = tuple(shown(c) for i, c in enumerate(header.cells) if c and i not in places.values())
    headers = {field: shown(header.cells[i]) for field, i in places.items()}
    return Mapping(places, headers, unused, tuple(faults))


def _places(column: Column, spelt: list[str], taken: set[int]) -> list[int]:
    for name in column.names:
        at = [i for i, s in enumerate(spelt) if s == bare(name) and i not in taken]
        if at:
            return at
    return []


def _doubled(file: str, header: Row, column: Column, at: int) -> Fault:
    value = shown(header.cells[at])
    return Fault(file, FaultKind.DOUBLED_COLUMN, header.line, column.names[0], value)


def _missing(schema: Schema, header: Row, file: str, places: dict[str, int]) -> list[Fault]:
    names = {column.field: column.names for column in schema.columns}
    found = shown(", ".join(cell for cell in header.cells if cell))
    return [
        Fault(
            file,
            FaultKind.MISSING_COLUMN,
            header.line,
            names[group[0]][0],
            found,
            tuple(name for field in group for name in names[field][:3]),
        )
        for group in schema.needed
        if not any(field in places for field in group)
    ]
