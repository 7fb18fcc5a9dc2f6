"""Evenings held elsewhere: a prior that helps, says how much it knows, and is soon outweighed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.turnout import Evening, Model, Past, Seen, forecast, learned, seeded
from knowcafe.core.turnout.forecast import RATE
from knowcafe.core.turnout.seeding import ELSEWHERE


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    said_yes = draw(st.integers(0, 60))
    return Past(
        said_yes,
        draw(st.integers(0, said_yes)),
        weeks_ago=draw(st.floats(0, 300)),
        is_sum=draw(st.booleans()),
    )


def doubt(model: Model) -> float:
    return float(model.showing.covariance[0, 0])


@given(st.lists(pasts(), max_size=12))
def test_it_is_a_model_that_knows_no_more_than_it_may(evenings: list[Past]) -> None:
    model = seeded(Model(), evenings)
    covariance = model.showing.covariance
    assert np.isfinite(model.showing.mean).all()
    assert np.allclose(covariance, covariance.T)
    assert np.linalg.eigvalsh(covariance).min() > 0
    before = doubt(Model())
    assert doubt(model) > before * ELSEWHERE**2 / (before + ELSEWHERE**2)
    assert 0 < model.showing.rate < 1


@given(st.lists(pasts(), max_size=8), st.randoms())
def test_the_order_does_not_matter(evenings: list[Past], rng) -> None:
    evenings = [Past(e.said_yes, e.came, round(e.weeks_ago), e.is_sum) for e in evenings]
    distinct = list({(e.weeks_ago, e.is_sum): e for e in evenings}.values())
    mixed = list(distinct)
    rng.shuffle(mixed)
    one, other = seeded(Model(), distinct), seeded(Model(), mixed)
    assert np.array_equal(one.showing.mean, other.showing.mean)


@given(st.lists(pasts(), max_size=6), pasts())
def test_one_more_who_came_never_lowers_the_rate(evenings: list[Past], last: Past) -> None:
    more = Past(last.said_yes + 1, last.came + 1, last.weeks_ago)
    fewer = Past(last.said_yes + 1, last.came, last.weeks_ago)
    high, low = (seeded(Model(), [*evenings, e]).showing.rate for e in (more, fewer))
    assert high > low - 0.005  # each evening is a Laplace step, which is an approximation


@given(pasts())
def test_of_a_single_evening_that_is_exact(last: Past) -> None:
    more = Past(last.said_yes + 1, last.came + 1, last.weeks_ago)
    fewer = Past(last.said_yes + 1, last.came, last.weeks_ago)
    high, low = (seeded(Model(), [e]).showing.rate for e in (more, fewer))
    assert high > low


@pytest.mark.parametrize("evenings", [[], [Past(0, 0)], [Past(0, 0, 5.0), Past(0, 0, is_sum=True)]])
def test_nothing_says_nothing(evenings: list[Past]) -> None:
    model = Model()
    assert seeded(model, evenings) is model


def test_thirty_people_of_one_evening_are_fewer_witnesses_than_three_evenings_of_ten() -> None:
    one = seeded(Model(), [Past(30, 9)])
    three = seeded(Model(), [Past(10, 3), Past(10, 3), Past(10, 3)])
    assert three.showing.rate < one.showing.rate < RATE
    assert doubt(three) < doubt(one) < doubt(Model())


def test_what_was_long_ago_is_less_certain() -> None:
    lately, ages_ago = (seeded(Model(), [Past(10, 4, w) for w in (at, at + 1)]) for at in (1, 400))
    assert doubt(lately) < doubt(ages_ago)


def test_a_newer_evening_says_more_than_an_older_one() -> None:
    rising = seeded(Model(), [Past(20, 5, 150), Past(20, 15, 1)])
    falling = seeded(Model(), [Past(20, 15, 150), Past(20, 5, 1)])
    assert rising.showing.rate > falling.showing.rate


def test_sums_of_many_evenings_say_no_more_than_one_table() -> None:
    small, large = (seeded(Model(), [Past(n, n // 2, is_sum=True)]) for n in (10, 10_000))
    assert large.showing.rate == pytest.approx(small.showing.rate)
    assert doubt(large) == pytest.approx(doubt(small))
    few = seeded(Model(), [Past(4, 2, is_sum=True)])
    assert doubt(few) > doubt(small)


def test_only_the_rate_is_learned() -> None:
    model = seeded(Model(), [Past(10, 2, 3.0)])
    assert (model.walk_ins, model.answers, model.accept) == (
        Model().walk_ins, Model().answers, Model().accept,
    )  # fmt: skip


def test_it_forecasts_better_than_a_chapter_without_history_and_gives_way_to_its_own() -> None:
    """A group of whom a third comes: ten seats are four heads, and not the seven of a new one."""
    began = seeded(Model(), [Past(15, 5, float(w)) for w in range(1, 20)])
    assert 0.33 < began.showing.rate < 0.45
    assert forecast(10, rate=began.showing.rate).mean < forecast(10).mean - 1.5
    own = Evening(tuple(Seen(3, came=k < 8) for k in range(10)))
    assert learned(began, [own] * 10).showing.rate > 0.65


@pytest.mark.parametrize("bad", [(3, 4, 0.0), (3, -1, 0.0), (-1, -1, 0.0), (3, 1, -1.0)])
def test_impossible_counts_are_refused(bad: tuple[int, int, float]) -> None:
    with pytest.raises(ValueError, match=r"came|ago"):
        Past(*bad)
