"""A softmax over sparse features, learned by AdaGrad in a fixed order: numpy and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Row = tuple[NDArray[np.intp], Floats]
"""A sparse text: which features it has, and how much of each."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights, features × labels."""

    weights: Floats

    def logits(self, row: Row) -> Floats:
        return row[1] @ self.weights[row[0]]


def softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max())
    return raised / raised.sum()


def learn(
    rows: Sequence[Row],
    truths: Floats,
    offsets: Floats,
    features: int,
    *,
    decay: float,
    rounds: int = 12,
    rate: float = 0.5,
) -> Linear:
    """Weights that move `offsets` (logits, texts × labels) to `truths` (shares, rows sum to 1).

    AdaGrad (Duchi, Hazan & Singer 2011) with L2 `decay` per text, averaged over the last half.
    Same rows, same order, same weights: nothing is drawn.
    """
    weights = np.zeros((features, truths.shape[1]))
    squares = np.full_like(weights, 1e-2)
    total = np.zeros_like(weights)
    for turn in range(rounds):
        for at in _order(len(rows), turn):
            where, values = rows[at]
            error = softmax(offsets[at] + values @ weights[where]) - truths[at]
            slope = values[:, None] * error + decay * weights[where]
            squares[where] += slope * slope
            weights[where] -= rate * slope / np.sqrt(squares[where])
        if turn >= rounds // 2:
            total += weights
    return Linear(total / (rounds - rounds // 2))


def _order(count: int, turn: int) -> NDArray[np.intp]:
    """A different shuffle every turn without chance: steps by the golden section."""
    return np.argsort((np.arange(count) + 1) * (0.6180339887498949 + turn * 0.0901699) % 1.0)
