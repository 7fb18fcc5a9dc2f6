"""Whom to ask about each need when no table is set: the worst-off need first, then the total.

The fast lane of a chapter asks a few people about each need, nobody too often. The literature on
assigning papers to reviewers calls the first objective max-min fairness (Kobren, Saha & McCallum
2019, doi:10.1145/3292500.3330899); here both objectives are solved exactly, in their order.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from knowcafe.core.matching.highs import INFINITY, Row, maximising

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Assigned:
    """chosen[n, q]: whether helper q is asked about need n. worst: least sum of affinities over
    the needs; total: the sum over all. proven: whether no assignment is better in that order.
    """

    chosen: NDArray[np.bool_]
    worst: float
    total: float
    proven: bool


def assign(
    affinity: NDArray[np.float64], *, per_need: int, cap: int, nodes: int = 10_000
) -> Assigned:
    """Ask up to `per_need` helpers about each need, each helper about at most `cap` needs.

    `affinity` has the shape (needs, helpers), not negative; NaN rules a pair out. Among the
    assignments that ask most often, the one whose worst-off need has the most affinity, and among
    those the one with the most in total; `nodes` limits the branchings spent on each of the two.
    """
    allowed = ~np.isnan(affinity)
    weight = np.where(allowed, affinity, 0.0)
    if not allowed.any():
        return Assigned(np.zeros_like(allowed), 0.0, 0.0, proven=True)
    model = _Model(weight, allowed, per_need, cap, nodes)
    fair, worst_proven = model.solve(count=model.most())
    worst = float((weight * fair).sum(axis=1).min())
    best, total_proven = model.solve(count=int(fair.sum()), worst=worst)
    total = float((weight * best).sum())
    return Assigned(best, worst, total, worst_proven and total_proven)


class _Model:
    """Columns: x[n, q], helper q is asked about need n, row by row; then the worst-off's sum."""

    def __init__(
        self,
        weight: NDArray[np.float64],
        allowed: NDArray[np.bool_],
        per_need: int,
        cap: int,
        nodes: int,
    ) -> None:
        self.weight, self.nodes = weight, nodes
        self.upper = np.append(allowed.ravel().astype(float), np.inf)
        needs, helpers = weight.shape
        self.cells = np.arange(needs * helpers).reshape(weight.shape)
        self.rows: list[Row] = [(_ones(row), -INFINITY, float(per_need)) for row in self.cells]
        self.rows += [(_ones(column), -INFINITY, float(cap)) for column in self.cells.T]

    def most(self) -> int:
        """How many questions can be asked; the relaxation is exact, its matrix being unimodular."""
        objective = np.append(np.ones(self.cells.size), 0.0)
        solver = maximising(objective, self.rows, upper=self.upper, whole=[False] * len(objective))
        solver.run()
        return round(solver.getInfo().objective_function_value)

    def solve(self, *, count: int, worst: float | None = None) -> tuple[NDArray[np.bool_], bool]:
        """The best worst-off need for `count` questions or, given `worst`, the best total."""
        rows = [*self.rows, (_ones(self.cells.ravel()), float(count), INFINITY)]
        least = self.cells.size
        for cells, weights in zip(self.cells, self.weight, strict=True):
            row = dict(zip(cells.tolist(), weights.tolist(), strict=True))
            if worst is None:
                rows.append((row | {least: -1.0}, 0.0, INFINITY))
            else:
                rows.append((row, worst - TINY, INFINITY))
        total = np.zeros(least) if worst is None else self.weight.ravel()
        solver = maximising(
            np.append(total, float(worst is None)),
            rows,
            upper=self.upper,
            whole=[*[True] * least, False],
            nodes=self.nodes,
            gap=TINY,
        )
        solver.run()
        x = np.array(solver.getSolution().col_value)[:-1].reshape(self.cells.shape)
        return x > 0.5, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def _ones(columns: NDArray[np.int_]) -> dict[int, float]:
    return dict.fromkeys(columns.tolist(), 1.0)
