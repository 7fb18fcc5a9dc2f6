"""From a problem to a plan: independent parts, a first plan, proofs in order, then polish."""

from __future__ import annotations

from collections.abc import Callable

from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.instance import instance
from knowcafe.core.matching.part import Part
from knowcafe.core.matching.parts import parts
from knowcafe.core.matching.plan import Bound, Plan
from knowcafe.core.matching.problem import Problem

EFFORT = 40
"""Default effort: so many moves for every person and opening that suit each other."""

Progress = Callable[[int, int], None]


def compose(
    problem: Problem,
    *,
    seed: int = 0,
    effort: int = EFFORT,
    near: Plan | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The best plan found for `problem`, with its reasons and a proven bound.

    Objectives are taken strictly in the order of `Score`. The same problem, seed and effort give
    the same plan on any machine; the order of the input and the names in it change nothing.
    `effort` is counted in steps. `near` is a plan people know already: what the problem still
    allows of it stays, except where a move makes the plan better. `progress(done, of)` is told
    how far it is.
    """
    if not problem.slots:
        return explained(problem, (), Bound(0, -1, 0))
    first = min(s.starts for s in problem.slots)
    separate = parts(problem)
    done, of = 0, 2 * len(separate)

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, of)

    made = []
    for problem_part in separate:
        part = Part(instance(problem_part, first), seed, effort, near)
        part.prove_urgent()
        part.prove_worst()
        made.append(part)
        tell()
    longest = max((part.state.worst() for part in made), default=-1)
    slack = sum(part.urgent - part.state.urgent for part in made)
    for part in made:
        part.prove_needs(longest, part.urgent - slack)
        part.polish()
        tell()
    bound = Bound(
        urgent=sum(part.urgent for part in made),
        worst=max((part.worst for part in made), default=-1) if not slack else -1,
        needs=sum(part.needs for part in made),
    )
    return explained(problem, tuple(seat for part in made for seat in part.seats()), bound)
