"""Whatever is asked: everybody has one chair a round, the law is kept, names change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowcafe.core.seating import Pair, Plan, Problem, replan, seat, sizes_for, violations

FEW = settings(max_examples=40, deadline=None)
STEPS = 600


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to fourteen people with a few wishes that can be kept."""
    heads = draw(st.integers(0, 14))
    people = tuple(f"p{k:02}" for k in draw(st.permutations(range(heads))))
    rounds = draw(st.integers(0, 4))
    sizes = sizes_for(heads, about=draw(st.integers(2, 5)), rounds=rounds)
    pairs = st.lists(
        st.sampled_from([f"p{k:02}" for k in range(16)]), min_size=2, max_size=2, unique=True
    ).map(frozenset)
    tables = min((len(t) for t in sizes), default=0)
    hosts = {p: t for t, p in enumerate(sorted(people)[:tables])}
    return Problem(
        people,
        sizes,
        hosts=hosts if draw(st.booleans()) else {},
        helps=dict.fromkeys([(min(p), max(p)) for p in draw(st.sets(pairs, max_size=3))], 1.0),
        rivals=frozenset(draw(st.sets(pairs, max_size=2))),
        met=dict.fromkeys(draw(st.sets(pairs, max_size=5)), 0.5),
    )


@FEW
@given(problems(), st.integers(0, 3))
def test_everybody_has_one_chair_and_hosts_their_table(problem: Problem, seed: int) -> None:
    plan = seat(problem, steps=STEPS, seed=seed)
    assert violations(problem, plan) == []
    assert plan.excess >= plan.bound
    assert plan.proven == (plan.excess == plan.bound)
    assert len(plan.never) == round(
        (1 - plan.met) * len(problem.people) * max(0, len(problem.people) - 1) / 2
    )


@FEW
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, chance: object) -> None:
    shuffled = replace(
        problem,
        people=tuple(reversed(problem.people)),
        hosts=dict(reversed(problem.hosts.items())),
        helps=dict(reversed(problem.helps.items())),
        met=dict(reversed(problem.met.items())),
    )
    assert seat(problem, steps=STEPS) == seat(shuffled, steps=STEPS)


@FEW
@given(problems().filter(lambda p: len(p.people) > 3 and len(p.sizes) > 1), st.data())
def test_held_rounds_stay_when_people_come_and_go(problem: Problem, data: st.DataObject) -> None:
    plan = seat(problem, steps=STEPS)
    held = data.draw(st.integers(0, len(problem.sizes)))
    gone = data.draw(st.sampled_from(problem.people))
    people = (*(p for p in problem.people if p != gone), *data.draw(st.sets(st.just("zoe"))))
    sizes = problem.sizes[:held] + sizes_for(len(people), rounds=len(problem.sizes) - held)
    asked = Problem(people, sizes, held=plan.rounds[:held], before=plan.rounds[held:])
    new = replan(asked, steps=STEPS)
    assert new.rounds[:held] == plan.rounds[:held]
    assert violations(asked, new) == []
    assert new.excess >= new.bound


@given(st.integers(0, 200), st.integers(0, 8), st.integers(0, 4))
def test_tables_are_of_three_or_four_and_nobody_is_alone(
    heads: int, about: int, rounds: int
) -> None:
    made = sizes_for(heads, about=about, rounds=rounds)
    assert len(made) == rounds
    for tables in made:
        assert sum(tables) == heads
        assert not tables or max(tables) <= max(about, 3)
        assert heads < 2 or min(tables) >= 2
        assert not tables or max(tables) - min(tables) <= 1


@pytest.mark.parametrize("heads", [0, 1, 2, 3, 11, 13, 23, 45, 61, 199, 200])
def test_any_number_is_seated(heads: int) -> None:
    problem = Problem(tuple(f"{k:03}" for k in range(heads)), sizes_for(heads, rounds=3))
    plan = seat(problem, steps=400)
    assert violations(problem, plan) == []


PAIRS = frozenset({frozenset("ab"), frozenset("cd")})


def share(plan: Plan, pair: Pair) -> int:
    return sum(pair <= set(here) for tables in plan.rounds for here in tables)


@pytest.mark.parametrize("seed", range(4))
def test_the_law_is_kept(seed: int) -> None:
    problem = Problem(
        tuple("abcdefghij"),
        sizes_for(10, rounds=4),
        apart=PAIRS,
        together=frozenset({frozenset("ef")}),
        rivals=frozenset({frozenset("gh")}),
        helps={("a", "c"): 1.0, ("b", "g"): 2.0},
    )
    plan = seat(problem, seed=seed)
    assert violations(problem, plan) == []
    assert [share(plan, p) for p in sorted(PAIRS, key=sorted)] == [0, 0]
    assert share(plan, frozenset("ef")) == 4
    assert share(plan, frozenset("gh")) == 0
    assert share(plan, frozenset("ac")) > 0
    assert share(plan, frozenset("bg")) > 0


def test_help_comes_early() -> None:
    helps = {("a", "b"): 1.0, ("c", "d"): 1.0, ("e", "f"): 1.0}
    plan = seat(Problem(tuple("abcdefghi"), sizes_for(9, rounds=4), helps=helps))
    first = [{*here} for here in plan.rounds[0]]
    assert all(any({*pair} <= here for here in first) for pair in helps)
    assert plan.excess == 0


def test_strangers_before_friends() -> None:
    met = {frozenset("ab"): 1.0, frozenset("bc"): 1.0, frozenset("cd"): 1.0, frozenset("da"): 1.0}
    plan = seat(Problem(tuple("abcdefgh"), ((2, 2, 2, 2),) * 3, met=met))
    assert plan.excess == 0
    assert [share(plan, pair) for pair in met] == [0, 0, 0, 0]


def test_who_needs_help_meets_it_in_the_next_round_to_come() -> None:
    """The round held counts; of those to come the first brings who is still waiting together."""
    people = tuple("abcdefgh")
    held = ((tuple("abcd"), tuple("efgh")),)
    helps = {("a", "b"): 1.0, ("a", "e"): 1.0}
    plan = seat(Problem(people, ((4, 4),) * 4, helps=helps, held=held))
    assert any({"a", "e"} <= {*here} for here in plan.rounds[1])
