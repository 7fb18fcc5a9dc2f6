"""The one place where HiGHS is set up: one thread, no clock, the same answer everywhere.

HiGHS is the open solver of Huangfu & Hall (2018, doi:10.1007/s12532-017-0130-5).
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

Row = tuple[dict[int, float], float, float]
"""Coefficients by column, least, most."""

INFINITY = float("inf")


def maximising(
    objective: NDArray[np.float64],
    rows: Sequence[Row],
    *,
    upper: NDArray[np.float64] | None = None,
    whole: Sequence[bool] | None = None,
    nodes: int = 0,
    gap: float = 0.0,
) -> highspy.Highs:
    """A solver for: maximise objective · c, each row between its bounds, 0 ≤ c ≤ upper (1).

    `whole` says which columns are whole numbers (None: all). An integer program stops after
    `nodes` branchings, or when it is within `gap` of its bound, in units of the objective.
    """
    columns = len(objective)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.col_cost_ = objective
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = np.ones(columns) if upper is None else upper
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.row_lower_ = np.array([least for _, least, _ in rows])
    lp.row_upper_ = np.array([most for _, _, most in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in rows)])
    lp.a_matrix_.index_ = np.array([j for row, _, _ in rows for j in row])
    lp.a_matrix_.value_ = np.array([a for row, _, _ in rows for a in row.values()], float)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[w] for w in (whole if whole is not None else [True] * columns)]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no stubs
    solver.silent()
    settings = {"threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_max_nodes": nodes}
    for option, value in settings.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_abs_gap", gap)
    solver.passModel(lp)
    return solver
