"""The balance of a talk is a figure one may compare; whoever is silent counts."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowcafe.core.talk import MOVES, balance, not_heard, suggestion

SHARES = st.dictionaries(st.text(max_size=3), st.integers(0, 10_000), max_size=30)
SECONDS = st.dictionaries(st.text(max_size=3), st.floats(0, 1e12), max_size=30)


def by_pairs(shares: list[float]) -> float:
    """The same by its definition: the mean difference between two people, by twice the mean."""
    k, total = len(shares), sum(shares)
    differences = 2 * sum(abs(a - b) for a, b in combinations(shares, 2))
    gini = differences / (2 * k * total)
    return 1 - gini * k / (k - 1)


@given(st.one_of(SHARES, SECONDS))
def test_it_is_from_nought_to_one(turns: dict[str, float]) -> None:
    assert 0 <= balance(turns) <= 1


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=20).filter(any))
def test_it_is_what_its_definition_says(shares: list[float]) -> None:
    turns = {f"p{n}": share for n, share in enumerate(shares)}
    assert balance(turns) == pytest.approx(by_pairs(shares))


@given(SHARES, st.randoms())
def test_names_and_order_do_not_matter(turns: dict[str, int], rng) -> None:
    shuffled = list(turns.values())
    rng.shuffle(shuffled)
    assert balance(dict(zip(turns, shuffled, strict=True))) == balance(turns)


@given(SHARES, st.integers(1, 60))
def test_turns_or_seconds_do_not_matter(turns: dict[str, int], each: int) -> None:
    seconds = {who: share * each for who, share in turns.items()}
    assert balance(seconds) == pytest.approx(balance(turns))


@pytest.mark.parametrize("heads", [2, 3, 10, 200])
def test_it_means_the_same_at_every_size(heads: int) -> None:
    everyone = {f"p{n}": 3 for n in range(heads)}
    one = {f"p{n}": 7 * (n == 0) for n in range(heads)}
    assert (balance(everyone), balance(one)) == (1, 0)


@given(SHARES)
def test_somebody_silent_counts(turns: dict[str, int]) -> None:
    assume(any(turns.values()))
    assert balance(turns | {"Grace": 0}) < 1


@given(SHARES)
def test_a_turn_for_whoever_spoke_least_evens_the_talk(turns: dict[str, int]) -> None:
    assume(turns)
    most, least = max(turns, key=turns.__getitem__), min(turns, key=turns.__getitem__)
    if turns[most] - turns[least] > 1:
        evener = turns | {most: turns[most] - 1, least: turns[least] + 1}
        assert balance(evener) > balance(turns)


def test_nobody_or_one_or_silence_is_even() -> None:
    assert [balance(t) for t in ({}, {"Amara": 5}, {"Amara": 0, "Grace": 0})] == [1, 1, 1]


@pytest.mark.parametrize("share", [-1, float("inf"), float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="from 0 up"):
        balance({"Amara": share, "Grace": 1})


def test_who_was_not_heard() -> None:
    assert not_heard({"Grace": 0, "Amara": 3, "Esi": 0.0}) == ("Esi", "Grace")


@pytest.mark.parametrize(
    ("shares", "move"),
    [
        ([], None),
        ([0], None),
        ([0, 0, 0], "pause"),
        ([2, 0], "pairs"),
        ([3, 2, 0], "pairs"),
        ([3, 2, 1, 0], "go-round"),
        ([3, 2, 0, 0], "go-round"),
        ([3, 0, 0, 0], "1-2-4-all"),
        ([1] * 10 + [0], "1-2-4-all"),
        ([1, 1, 1, 1], None),
        ([20, 1, 1, 1], "go-round"),
    ],
)
def test_a_move_that_draws_in_the_quiet(shares: list[int], move: str | None) -> None:
    assert suggestion({f"p{n}": share for n, share in enumerate(shares)}) == move


@given(SHARES)
def test_a_move_is_one_of_ours(turns: dict[str, int]) -> None:
    assert suggestion(turns) in (None, *MOVES)
