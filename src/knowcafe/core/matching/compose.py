"""From a problem to a plan: independent parts, a first plan, proofs in order, then polish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowcafe.core.matching import construct
from knowcafe.core.matching.chance import Chance
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.highs import Row
from knowcafe.core.matching.instance import Instance, bits, instance
from knowcafe.core.matching.parts import parts
from knowcafe.core.matching.plan import Bound, Plan, Seat
from knowcafe.core.matching.problem import Problem
from knowcafe.core.matching.program import Answer, Program
from knowcafe.core.matching.search import Search
from knowcafe.core.matching.state import State

EFFORT = 40
"""Default effort: so many moves for every person and opening that suit each other."""

EXACT_COLUMNS = 500
"""For each unit of effort; parts with more columns are only bounded, not solved exactly."""

RELAXED_COLUMNS = 1500
"""For each unit of effort; parts with more are bounded by counting what is within reach."""

RELAXED_STEPS = 1000
"""For each unit of effort; simplex iterations of the relaxation."""

MASK = (1 << 63) - 1

Progress = Callable[[int, int], None]


@dataclass
class _Part:
    """One independent part on its way: the state, simple plans to fall back on, what is proven.

    known: the (person, opening) seats that people have been told of already.
    """

    inst: Instance
    state: State
    chance: Chance
    simple: list[list[int]]
    effort: int
    known: frozenset[tuple[int, int]]
    urgent: int = 0
    worst: int = -1
    needs: int = 0
    program: Program | None = None

    @property
    def moves(self) -> int:
        return self.effort * max(8, sum(map(len, self.inst.allowed)))

    @property
    def urgent_needs(self) -> dict[int, float]:
        inst = self.inst
        return {n: 1.0 for n, where in enumerate(inst.where) if where and inst.needs[n].urgent}

    @property
    def within_reach(self) -> int:
        return sum(map(bool, self.inst.where))

    def ask(self, weights: dict[int, float], rows: list[Row]) -> Answer:
        """The best plan and bound for these weights, as exact as the part's size allows."""
        if self.program is None:
            self.program = Program(self.inst)
        size = self.program.size
        if size <= EXACT_COLUMNS * self.effort:
            return self.program.solve(
                weights, rows, state=self.state, nodes=self.effort, known=self.known
            )
        if size <= RELAXED_COLUMNS * self.effort:
            return self.program.relaxed(weights, rows, steps=RELAXED_STEPS * self.effort)
        return Answer(None, sum(weights.values()))

    def keep(self, at: list[int] | None) -> None:
        """Take over the seats `at` where they are better than what there is."""
        if at is None:
            return
        before, value = self.state.seats(), self.state.value()
        self.state.load(at)
        construct.settle(self.state)
        if self.state.value() <= value:
            self.state.load(before)


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
        part = _begin(instance(problem_part, first), seed, effort, near)
        _prove_urgent(part)
        _prove_worst(part)
        made.append(part)
        tell()
    longest = max((part.state.worst() for part in made), default=-1)
    slack = sum(part.urgent - part.state.urgent for part in made)
    for part in made:
        _prove_needs(part, longest, part.urgent - slack)
        search = Search(part.state, part.chance)
        if near is None:
            search.anneal(part.moves)
        search.climb(part.moves // 4, calmly=near is not None)
        tell()
    bound = Bound(
        urgent=sum(part.urgent for part in made),
        worst=max((part.worst for part in made), default=-1) if not slack else -1,
        needs=sum(part.needs for part in made),
    )
    return explained(problem, tuple(seat for part in made for seat in _seats(part)), bound)


def _begin(inst: Instance, seed: int, effort: int, near: Plan | None) -> _Part:
    """Start from the best of the simple plans (or from `near`) and improve it a little."""
    simple = []
    for method in (construct.first_come, construct.greedy):
        state = construct.pinned(inst)
        method(state)
        construct.settle(state)
        simple.append(state.seats())
    state = construct.pinned(inst)
    construct.settle(state)
    if near is not None:
        construct.resume(state, near)
    known = frozenset((p, o) for o, here in enumerate(state.at) for p in bits(here) if near)
    part = _Part(inst, state, Chance((seed & MASK, inst.signature)), simple, effort, known)
    if near is None:
        for at in simple:
            part.keep(at)
    Search(state, part.chance).climb(part.moves // 4, calmly=near is not None)
    for at in simple:
        part.keep(at)
    return part


def _prove_urgent(part: _Part) -> None:
    """Meet all urgent needs that can be met, with the proof."""
    part.urgent = len(part.urgent_needs)
    if part.state.urgent < part.urgent:
        answer = part.ask(part.urgent_needs, [])
        part.keep(answer.at)
        part.urgent = _whole(answer.bound, part.urgent)


def _prove_worst(part: _Part) -> None:
    """Shorten the longest wait until a shorter one is proven impossible, if it is."""
    everything = {n: 1.0 for n, where in enumerate(part.inst.where) if where}
    while (worst := part.state.worst()) >= 0:
        rows = [_at_least(part, part.urgent_needs, part.state.urgent)]
        answer = part.ask(everything, rows + _served(part, worst - 1))
        if answer.bound is None:
            part.worst = worst
            return
        part.keep(answer.at)
        if part.state.worst() == worst:
            return


def _prove_needs(part: _Part, longest: int, urgent: int) -> None:
    """Meet the most needs, then relieve the most waiting, with the objectives before it held.

    `longest` is the wait that another part cannot avoid; `urgent` what this part must at least
    reach if the whole is to meet as many urgent needs as it does.
    """
    part.state.worst_cap = longest
    for at in part.simple:
        part.keep(at)
    part.needs = part.within_reach
    if part.state.needs == part.needs:
        return
    rows = [_at_least(part, part.urgent_needs, urgent), *_served(part, longest)]
    value = {n: part.inst.value[n] for n, where in enumerate(part.inst.where) if where}
    unit = 1 + sum(value.values())
    answer = part.ask({n: float(unit + v) for n, v in value.items()}, rows)
    part.keep(answer.at)
    if answer.bound is not None:
        part.needs = _whole(answer.bound / unit, part.needs)


def _at_least(part: _Part, weights: dict[int, float], least: int) -> Row:
    program = part.program = part.program or Program(part.inst)
    return program.at_least(weights, least)


def _served(part: _Part, weeks: int) -> list[Row]:
    program = part.program = part.program or Program(part.inst)
    return program.served(weeks)


def _whole(bound: float | None, most: int) -> int:
    """The greatest whole number that a bound allows."""
    return most if bound is None else min(most, int(bound + 1e-6))


def _seats(part: _Part) -> list[Seat]:
    inst = part.inst
    return [
        Seat(inst.people[p].id, inst.openings[o].id)
        for o, here in enumerate(part.state.at)
        for p in bits(here)
    ]
