"""What a chapter learns, against counts by hand and against chapters whose rates are known."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.turnout import (
    RATE,
    Answer,
    Answers,
    Count,
    Evening,
    History,
    Kind,
    Model,
    Seen,
    Share,
    Showing,
    learned,
)


def evenings(
    rates: list[float], seed: int = 0, *, shock: float = 0.25, people: int = 10
) -> list[Evening]:
    """One evening a rate: people who booked five days ahead and come or do not."""
    rng = np.random.default_rng(seed)
    found = []
    for rate in rates:
        odds = rate / (1 - rate) * np.exp(shock * rng.standard_normal())
        came = rng.random(people) < odds / (1 + odds)
        found.append(Evening(tuple(Seen(5, bool(c)) for c in came)))
    return found


def test_a_chapter_without_history() -> None:
    model = Model()
    assert model.showing.rate == pytest.approx(RATE)
    assert model.guest(5).chance == pytest.approx(RATE)
    assert model.guest(1).chance > model.guest(5).chance > model.guest(12).chance
    assert model.guest(5).said == (1, 1)
    assert model.heads([]).mean == pytest.approx(0.3, abs=1e-4)
    assert model.ask(Kind.OFFER, 1).accept > model.ask(Kind.INVITATION, 5).accept


@pytest.mark.parametrize("rate", [0.3, 0.45, 0.6, 0.75, 0.9])
def test_the_rate_is_found_within_half_a_year(rate: float) -> None:
    found = [learned(Model(), evenings([rate] * 26, seed)).showing.rate for seed in range(20)]
    assert np.mean(found) == pytest.approx(rate, abs=0.04)
    assert np.std(found) < 0.06


def test_a_rate_that_changes_in_one_night_is_followed() -> None:
    found = [
        learned(Model(), evenings([0.7] * 60 + [0.5] * 40, seed)).showing.rate for seed in range(20)
    ]
    assert np.mean(found) == pytest.approx(0.5, abs=0.06)


def test_forgetting_is_worth_it_where_rates_drift() -> None:
    """Worth test: the followed rate is nearer than the mean of all counts, by four tenths."""
    rates = list(np.linspace(0.75, 0.45, 120))
    near, far = [], []
    for seed in range(10):
        seen = evenings(rates, seed)
        followed = learned(Model(), seen).showing.rate
        counted = np.mean([s.came for evening in seen for s in evening.seen])
        near.append(abs(followed - rates[-1]))
        far.append(abs(counted - rates[-1]))
    assert np.mean(near) < 0.6 * np.mean(far)


def test_ten_people_in_one_storm_are_not_ten_witnesses() -> None:
    nobody = Evening(tuple(Seen(5, came=False) for _ in range(10)))
    careful = Model().after(nobody).showing
    trusting = Model(Showing(shock=0.0)).after(nobody).showing
    assert RATE > careful.rate > trusting.rate + 0.01


def test_an_evening_without_check_in_is_missing_and_not_empty() -> None:
    before = learned(Model(), evenings([0.8] * 10))
    after = before.after(
        Evening(tuple(Seen(5, came=False) for _ in range(10)), checked_in=False, weeks=3)
    )
    assert after.showing.rate == before.showing.rate
    assert after.walk_ins == before.walk_ins
    assert after.answers == before.answers
    assert after.showing.spread > before.showing.spread


def test_an_evening_with_no_guests_is_only_walk_ins() -> None:
    after = Model().after(Evening(walk_ins=3))
    assert after.showing.rate == Model().showing.rate
    assert after.walk_ins.mean > Model().walk_ins.mean


def test_short_notice_and_reserves_are_told_apart() -> None:
    rng = np.random.default_rng(1)
    model = Model()
    for _ in range(150):
        seen = [Seen(5, bool(rng.random() < 0.6)) for _ in range(6)]
        seen += [Seen(1, bool(rng.random() < 0.8)) for _ in range(3)]
        seen += [Seen(5, bool(rng.random() < 0.4), reserve=True) for _ in range(3)]
        model = model.after(Evening(tuple(seen)))
    assert model.guest(5).chance == pytest.approx(0.6, abs=0.07)
    assert model.guest(1).chance == pytest.approx(0.75, abs=0.08)
    assert model.guest(5, reserve=True).chance == pytest.approx(0.45, abs=0.08)


def test_answers_are_counted_apart_for_those_who_came() -> None:
    came = Seen(5, came=True, answer=Answer.YES)
    stayed = Seen(5, came=False, answer=Answer.SILENT)
    model = learned(Model(), [Evening((came,) * 6 + (stayed,) * 4)] * 40)
    assert model.guest(5, answer=Answer.YES).likely > 0.95
    assert model.guest(5, answer=Answer.SILENT).likely < 0.1
    assert model.sure(5, answer=Answer.YES).chance == model.guest(5, answer=Answer.YES).likely


def test_where_nobody_answers_silence_comes_to_mean_nothing() -> None:
    seen = [Seen(5, k < 6, answer=Answer.SILENT) for k in range(10)]
    model = learned(Model(), [Evening(tuple(seen))] * 200)
    silent, unasked = model.guest(5, answer=Answer.SILENT), model.guest(5)
    assert silent.likely == pytest.approx(unasked.likely, abs=0.03)


def test_those_called_up_had_not_said_no() -> None:
    """Their coming says less of the rate, and their answers nothing of how people answer."""
    usual = tuple(Seen(5, k < 7, reserve=False, answer=Answer.YES) for k in range(10))
    called = tuple(Seen(5, k < 7, answer=Answer.YES, called_up=True) for k in range(10))
    assert Model().after(Evening(called)).showing.rate < Model().after(Evening(usual)).showing.rate
    assert Model().after(Evening(called)).answers == Model().after(Evening()).answers


def test_acceptance_is_learned_kind_by_kind() -> None:
    before = Model()
    asked = {Kind.INVITATION: (0, 30), Kind.OFFER: (3, 4), Kind.SHORT_NOTICE: (0, 0)}
    after = learned(before, [Evening(asked=asked, checked_in=False)] * 20)
    assert after.accept[Kind.INVITATION].mean < 0.02
    assert after.accept[Kind.OFFER].mean > 0.65
    assert after.accept[Kind.SHORT_NOTICE] == before.accept[Kind.SHORT_NOTICE]


@given(st.floats(0.1, 0.9), st.floats(1, 50), st.integers(0, 30), st.integers(0, 30))
def test_a_share_is_a_beta_mean(mean: float, weight: float, yes: int, no: int) -> None:
    found = Share.prior(mean, weight).after(yes, yes + no, keep=1)
    assert isclose(found.mean, (mean * weight + yes) / (weight + yes + no))


def test_counts_fade() -> None:
    assert Count(3, 10).after(1, keep=1).mean == pytest.approx(4 / 11)
    count = Count(3, 10)
    for _ in range(1000):
        count = count.after(2)
    assert count.mean == pytest.approx(2, abs=1e-3)


def test_a_history_is_shrunk_and_fades() -> None:
    assert History().offset(0.6, 8) == 0
    always, never = History(), History()
    for _ in range(3):
        always, never = always.after(True), never.after(False)
    model = Model()
    high, usual, low = (model.guest(5, history=h).chance for h in (always, History(), never))
    assert 0.35 < low < usual < high < 0.85
    for _ in range(60):
        never = never.after(True)
    assert never.came / never.times > 0.98
    assert never.offset(0.6, 8) > always.offset(0.6, 8) > 0


@given(st.permutations(range(6)))
def test_the_order_of_guests_changes_nothing(order: list[int]) -> None:
    days, came, reserve = (5, 1, 9, 5, 5, 3), (1, 0, 1, 1, 0, 1), (0, 0, 0, 1, 0, 0)
    seen = [Seen(d, bool(c), bool(r)) for d, c, r in zip(days, came, reserve, strict=True)]
    one = Model().after(Evening(tuple(seen))).showing
    other = Model().after(Evening(tuple(seen[k] for k in order))).showing
    assert np.allclose(one.mean, other.mean)
    assert np.allclose(one.covariance, other.covariance)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2 said yes"):
        Share(1, 1).after(3, 2)
    with pytest.raises(ValueError, match="a count of -1"):
        Count(1, 1).after(-1)
    with pytest.raises(ValueError, match="one entry a guest"):
        Showing().after([5], [False], [])


def test_answers_stay_a_distribution() -> None:
    answers = Answers().after((3, 0, 1), (1, 2, 2))
    for which in (0, 1):
        assert isclose(sum(answers.said(a)[which] for a in Answer), 1)
