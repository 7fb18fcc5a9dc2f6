"""What must hold for every problem, whoever is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowcafe.core.matching import (
    Bound,
    Plan,
    Problem,
    Score,
    Seat,
    baselines,
    compose,
    scoring,
    violations,
)
from knowcafe.core.matching.explain import explained
from tests.core.matching.cast import problems

EFFORT = 10


@given(problems(), st.integers(0, 2**70))
def test_a_plan_breaks_no_rule(problem: Problem, seed: int) -> None:
    assert violations(problem, compose(problem, seed=seed, effort=EFFORT)) == ()


@given(problems())
def test_the_same_seed_gives_the_same_plan(problem: Problem) -> None:
    assert compose(problem, seed=3, effort=EFFORT) == compose(problem, seed=3, effort=EFFORT)


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, rng: Random) -> None:
    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rng.sample(items, len(items)))

    other = replace(
        problem,
        people=mixed(problem.people),
        needs=mixed(problem.needs),
        slots=mixed(problem.slots),
        openings=mixed(problem.openings),
    )
    assert compose(other, effort=EFFORT) == compose(problem, effort=EFFORT)


@given(problems())
def test_the_first_three_objectives_do_not_depend_on_names(problem: Problem) -> None:
    plan, other = compose(problem, effort=EFFORT), compose(renamed(problem), effort=EFFORT)
    assert other.score.key()[:3] == plan.score.key()[:3]
    assert other.bound == plan.bound


@given(problems())
def test_no_worse_than_first_come_or_greedy(problem: Problem) -> None:
    plan = compose(problem, effort=EFFORT)
    for other in (baselines.first_come(problem), baselines.greedy(problem)):
        if not violations(problem, replace(other, bound=plan.bound)):
            assert plan.score.key() >= other.score.key()


@given(problems())
def test_nothing_beats_the_bound(problem: Problem) -> None:
    plan = compose(problem, effort=EFFORT)
    assert plan.score.urgent <= plan.bound.urgent
    assert plan.score.worst >= plan.bound.worst
    assert plan.score.needs <= plan.bound.needs
    assert 0 <= plan.gap <= 1


@settings(max_examples=25)
@given(problems(most_people=4, most_openings=2))
def test_as_good_as_trying_everything(problem: Problem) -> None:
    plan = compose(problem, effort=EFFORT)
    best = max(score.key()[:3] for score in every_sound_score(problem))
    assert plan.score.key()[:3] == best
    assert plan.is_proven


@given(problems())
def test_a_pin_is_kept_and_a_ban_too(problem: Problem) -> None:
    plan = compose(problem, effort=EFFORT)
    assume(plan.seats)
    seat = plan.seats[0]
    wished = problem.wishing(forbidden=[(seat.person, seat.opening)])
    after = compose(wished, effort=EFFORT, near=plan)
    assert seat not in after.seats
    assert violations(wished, after) == ()
    again = wished.wishing(pins=[(seat.person, seat.opening)])
    assert seat in compose(again, effort=EFFORT, near=after).seats


def renamed(problem: Problem) -> Problem:
    """The same problem with everybody's name read backwards in the alphabet."""
    names = sorted(p.id for p in problem.people)
    new = dict(zip(names, reversed([f"q{n}" for n in names]), strict=True))
    return replace(
        problem,
        people=tuple(replace(p, id=new[p.id]) for p in problem.people),
        needs=tuple(replace(n, person=new[n.person]) for n in problem.needs),
        apart=frozenset(frozenset(new[p] for p in pair) for pair in problem.apart),
        met={frozenset(new[p] for p in pair): w for pair, w in problem.met.items()},
        pins=frozenset((new[p], o) for p, o in problem.pins),
        forbidden=frozenset((new[p], o) for p, o in problem.forbidden),
    )


def every_sound_score(problem: Problem) -> Iterator[Score]:
    """The score of every set of seats that breaks no rule."""
    rooms = scoring.rooms(problem)
    cells = [Seat(p, o) for p, openings in rooms.items() for o in sorted(openings)]
    loose = Bound(99, -1, 99)
    for count in range(len(cells) + 1):
        for seats in combinations(cells, count):
            plan: Plan = explained(problem, seats, loose)
            if not violations(problem, plan):
                yield plan.score
