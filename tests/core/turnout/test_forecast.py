"""The forecast against brute force and identities; no simulation, so no luck."""

from itertools import product
from math import comb, exp, factorial, fsum, isclose, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.turnout import Forecast, expected, forecast, full_chance, thin_chance

shares = st.floats(0, 1, allow_nan=False)
tables = st.lists(shares, max_size=10)


def brute_force(shows: list[float]) -> list[float]:
    """P(k heads) by going through every subset of people who come."""
    chances = [0.0] * (len(shows) + 1)
    for came in product((False, True), repeat=len(shows)):
        chances[sum(came)] += prod(p if c else 1 - p for p, c in zip(shows, came, strict=True))
    return chances


@given(st.lists(shares, max_size=8))
def test_without_a_shock_it_is_the_poisson_binomial(shows: list[float]) -> None:
    found = forecast(len(shows), shows=shows, walk_ins=0, shock=0)
    assert np.allclose(found.chances, brute_force(shows), atol=1e-7)


@pytest.mark.parametrize("seated", [0, 1, 4, 10])
def test_one_rate_without_a_shock_is_the_binomial(seated: int) -> None:
    found = forecast(seated, rate=0.6, walk_ins=0, shock=0)
    assert np.allclose(
        found.chances, [comb(seated, k) * 0.6**k * 0.4 ** (seated - k) for k in range(seated + 1)]
    )


def test_an_empty_table_is_only_walk_ins() -> None:
    found = forecast(0, walk_ins=0.3)
    assert np.allclose(
        found.chances, [exp(-0.3) * 0.3**k / factorial(k) for k in range(len(found.chances))]
    )
    assert (found.likely, found.low, found.high) == (0, 0, 1)


@given(tables, st.floats(0, 3), st.floats(0, 1.5))
def test_the_mean_is_the_sum_of_the_rates_and_the_walk_ins(
    shows: list[float], walk_ins: float, shock: float
) -> None:
    found = forecast(len(shows), shows=shows, walk_ins=walk_ins, shock=shock)
    assert isclose(found.mean, sum(shows) + walk_ins, abs_tol=1e-5)


@given(tables, st.floats(0, 3))
def test_the_chances_are_a_distribution_and_the_interval_holds_four_fifths(
    shows: list[float], walk_ins: float
) -> None:
    found = forecast(len(shows), shows=shows, walk_ins=walk_ins)
    assert isclose(fsum(found.chances), 1)
    assert min(found.chances) >= 0
    assert fsum(found.chances[found.low : found.high + 1]) >= 0.8 - 1e-9
    assert found.chances[found.likely] == max(found.chances)


@given(tables)
def test_no_narrower_run_of_counts_holds_as_much(shows: list[float]) -> None:
    found = forecast(len(shows), shows=shows)
    narrower = found.high - found.low
    for low in range(len(found.chances)):
        assert fsum(found.chances[low : low + narrower]) < 0.8 + 1e-9


@given(st.permutations([0.2, 0.35, 0.6, 0.61, 0.9, 0.97]))
def test_the_order_of_people_changes_nothing(shows: list[float]) -> None:
    assert forecast(6, shows=shows) == forecast(6, shows=sorted(shows))


def test_a_shared_week_spreads_the_heads() -> None:
    def variance(found: Forecast) -> float:
        return sum((k - found.mean) ** 2 * p for k, p in enumerate(found.chances))

    calm, shared = (forecast(10, walk_ins=0, shock=shock) for shock in (0.0, 0.25))
    assert isclose(variance(calm), 10 * 0.6 * 0.4)
    # Var = Σ p(1−p) + n(n−1)·Var(p(z)), and Var(p(z)) ≈ (p(1−p)·shock)² for a small shock.
    assert isclose(variance(shared), 2.4 + 90 * (0.24 * 0.25) ** 2, rel_tol=0.02)


def test_those_sure_to_come_come_whatever_the_week() -> None:
    found = forecast(4, shows=[1, 1, 0, 0], walk_ins=0, shock=1)
    assert found == Forecast(2, 2, 2, (0.0, 0.0, 1.0, 0.0, 0.0))


def test_a_full_table_at_the_usual_rate() -> None:
    found = forecast(10)
    assert (found.likely, found.low, found.high) == (6, 4, 8)


def test_thin_and_full_are_the_two_tails() -> None:
    found = forecast(10)
    assert isclose(thin_chance(found), sum(found.chances[:5]))
    assert isclose(full_chance(found), sum(found.chances[10:]))
    assert isclose(thin_chance(found, 7) + full_chance(found, 7), 1)
    assert (thin_chance(found, 0), full_chance(found, 99)) == (0, 0)
    assert (thin_chance(found, -3), full_chance(found, -3)) == (0, pytest.approx(1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"seated": -1},
        {"seated": 2, "shows": [0.5]},
        {"seated": 1, "rate": 1.2},
        {"seated": 1, "rate": float("nan")},
        {"seated": 1, "walk_ins": -0.1},
        {"seated": 1, "walk_ins": float("inf")},
        {"seated": 1, "shock": -1},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"seats|probability|negative"):
        forecast(**wrong)


@given(tables, shares)
def test_one_more_person_never_makes_a_table_thinner(shows: list[float], one: float) -> None:
    before = forecast(len(shows), shows=shows)
    after = forecast(len(shows) + 1, shows=[*shows, one])
    for floor in range(12):
        assert thin_chance(after, floor) <= thin_chance(before, floor) + 1e-9
        assert full_chance(after, floor) >= full_chance(before, floor) - 1e-9


@given(st.integers(0, 10), shares, shares)
def test_a_higher_rate_never_makes_a_table_thinner(seated: int, one: float, other: float) -> None:
    low, high = (forecast(seated, rate=rate) for rate in sorted((one, other)))
    for floor in range(12):
        assert thin_chance(high, floor) <= thin_chance(low, floor) + 1e-7


def test_chances_are_a_forecast_again() -> None:
    made = forecast(8)
    assert expected(made.chances) == made
    with pytest.raises(ValueError, match="no chances"):
        expected([])
