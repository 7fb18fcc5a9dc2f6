"""Those who know something are shared out among the tables, at no cost to what comes before."""

from __future__ import annotations

import pytest

from knowcafe.core.seating import Plan, Problem, replan, seat, sizes_for, violations
from knowcafe.core.seating.spreading import MANY


def people(number: int) -> tuple[str, ...]:
    return tuple(f"p{n:02}" for n in range(number))


def shares(plan: Plan, knowing: frozenset[str]) -> list[int]:
    return [len(knowing.intersection(table)) for tables in plan.rounds for table in tables]


@pytest.mark.parametrize("heads", [6, 7, 8, 9, 10, 12])
@pytest.mark.parametrize("rounds", [2, 3])
def test_each_table_has_its_share(heads: int, rounds: int) -> None:
    """As many repeats as without, and no table with two more than another of its round."""
    everybody, knowing = people(heads), frozenset(people(3))
    plain = Problem(everybody, sizes_for(heads, rounds=rounds))
    wished = Problem(everybody, plain.sizes, spread=knowing)
    plan = seat(wished)
    assert violations(wished, plan) == []
    assert plan.excess == seat(plain).excess
    before, after = shares(seat(plain), knowing), shares(plan, knowing)
    assert sum(n**2 for n in after) <= sum(n**2 for n in before)


def test_two_tables_of_four_share_three() -> None:
    """The control: without being asked for, three may sit at one table."""
    knowing = frozenset(("p01", "p04", "p06"))
    plain = Problem(people(8), ((4, 4), (4, 4)))
    asked = Problem(plain.people, plain.sizes, spread=knowing)
    unasked = [shares(seat(plain, seed=seed), knowing) for seed in range(30)]
    assert any(3 in share for share in unasked)
    assert all(3 not in shares(seat(asked, seed=seed), knowing) for seed in range(30))


def test_what_was_announced_and_who_stays_is_not_changed_for_it() -> None:
    told = (("p00", "p01", "p02", "p03"), ("p04", "p05", "p06", "p07"))
    problem = Problem(
        people(8), ((4, 4),), spread=frozenset(("p00", "p01", "p02", "nobody")), before=(told,)
    )
    assert replan(problem).rounds == (told,)
    hosted = Problem(
        people(8), ((4, 4),), spread=frozenset(("p00", "p01")), hosts={"p00": 0, "p01": 0}
    )
    assert {"p00", "p01"} <= set(seat(hosted).rounds[0][0])


def test_among_many_nothing_is_exchanged() -> None:
    everybody = people(MANY + 4)
    plain = Problem(everybody, sizes_for(len(everybody), rounds=2))
    asked = Problem(everybody, plain.sizes, spread=frozenset(everybody[:5]))
    assert seat(asked, steps=500).rounds == seat(plain, steps=500).rounds
