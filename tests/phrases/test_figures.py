"""Figures in words, in every number."""

from dataclasses import replace

import pytest

from knowcafe.core.matching import Bound, Lack, Match, Plan, Score, Unmet
from knowcafe.core.turnout import Forecast
from knowcafe.phrases import distance, guessed, heads, looks_thin, needs_met, price
from knowcafe.phrases.figures import turn_out

SCORE = Score(2, 3, 48, 90, 40, 6, 20, 1500)


def plan(score: Score, bound: Bound, unmet: int = 0) -> Plan:
    matches = tuple(Match(f"n{n}", "amara", "o1", "vat", "dana") for n in range(score.needs))
    left = tuple(Unmet(f"u{n}", "grace", "vat", Lack.FULL) for n in range(unmet))
    return Plan((), matches, (), left, score, bound)


def test_heads() -> None:
    assert heads(Forecast(8, 6, 10, ())) == "8 likely, 6–10"
    assert heads(Forecast(2, 2, 2, ())) == "2 likely"


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        ((0, 0, 0, 0, 0.24, 0.76), ""),
        ((0, 0, 0, 0, 0.25, 0.75), "Looks thin: fewer than 5 come 3 times in 10"),
        ((0, 0, 0.44, 0, 0, 0.56), "Looks thin: fewer than 5 come 4 times in 10"),
        ((0, 0, 1.0), "Looks thin: fewer than 5 come 9 times in 10"),
    ],
)
def test_a_thin_table_is_said_to_be_one(chances: tuple[float, ...], said: str) -> None:
    assert looks_thin(Forecast(2, 0, 5, chances)) == said


@pytest.mark.parametrize(
    ("met", "left", "said"),
    [(0, 0, "0 of 0 needs met"), (1, 0, "1 of 1 need met"), (6, 1, "6 of 7 needs met")],
)
def test_needs_met(met: int, left: int, said: str) -> None:
    score = replace(SCORE, needs=met)
    assert needs_met(plan(score, Bound(2, 3, met), left)) == said


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (Bound(2, 3, 48), "Best possible: no plan could meet more needs"),
        (Bound(2, 3, 50), "48 of at most 50 needs met; at most 2 more are possible"),
        (Bound(2, 3, 49), "48 of at most 49 needs met; at most one more is possible"),
        (Bound(3, 3, 60), "2 of at most 3 urgent needs met; at most one more is possible"),
        (Bound(2, 1, 48), "Close to the best: another plan might shorten the longest wait"),
    ],
)
def test_distance_from_the_best(bound: Bound, said: str) -> None:
    assert distance(plan(SCORE, bound)) == said


def test_distance_where_nobody_asked() -> None:
    nothing = Score(0, -1, 0, 0, 0, 0, 0, 0)
    assert distance(plan(nothing, Bound(0, -1, 0))) == (
        "Nobody asked for anything, so there was nothing to miss"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "This costs nothing"),
        ({"needs": 47}, "This costs one met need"),
        ({"needs": 45}, "This costs 3 met needs"),
        ({"needs": 49}, "This gains one met need"),
        ({"urgent": 1, "needs": 47}, "This costs one urgent need and one met need"),
        ({"urgent": 0, "needs": 49}, "This costs 2 urgent needs and gains one met need"),
        ({"urgent": 3, "needs": 47}, "This costs one met need and gains one urgent need"),
        ({"worst": 5}, "This costs a shorter wait for whoever waits longest"),
        ({"relieved": 89}, "This costs a sooner answer for those who have waited"),
        ({"seated": 39}, "This costs one seat"),
        ({"seated": 42}, "This gains 2 seats"),
        ({"empty": 5}, "This gains evenly filled tables and an evenly shared load"),
        ({"load": 22}, "This costs evenly filled tables and an evenly shared load"),
        ({"fresh": 1400}, "This costs new acquaintances"),
    ],
)
def test_the_price_of_a_change(change: dict[str, int], said: str) -> None:
    assert price(SCORE, replace(SCORE, **change)) == said


def test_a_guess_shows_the_words_that_led_to_it() -> None:
    assert guessed("Pricing", ["price", "charge"]) == "Pricing, from “price” and “charge”"
    assert guessed("Pricing", []) == "Pricing"


def test_how_many_come_is_what_was_learned() -> None:
    assert turn_out(0.6, 0).startswith("Somebody who holds a seat comes 6 times in 10, un")
    assert turn_out(0.7, 1).startswith("Since your last café about 7 in 10 of those")
    assert turn_out(0.84, 20).startswith("At your last 20 cafés about 8 in 10 of those")
