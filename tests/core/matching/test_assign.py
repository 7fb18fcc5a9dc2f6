"""Whom to ask: as good as trying everything, worst-off first."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowcafe.core.matching.assign import assign

WEIGHTS = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=3)


@settings(max_examples=40)
@given(WEIGHTS, st.integers(1, 2), st.integers(1, 3))
def test_as_good_as_trying_everything(rows: list[list[int]], per_need: int, cap: int) -> None:
    affinity = np.array(rows, float)
    found = assign(affinity, per_need=per_need, cap=cap)
    best = max(value(affinity, x) for x in every(affinity.shape, per_need, cap))
    assert found.proven
    assert value(affinity, found.chosen) == best
    assert (found.worst, found.total) == best[1:]


def test_a_pair_that_is_ruled_out_is_never_chosen() -> None:
    affinity = np.array([[9.0, np.nan], [8.0, 1.0]])
    found = assign(affinity, per_need=1, cap=1)
    assert found.chosen.tolist() == [[True, False], [False, True]]


def test_nobody_to_ask_is_an_empty_answer() -> None:
    for shape in ((0, 3), (2, 0)):
        found = assign(np.zeros(shape), per_need=2, cap=1)
        assert (found.chosen.sum(), found.total, found.proven) == (0, 0.0, True)


def test_the_worst_off_comes_before_the_total() -> None:
    affinity = np.array([[9.0, 2.0], [8.0, 0.0]])
    found = assign(affinity, per_need=1, cap=1)
    assert (found.worst, found.total) == (2.0, 10.0)


def value(affinity: NDArray[np.float64], chosen: NDArray[np.bool_]) -> tuple[float, float, float]:
    got = affinity * chosen
    return float(chosen.sum()), float(got.sum(axis=1).min()), float(got.sum())


def every(shape: tuple[int, ...], per_need: int, cap: int) -> list[NDArray[np.bool_]]:
    cells = (np.array(x, bool).reshape(shape) for x in product((0, 1), repeat=shape[0] * shape[1]))
    return [x for x in cells if x.sum(axis=1).max() <= per_need and x.sum(axis=0).max() <= cap]
