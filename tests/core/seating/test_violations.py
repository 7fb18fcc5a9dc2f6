"""The proof knows no search: each rule is broken on purpose, and contradictions are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowcafe.core.seating import (
    BadProblem,
    Plan,
    Problem,
    Round,
    Violation,
    replan,
    seat,
    spread,
    violations,
)
from knowcafe.core.seating.plan import accounted

PEOPLE = ("amara", "bilal", "chidi", "dana")
ROUND: Round = (("amara", "bilal"), ("chidi", "dana"))
OTHER: Round = (("amara", "chidi"), ("bilal", "dana"))


def asked(**more: object) -> Problem:
    return replace(Problem(PEOPLE, ((2, 2),)), **more)  # type: ignore[arg-type]


def plan(*rounds: Round) -> Plan:
    return accounted(PEOPLE, rounds, 0)


def pair(*two: str) -> frozenset[str]:
    return frozenset(two)


@pytest.mark.parametrize(
    ("problem", "rounds", "found"),
    [
        (asked(), (ROUND,), []),
        (asked(), (), [Violation("held")]),
        (asked(held=(OTHER,)), (ROUND,), [Violation("held")]),
        (asked(), ((("amara",), ("bilal", "chidi", "dana")),),
         [Violation("alone", 0, 0, ("amara",)), Violation("sizes", 0)]),
        (asked(), ((("amara", "bilal"), ("bilal", "hugo")),),
         [Violation("once", 0, -1, ("bilal", "chidi", "dana", "hugo"))]),
        (asked(hosts={"dana": 0}), (ROUND,), [Violation("host", 0, 0, ("dana",))]),
        (asked(hosts={"dana": 1, "chidi": 7, "hugo": 0}), (ROUND,), []),
        (asked(apart=frozenset({pair("amara", "bilal")})), (ROUND,),
         [Violation("apart", 0, 0, ("amara", "bilal"))]),
        (asked(together=frozenset({pair("amara", "dana"), pair("amara", "hugo")})), (ROUND,),
         [Violation("together", 0, -1, ("amara", "dana"))]),
    ],
)  # fmt: skip
def test_each_rule(problem: Problem, rounds: tuple[Round, ...], found: list[Violation]) -> None:
    assert violations(problem, plan(*rounds)) == found


def test_false_figures_are_found() -> None:
    lying = replace(plan(ROUND), met=1.0)
    assert violations(asked(), lying) == [Violation("account")]


def test_figures() -> None:
    twice = plan(ROUND, ROUND, OTHER)
    assert (twice.excess, twice.met, twice.proven) == (2, 4 / 6, False)
    assert twice.never == (("amara", "dana"), ("bilal", "chidi"))
    assert spread(twice.rounds) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": ("amara", "amara", "dana", "esi")},
        {"held": (ROUND, ROUND)},
        {"sizes": ((4, 0),)},
        {"sizes": ((2, 3),)},
        {"apart": frozenset({frozenset({"amara"})})},
        {
            "apart": frozenset({pair("amara", "dana")}),
            "together": frozenset({pair("amara", "dana")}),
        },
    ],
)
def test_contradictions_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadProblem):
        asked(**wrong)


def test_what_cannot_be_is_said() -> None:
    """Three people at one table: those kept apart sit there, and the proof says so."""
    problem = Problem(PEOPLE[:3], ((3,),), apart=frozenset({pair("amara", "bilal")}))
    assert [v.rule for v in violations(problem, seat(problem))] == ["apart"]


def test_more_hosts_than_chairs_sit_as_guests() -> None:
    hosts = dict.fromkeys(PEOPLE[:3], 0)
    problem = Problem(PEOPLE, ((2, 2),), hosts=hosts)
    assert seat(problem).rounds[0] == (("amara", "bilal"), ("chidi", "dana"))


def test_nobody_and_everybody_gone() -> None:
    assert seat(Problem((), ((), ()))).rounds == ((), ())
    held = Problem((), ((2, 2), ()), held=(ROUND,))
    assert replan(held).rounds == (ROUND, ())
