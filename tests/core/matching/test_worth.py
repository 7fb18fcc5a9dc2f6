"""Whether planning is worth it: made-up chapters, planned and filled the ways people know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.worlds import chapter, compose_world
from knowcafe.core.matching import Bound, Score, baselines, compose, scoring, violations


@pytest.fixture(scope="module")
def weeks() -> list[tuple[int, int, int, int]]:
    """Needs met in four chapters: planned, sign-up list, need by need, by chance."""
    found = []
    for seed in range(100, 104):
        problem = compose_world(60, seed)
        plan = compose(problem, seed=seed, effort=10)
        assert violations(problem, plan) == ()
        assert plan.is_proven
        others = (
            baselines.first_come(problem),
            baselines.greedy(problem),
            baselines.at_random(problem, seed),
        )
        found.append((plan.score.needs, *(o.score.needs for o in others)))
    return found


@pytest.mark.parametrize(("method", "margin"), [(1, 1.4), (2, 1.15), (3, 1.6)])
def test_planning_meets_more_needs_than(
    weeks: list[tuple[int, int, int, int]], method: int, margin: float
) -> None:
    assert sum(w[0] for w in weeks) >= margin * sum(w[method] for w in weeks)


def test_golden_week() -> None:
    plan = compose(compose_world(60, 0), seed=0, effort=10)
    assert plan.bound == Bound(urgent=3, worst=1, needs=30)
    assert (plan.score.urgent, plan.score.worst, plan.score.needs) == (3, 1, 30)
    assert plan.score.relieved == 75


@pytest.mark.parametrize("seed", range(4))
def test_a_part_too_large_for_the_effort_is_solved_a_few_tables_at_a_time(seed: int) -> None:
    problem = compose_world(60, seed)
    little, more = compose(problem, effort=3), compose(problem, effort=20)
    assert violations(problem, little) == ()
    assert more.is_proven
    assert little.bound.needs >= more.score.needs
    assert little.score.key()[:3] <= more.score.key()[:3]
    assert little.score.needs >= 0.9 * more.score.needs


def test_a_part_too_large_to_relax_is_bounded_by_counting() -> None:
    problem = chapter(np.random.default_rng(2), "a", 90, 2, "scarce")
    plan = compose(problem, effort=1)
    assert violations(problem, plan) == ()
    assert plan.score.needs < plan.bound.needs == len(scoring.reachable(problem))


def test_taking_one_person_out_moves_few_others() -> None:
    problem = compose_world(60, 2)
    before = compose(problem, seed=2)
    for seat in before.seats[::6]:
        wished = problem.wishing(forbidden=[(seat.person, seat.opening)])
        after = compose(wished, seed=2, near=before)
        assert violations(wished, after) == ()
        assert after.score.key()[:3] >= compose(wished, seed=2, effort=5).score.key()[:3]
        assert len({*before.seats} - {*after.seats}) <= 14


def test_score_of_nothing() -> None:
    empty = replace(compose_world(60, 0), openings=())
    assert compose(empty).score == Score(0, -1, 0, 0, 0, 0, 0, 0)
