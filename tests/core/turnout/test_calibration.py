"""Calibration against forecasts that are right, too bold and too timid."""

from math import isclose

import numpy as np
import pytest

from knowcafe.core.turnout import Forecast, calibration, forecast


def drawn(of: Forecast, cafes: int = 4000) -> list[int]:
    rng = np.random.default_rng(5)
    return rng.choice(len(of.chances), cafes, p=of.chances).tolist()


def test_a_forecast_that_is_right() -> None:
    right = forecast(10)
    found = calibration([right.chances] * 4000, drawn(right))
    assert found is not None
    assert found.cafes == 4000
    assert found.cover80 == pytest.approx(0.8, abs=0.02)
    assert found.bias == pytest.approx(0, abs=0.1)
    assert isclose(sum(found.pit), 1)
    assert max(found.pit) - min(found.pit) < 0.03


def test_one_that_is_too_sure_and_one_that_is_too_timid() -> None:
    heads = drawn(forecast(10))
    bold, timid = (
        calibration([forecast(10, shock=s, walk_ins=w).chances] * 4000, heads)
        for s, w in ((0.0, 0.0), (1.5, 0.3))
    )
    assert bold is not None
    assert timid is not None
    assert bold.cover80 < 0.78 < 0.83 < timid.cover80
    assert bold.pit[-1] > 0.12


def test_evenings_nobody_counted_are_left_out() -> None:
    chances = forecast(8).chances
    assert calibration([chances] * 3, [None, 5, None]) == calibration([chances], [5])
    assert calibration([chances], [None]) is None
    assert calibration([], []) is None
    with pytest.raises(ValueError, match="1 forecasts, 2 counts"):
        calibration([chances], [1, 2])


def test_scores_by_hand() -> None:
    sure = calibration([[0.0] * 6 + [1.0]], [6])
    assert sure is not None
    assert (sure.rmse, sure.brier_over, sure.brier_thin) == (0, 0, 0)
    half = calibration([[0.5, *[0.0] * 10, 0.5]], [11])
    assert half is not None
    assert half.rmse == 5.5
    assert (half.brier_over, half.brier_thin) == (0.25, 0.25)
    assert half.cover80 == pytest.approx(0.8)


def test_heads_nobody_thought_possible_lie_at_the_end() -> None:
    found = calibration([[0.5, 0.5]], [7])
    assert found is not None
    assert found.pit == (0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
