"""Open heads against brute force: who answered what, in which week, and whom one could ask."""

from itertools import product
from math import isclose, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.turnout import Ask, Guest, forecast, heads

shares = st.floats(0.02, 0.98)
likelihoods = st.tuples(st.floats(0.05, 1), st.floats(0.05, 1))
guests = st.lists(st.builds(Guest, shares, likelihoods), max_size=6)
asks = st.lists(st.builds(Ask, shares, shares), max_size=4)


def by_hand(found: list[Guest], spread: float) -> np.ndarray:
    """P(k heads | answers), every subset of comers in every one of many weeks."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(9)
    counts = np.zeros(len(found) + 1)
    for z, weight in zip(nodes * spread, weights, strict=True):
        shares = [1 / (1 + (1 - g.chance) / g.chance * np.exp(-z)) for g in found]
        for came in product((False, True), repeat=len(found)):
            counts[sum(came)] += weight * prod(
                p * g.said[0] if c else (1 - p) * g.said[1]
                for p, g, c in zip(shares, found, came, strict=True)
            )
    return counts / counts.sum()


@given(guests, st.floats(0, 1))
def test_it_is_bayes_over_people_and_weeks(found: list[Guest], spread: float) -> None:
    assert np.allclose(heads(found, spread=spread).chances, by_hand(found, spread))


@given(guests, asks, st.floats(0, 1), st.floats(0, 2))
def test_asking_one_after_another_is_asking_them_all(
    found: list[Guest], more: list[Ask], spread: float, walk_ins: float
) -> None:
    now = heads(found, spread=spread, walk_ins=walk_ins)
    table = now.asked(more)
    assert table.shape == (len(more) + 1, len(now.chances) + len(more))
    assert np.allclose(table.sum(axis=1), 1)
    for n in range(len(more) + 1):
        assert np.allclose(table[n, : len(now.chances) + n], now.asked(more[:n])[n])
    means = table @ np.arange(table.shape[1])
    assert np.all(np.diff(means) > 0)
    assert isclose(now.mean, means[0])


def test_a_sure_ask_is_one_more_guest() -> None:
    ten = [Guest(0.6)] * 10
    asked = heads(ten[:9], spread=0.25).asked([Ask(1.0, 0.6)])
    assert np.allclose(asked[1], heads(ten, spread=0.25).chances)


def test_without_answers_it_is_the_forecast() -> None:
    found = heads([Guest(0.6)] * 10, spread=0, walk_ins=0.3)
    assert np.allclose(found.chances, forecast(10, rate=0.6, walk_ins=0.3, shock=0).chances)


def test_what_others_answer_says_what_kind_of_week_it_is() -> None:
    quiet, no = Guest(0.6), Guest(0.6, (0.01, 0.5))
    usual = heads([quiet] * 5, spread=0.5)
    rainy = heads([quiet] * 5, spread=0.5, witnesses=[no] * 5)
    assert rainy.mean < usual.mean - 0.3
    assert len(rainy.chances) == len(usual.chances)
    assert isclose(heads([quiet] * 5, spread=0, witnesses=[no] * 5).mean, 3)
    without = rainy.weights @ rainy.shocks
    assert without < -0.1


def test_those_who_said_no_are_witnesses_and_no_heads() -> None:
    found = heads([Guest(0.6, (0.0, 0.5))] * 3, spread=0.25)
    assert isclose(found.chances[0], 1)


def test_an_empty_room_has_only_walk_ins() -> None:
    assert isclose(heads([], spread=0.25, walk_ins=0.3).mean, 0.3, abs_tol=1e-6)
    assert heads([], spread=0.25).chances.tolist() == [pytest.approx(1)]


@given(st.builds(Guest, shares, likelihoods))
def test_likely_is_the_chance_after_the_answer(guest: Guest) -> None:
    assert isclose(guest.likely, heads([guest], spread=0).chances[1])


@pytest.mark.parametrize(
    ("guest", "spread", "walk_ins"),
    [
        (Guest(1.2), 0.25, 0.3),
        (Guest(0.5, (0.0, 0.0)), 0.25, 0.3),
        (Guest(0.5, (1.2, 0.5)), 0.25, 0.3),
        (Guest(0.5), -1, 0.3),
        (Guest(0.5), 0.25, float("inf")),
    ],
)
def test_what_cannot_be_is_refused(guest: Guest, spread: float, walk_ins: float) -> None:
    with pytest.raises(ValueError, match=r"probability|likelihood|negative"):
        heads([guest], spread=spread, walk_ins=walk_ins)
    if guest.chance > 1:
        with pytest.raises(ValueError, match="probability"):
            heads([], spread=spread, walk_ins=walk_ins, witnesses=[guest])
