"""Rows that are mostly empty, and the little arithmetic we need of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
_BLOCK = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """The columns in which a row has something, ascending, and how much."""

    where: Places
    values: Floats

    def unit(self) -> Row:
        """The same direction, length one; an empty row stays empty."""
        length = float(np.sqrt(self.values @ self.values))
        return Row(self.where, self.values / length) if length else self

    def plus(self, other: Row, times: float) -> Row:
        """The sum of two rows, the other `times` as heavy."""
        where = np.union1d(self.where, other.where)
        values = np.zeros(len(where))
        values[np.searchsorted(where, self.where)] += self.values
        values[np.searchsorted(where, other.where)] += times * other.values
        return Row(where, values)


def unit(values: Floats) -> Floats:
    """Dense values, last axis scaled to length one; zeros stay zeros."""
    lengths = np.sqrt((values * values).sum(axis=-1, keepdims=True))
    return np.asarray(values / np.where(lengths > 0, lengths, 1.0))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows under each other (compressed sparse rows)."""

    starts: Places
    where: Places
    values: Floats
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> Matrix:
        starts = np.cumsum([0, *(len(row.where) for row in rows)], dtype=np.intp)
        where = np.concatenate([np.zeros(0, dtype=np.intp), *(row.where for row in rows)])
        values = np.concatenate([np.zeros(0), *(row.values for row in rows)])
        return cls(starts, where, values, width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def turned(self) -> Matrix:
        """The transpose."""
        order = np.argsort(self.where, kind="stable")
        rows = np.repeat(np.arange(len(self), dtype=np.intp), np.diff(self.starts))
        counts = np.bincount(self.where, minlength=self.width)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)
        return Matrix(starts, rows[order], self.values[order], len(self))

    def times(self, dense: Floats) -> Floats:
        """Matrix times dense (width × k), in blocks that fit a small machine's memory."""
        product = np.zeros((len(self), dense.shape[1]))
        for first, last in self._blocks(dense.shape[1]):
            start, end = self.starts[first], self.starts[last]
            parts = self.values[start:end, None] * dense[self.where[start:end]]
            filled = np.flatnonzero(np.diff(self.starts[first : last + 1]))
            if len(filled):
                begins = self.starts[first:last][filled] - start
                product[first + filled] = np.add.reduceat(parts, begins, axis=0)
        return product

    def _blocks(self, columns: int) -> Iterator[tuple[int, int]]:
        """Row ranges of about `_BLOCK` products each, at least a row."""
        first, room = 0, max(1, _BLOCK * 10 // max(1, columns))
        while first < len(self):
            last = int(np.searchsorted(self.starts, self.starts[first] + room, side="right")) - 1
            last = min(len(self), max(first + 1, last))
            yield first, last
            first = last
