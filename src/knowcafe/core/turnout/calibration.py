"""Was the forecast right? Forecasts beside what happened; evenings without check-in are skipped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good the forecasts of `cafes` evenings were.

    `rmse` is in heads, `bias` mean forecast less mean heads. `cover80` is the share of the
    probability integral transform within its middle 80 %: 0.80 for a forecast that means what it
    says, although heads are whole numbers. `brier` holds the score of "more than the table" and of
    "thin", `pit` ten bins that are equal for a calibrated forecast (Czado, Gneiting & Held 2009).
    """

    cafes: int
    rmse: float
    bias: float
    cover80: float
    brier_over: float
    brier_thin: float
    pit: tuple[float, ...]


def calibration(
    forecasts: Sequence[Sequence[float]],
    heads: Sequence[int | None],
    *,
    floor: int = 5,
    seats: int = 10,
) -> Calibration | None:
    """The calibration of `forecasts`, each P(k heads) for k = 0…, against the `heads` counted.

    None stands for an evening nobody counted and is left out; None is returned where none was
    counted. Raises ValueError where the two lists differ in length.
    """
    if len(forecasts) != len(heads):
        raise ValueError(f"{len(forecasts)} forecasts, {len(heads)} counts")
    pairs = [
        (np.array(chances, dtype=np.float64), count)
        for chances, count in zip(forecasts, heads, strict=True)
        if count is not None
    ]
    if not pairs:
        return None
    counted = np.array([count for _, count in pairs], dtype=np.float64)
    means = np.array([chances @ np.arange(len(chances)) for chances, _ in pairs])
    over = np.array([chances[seats + 1 :].sum() for chances, _ in pairs])
    thin = np.array([chances[:floor].sum() for chances, _ in pairs])
    segments = [_segment(chances, count) for chances, count in pairs]
    return Calibration(
        cafes=len(pairs),
        rmse=math.sqrt(float(np.mean((means - counted) ** 2))),
        bias=float(np.mean(means - counted)),
        cover80=math.fsum(_within(s, 0.1, 0.9) for s in segments) / len(pairs),
        brier_over=float(np.mean((over - (counted > seats)) ** 2)),
        brier_thin=float(np.mean((thin - (counted < floor)) ** 2)),
        pit=tuple(
            math.fsum(_within(s, k / 10, (k + 1) / 10) for s in segments) / len(pairs)
            for k in range(10)
        ),
    )


def _segment(chances: Floats, count: int) -> tuple[float, float]:
    """P(heads < count) and P(heads ≤ count)."""
    return float(chances[:count].sum()), float(chances[: count + 1].sum())


def _within(segment: tuple[float, float], low: float, high: float) -> float:
    """How much of a segment lies between `low` and `high`; a point lies in one bin or the next."""
    first, last = segment
    if last - first < 1e-12:
        at = min(first, 1 - 1e-12)
        return float(low <= at < high)
    return max(0.0, min(last, high) - max(first, low)) / (last - first)
