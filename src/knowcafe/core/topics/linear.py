"""One straight line per label between its texts and all others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.sparse import Floats, Matrix, Row

_SMOOTH = 0.3
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights: sparse features × labels and dense features × labels (the last is the bias)."""

    sparse: Floats
    dense: Floats

    def margins(self, row: Row, dense: Floats) -> Floats:
        """How far on each label's side a text stands; about ±1 at the edge of certainty."""
        words: Floats = row.values @ self.sparse[row.where]
        facts: Floats = dense @ self.dense[:-1]
        return np.asarray(words + facts + self.dense[-1])


def learn(rows: Matrix, dense: Floats, signs: Floats, *, softness: float, rounds: int) -> Linear:
    """Weights for labels (signs: texts × labels, 1 holds, −1 does not, 0 not known).

    Squared hinge loss and L2, solved in the dual one text at a time (Hsieh et al. 2008), all
    labels side by side. Sparse features are first scaled by how differently they occur with and
    without the label (Wang & Manning 2012). Same input, same weights: the order of texts is fixed.
    """
    scale = _contrast(rows, signs)
    facts = np.hstack([dense, np.ones((len(dense), 1))])
    weights = np.zeros((rows.width, signs.shape[1]))
    heavy = np.zeros((facts.shape[1], signs.shape[1]))
    alphas = np.zeros_like(signs)
    slack = 0.5 / softness
    for turn in range(rounds):
        for at in _order(len(signs), turn):
            where = rows.where[rows.starts[at] : rows.starts[at + 1]]
            values = rows.values[rows.starts[at] : rows.starts[at + 1], None] * scale[where]
            fact = facts[at]
            margin = (values * weights[where]).sum(axis=0) + fact @ heavy
            size = (values * values).sum(axis=0) + fact @ fact
            slope = signs[at] * margin - 1.0 + slack * alphas[at]
            after = np.maximum(alphas[at] - slope / (size + slack), 0.0)
            step = (after - alphas[at]) * signs[at]
            alphas[at] = after
            weights[where] += values * step
            heavy += fact[:, None] * step
    return Linear(weights * scale, heavy)


def _contrast(rows: Matrix, signs: Floats) -> Floats:
    """|log ratio| of a feature's share in the texts of a label to its share in the others."""
    back = rows.turned()
    inside = back.times((signs > 0).astype(float)) + _SMOOTH
    outside = back.times((signs < 0).astype(float)) + _SMOOTH
    ratio = np.log(inside / inside.sum(axis=0)) - np.log(outside / outside.sum(axis=0))
    return np.asarray(np.hypot(ratio, _LEAST))


def _order(count: int, turn: int) -> list[int]:
    """A different order every turn without chance: steps by the golden section."""
    steps = (np.arange(1, count + 1) * (0.6180339887498949 + 0.0901699437494742 * turn)) % 1.0
    return [int(i) for i in np.argsort(steps, kind="stable")]
