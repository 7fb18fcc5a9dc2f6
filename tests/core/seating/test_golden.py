"""What is proven, found; what is stored, counted anew."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest

from knowcafe.core.seating import Problem, seat, sizes_for, spread
from knowcafe.core.seating.bounds import excess_bound, spread_bound
from knowcafe.core.seating.designs import circle, developed, repeats, shifts, squares
from knowcafe.core.seating.exhaust import within
from knowcafe.core.seating.fields import field, prime_powers
from knowcafe.core.seating.library import written
from knowcafe.core.seating.wishes import wishes


def people(number: int) -> tuple[str, ...]:
    return tuple(f"p{k:03}" for k in range(number))


def entries(name: str) -> list[dict[str, Any]]:
    text = (files("knowcafe.core.seating") / name).read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


@pytest.mark.parametrize(
    ("sizes", "rounds", "excess"),
    [
        ((4, 3, 3), 3, 2),
        ((4, 3, 3), 4, 3),
        ((3, 3, 3), 4, 0),
        ((3, 3, 2), 4, 0),
        ((5, 5), 3, 18),
        ((4, 4), 4, 20),
        ((4, 3), 3, 6),
        ((4,) * 5, 5, 0),
        ((4,) * 7, 7, 0),
        ((4,) * 8, 9, 0),
        ((5,) * 6, 6, 0),
        ((3,) * 5, 7, 0),
        ((4,) * 6, 7, 0),
        ((4,) * 7, 9, 0),
        ((4,) * 9, 11, 0),
        ((4,) * 10, 13, 0),
        ((4,) * 12, 15, 0),
        ((4,) * 16, 21, 0),
        ((4,) * 25, 4, 0),
        ((4,) * 50, 4, 0),
        ((10,) * 10, 4, 0),
        ((2,) * 5, 9, 0),
        ((4, 4, 4, 4, 3), 5, 0),
        ((4, 4, 4, 3, 3, 3), 7, 0),
    ],
)
def test_what_is_proven_is_found(sizes: tuple[int, ...], rounds: int, excess: int) -> None:
    plan = seat(Problem(people(sum(sizes)), (sizes,) * rounds))
    assert (plan.excess, plan.bound, plan.proven) == (excess, excess, True)


def test_everyone_of_ten_meets_everyone_in_four_rounds() -> None:
    plan = seat(Problem(people(10), sizes_for(10, rounds=4)))
    assert (plan.met, plan.never) == (1.0, ())


def test_eight_tables_for_ten_rounds_repeat_little() -> None:
    assert seat(Problem(people(32), ((4,) * 8,) * 10)).excess <= 20


def test_three_hosts_meet_every_guest_when_the_big_table_moves_on() -> None:
    hosts = {p: t for t, p in enumerate(people(3))}
    plan = seat(Problem(people(10), sizes_for(10, rounds=3), hosts=hosts))
    met = {(h, g) for r in plan.rounds for t in r for h in t for g in t if h in hosts}
    assert sum(g not in hosts for _, g in met) == 21


def test_hosts_stay_in_a_large_design() -> None:
    hosts = {p: 6 - t for t, p in enumerate(people(7))}
    plan = seat(Problem(people(28), ((4,) * 7,) * 7, hosts=hosts))
    assert plan.excess == 0
    assert all(p in tables[t] for tables in plan.rounds for p, t in hosts.items())


@pytest.mark.parametrize(
    "entry", entries("grid.json"), ids=lambda e: f"{e['sizes']}{e['rounds']}"[:24]
)
def test_the_grid_is_as_it_says(entry: dict[str, Any]) -> None:
    sizes, rounds, bound = entry["sizes"], entry["rounds"], entry["bound"]
    assert [[len(here) for here in tables] for tables in rounds] == [sizes] * len(rounds)
    assert all(sorted(chain(*tables)) == list(range(sum(sizes))) for tables in rounds)
    assert repeats(rounds) == bound
    counted = excess_bound(wishes(Problem(people(sum(sizes)), (tuple(sizes),) * len(rounds))))
    if counted < bound:  # counting does not prove it, trying everything does
        assert within(sizes, len(rounds), bound - 1) is None


def test_the_grid_has_all_of_six_to_ten() -> None:
    have = {(sum(e["sizes"]), len(e["rounds"])) for e in entries("grid.json")}
    assert have == {(n, r) for n in range(6, 11) for r in range(1, 7)}


@pytest.mark.parametrize("entry", entries("starters.json"), ids=lambda e: str(e["turn"]))
def test_starters_never_repeat(entry: dict[str, Any]) -> None:
    design = developed(entry["turn"], entry["tables"])
    points = sum(map(len, entry["tables"]))
    assert all(sorted(chain(*tables)) == list(range(points)) for tables in design)
    assert repeats(design) == 0


@pytest.mark.parametrize("order", [10, 16, 22, 28])
def test_orthogonal_squares(order: int) -> None:
    design = squares(order)
    assert design is not None
    assert repeats(design) == 0
    assert {len(here) for tables in design for here in tables} == {order}


def test_what_has_no_construction() -> None:
    assert squares(12) is None
    assert squares(13) is None
    assert shifts(6, 5, 3) is None
    assert written(((4, 3), (3, 4, 4))) == []
    assert written(()) == []
    assert written(((4, 2),)) == []


def test_pairs_in_a_circle() -> None:
    assert (repeats(circle(12)), len(circle(12))) == (0, 11)


@pytest.mark.parametrize(("prime", "exponent"), [(2, 1), (2, 3), (3, 2), (5, 2), (7, 1)])
def test_every_element_has_its_inverse(prime: int, exponent: int) -> None:
    gf = field(prime, exponent)
    everything = list(range(gf.order))
    for a in range(1, gf.order):
        assert sorted(gf.times(a, b) for b in everything) == everything
        assert sorted(gf.plus(a, b) for b in everything) == everything
    assert prime_powers(360) == [(2, 3), (3, 2), (5, 1)]


def test_trying_everything() -> None:
    assert within((3, 3), 3, 4) is None
    found = within((3, 3), 3, 5)
    assert found is not None
    assert repeats(found) <= 5


def test_the_spread_has_a_bound_too() -> None:
    problem = Problem(people(10), sizes_for(10, rounds=3))
    assert spread_bound(wishes(problem)) == 3
    assert spread(seat(problem).rounds) >= 3
