"""Words that keep the same company mean nearly the same: a text as a point among its likes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.sparse import Floats, Matrix, Row, unit

_SPARE = 8
_PASSES = 4


@dataclass(frozen=True, slots=True)
class Space:
    """Directions, words × dimensions."""

    directions: Floats

    def place(self, row: Row) -> Floats:
        """The point of a text, on the unit sphere; the origin if none of its words is known."""
        return unit(row.values @ self.directions[row.where])


def space_of(texts: Matrix, dimensions: int) -> Space:
    """Latent semantic analysis (Deerwester et al. 1990) by subspace iteration (Halko et al. 2011).

    The starting block is a fixed wave in place of noise, so that nothing is drawn.
    """
    back = texts.turned()
    grid = np.outer(np.arange(1, texts.width + 1), np.sqrt(np.arange(2, dimensions + _SPARE + 2)))
    block = np.cos(grid)
    for _ in range(_PASSES):
        block, _upper = np.linalg.qr(back.times(texts.times(block)))
    _left, _values, right = np.linalg.svd(texts.times(block), full_matrices=False)
    return Space(block @ right[:dimensions].T)
