"""Each rule is broken once on purpose; the control is the same problem, its rules kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowcafe.core.matching import (
    Bound,
    Limits,
    Need,
    Offer,
    Opening,
    Person,
    Plan,
    Problem,
    Rule,
    Seat,
    compose,
    violations,
)
from knowcafe.core.matching.explain import explained
from tests.core.matching.cast import AMARA, BILAL, DANA, GRACE, problem, slot

NEED = Need("a", "amara", "pricing")
BAN = frozenset({("amara", "o1")})
APART = frozenset({frozenset(("amara", "dana"))})
GOOD = (("amara", "o1"), ("dana", "o1"))


def given(**change: object) -> Problem:
    s = (slot(1), slot(2), replace(slot(1), id="overlap"))
    made = problem(
        (AMARA, BILAL, replace(DANA, cap=2), GRACE),
        (NEED,),
        slots=s,
        openings=(Opening("o1", "s01"), Opening("o2", "s02"), Opening("o3", "overlap")),
    )
    return replace(made, **change)  # type: ignore[arg-type]  # any field


def seats(*pairs: tuple[str, str]) -> tuple[Seat, ...]:
    return tuple(Seat(*pair) for pair in pairs)


def broken(problem: Problem, *pairs: tuple[str, str]) -> set[str]:
    plan = explained(problem, tuple(dict.fromkeys(seats(*pairs))), Bound(9, -1, 9))
    plan = replace(plan, seats=seats(*pairs))
    return {v.rule for v in violations(problem, plan)}


def without(name: str, **change: object) -> tuple[Person, ...]:
    return tuple(replace(p, **change) if p.id == name else p for p in given().people)  # type: ignore[arg-type]  # any field


def test_the_control_breaks_nothing() -> None:
    assert broken(given(), *GOOD) == set()


@pytest.mark.parametrize(
    ("rule", "change", "pairs"),
    [
        (Rule.TWICE, {}, (*GOOD, GOOD[0])),
        (Rule.FULL, {"openings": (Opening("o1", "s01", seats=1),)}, GOOD),
        (Rule.NOT_FREE, {"people": without("amara", free=frozenset({"s02"}))}, GOOD),
        (Rule.NOT_FREE, {"openings": (Opening("o1", "s01", language="fr"),),
                         "people": without("amara", languages=("en",))}, GOOD),
        (Rule.NOT_FREE, {"people": without("dana", modes=frozenset({"online"}))}, GOOD),
        (Rule.FORBIDDEN, {"forbidden": BAN}, GOOD),
        (Rule.CLASH, {}, (*GOOD, ("dana", "o3"), ("amara", "o3"))),
        (Rule.CAP, {"people": without("dana", cap=0)}, GOOD),
        (Rule.CAP, {}, (*GOOD, ("amara", "o2"), ("dana", "o2"))),
        (Rule.CAP, {"people": without("dana", cap_total=0)}, GOOD),
        (Rule.APART, {"apart": APART}, GOOD),
        (Rule.PIN, {"pins": frozenset({("grace", "o1")})}, GOOD),
        (Rule.FEWEST, {"limits": Limits(fewest=3)}, GOOD),
        (Rule.PROFESSIONALS, {"limits": Limits(professional_percent=49)}, GOOD),
        (Rule.HELPED, {"needs": (NEED, Need("b", "bilal", "law"))}, (*GOOD, ("bilal", "o1"))),
        (Rule.IDLE, {}, (*GOOD, ("bilal", "o1"))),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named(
    rule: Rule, change: dict[str, object], pairs: tuple[tuple[str, str], ...]
) -> None:
    assert rule.value in broken(given(**change), *pairs)


@pytest.mark.parametrize("seat", [("nobody", "o1"), ("amara", "nowhere")])
def test_a_stranger_is_named_and_nothing_else(seat: tuple[str, str]) -> None:
    plan = replace(compose(given()), seats=seats(seat))
    assert [v.rule for v in violations(given(), plan)] == ["unknown"]


@pytest.mark.parametrize("part", ["matches", "reasons", "unmet", "score"])
def test_an_account_that_is_not_so_is_named(part: str) -> None:
    plan, nobody = compose(given()), explained(given(), (), Bound(9, -1, 9))
    if part == "unmet":
        plan, nobody = nobody, plan
    told = replace(plan, **{part: getattr(nobody, part)})
    assert [(v.rule, v.people) for v in violations(given(), told)] == [("account", (part,))]


@pytest.mark.parametrize(
    ("bound", "name"),
    [(Bound(-1, -1, 9), "urgent"), (Bound(0, 3, 9), "worst"), (Bound(0, -1, 0), "needs")],
)
def test_a_plan_better_than_its_bound_is_named(bound: Bound, name: str) -> None:
    plan: Plan = replace(compose(given()), bound=bound)
    assert [(v.rule, v.people) for v in violations(given(), plan)] == [("bound", (name,))]


def test_a_pin_stands_in_for_availability_caps_and_the_make_up_of_the_table() -> None:
    away = without("dana", free=frozenset(), cap=0)
    pinned = given(people=away, pins=frozenset({("dana", "o1")}))
    assert broken(pinned, *GOOD) == set()
    assert broken(given(people=away), *GOOD) == {"cap", "not_free"}
    assert broken(given(pins=frozenset({("bilal", "o2")})), *GOOD, ("bilal", "o2")) == set()


def test_a_second_helper_who_could_help_is_not_idle() -> None:
    people = (*given().people, Person("dora", given().people[0].free, (Offer("pricing"),)))
    assert broken(given(people=people), *GOOD, ("dora", "o1")) == set()
