"""One independent part of a plan on its way: the state, and what has been proven of it."""

from __future__ import annotations

from knowcafe.core.matching import construct
from knowcafe.core.matching.chance import Chance
from knowcafe.core.matching.highs import Row
from knowcafe.core.matching.instance import Instance, bits
from knowcafe.core.matching.plan import Plan, Seat
from knowcafe.core.matching.program import Program
from knowcafe.core.matching.search import Search

MOST_PAIRS = 4000
"""Parts with more pairs of person and opening get no more moves than one with so many."""

EXACT_COLUMNS = 50
"""For each unit of effort; a part with more columns is solved a few tables at a time."""

RELAXED_COLUMNS = 750
"""For each unit of effort; a part with more is bounded by counting what is within reach."""

RELAXED_STEPS = 1000
"""For each unit of effort; simplex iterations of the relaxation."""

BRANCHINGS = 8
"""So many branchings for a few tables."""

TABLES = 4
"""So many tables are solved at a time."""

MASK = (1 << 63) - 1


class Part:
    """The best plan so far for one instance, and the bounds proven on its first objectives.

    known: the (person, opening) seats that people have been told of already. simple: what a
    sign-up list and a greedy give. urgent, worst, needs: the bounds, as in `Bound`.
    """

    def __init__(self, inst: Instance, seed: int, effort: int, near: Plan | None) -> None:
        """Start from the best of the simple plans (or from `near`) and improve it a little."""
        self.inst = inst
        self.effort = effort
        self.chance = Chance((seed & MASK, inst.signature))
        self.is_new = near is None
        self.simple = [self._simple(m) for m in (construct.first_come, construct.greedy)]
        self.state = construct.pinned(inst)
        construct.settle(self.state)
        if near is not None:
            construct.resume(self.state, near)
        self.known = [] if near is None else self._pairs()
        pairs = sum(map(len, inst.allowed))
        self.moves = effort * min(MOST_PAIRS, max(8, pairs))
        self.search = Search(self.state, self.chance)
        for at in self.simple if near is None else []:
            self.keep(at)
        self.search.climb(self.moves // 4, calmly=not self.is_new)
        for at in self.simple:
            self.keep(at)
        self.within_reach = {n: 1.0 for n, where in enumerate(inst.where) if where}
        self.within_reach_urgent = {n: 1.0 for n in self.within_reach if inst.needs[n].urgent}
        self.urgent = len(self.within_reach_urgent)
        self.worst = -1
        self.needs = len(self.within_reach)
        self._program: Program | None = None

    @property
    def program(self) -> Program:
        """The integer program, made when first asked for."""
        if self._program is None:
            self._program = Program(self.inst)
        return self._program

    def keep(self, at: list[int] | None) -> None:
        """Take over the seats `at` where they are better than what there is."""
        if at is None:
            return
        before, value = self.state.seats(), self.state.value()
        self.state.load(at)
        construct.settle(self.state)
        if self.state.value() <= value:
            self.state.load(before)

    def prove_urgent(self) -> None:
        """Meet all urgent needs that can be met, with the proof."""
        if self.state.urgent < self.urgent:
            bound = self._ask(self.within_reach_urgent, [])
            self.urgent = _whole(bound, self.urgent)

    def prove_worst(self) -> None:
        """Shorten the longest wait until a shorter one is proven impossible, if it is."""
        while (worst := self.state.worst()) >= 0:
            urgent = self.program.at_least(self.within_reach_urgent, self.state.urgent)
            bound = self._ask(self.within_reach, [urgent, *self.program.served(worst - 1)])
            if bound is None:
                self.worst = worst
                return
            if self.state.worst() == worst:
                return

    def prove_needs(self, longest: int, urgent: int) -> None:
        """Meet the most needs, then relieve the most waiting, with the objectives before it held.

        `longest` is the wait that another part cannot avoid; `urgent` what this part must at
        least reach if the whole is to meet as many urgent needs as it does.
        """
        self.state.worst_cap = longest
        for at in self.simple:
            self.keep(at)
        if self.state.needs == self.needs:
            return
        value = {n: self.inst.value[n] for n in self.within_reach}
        unit = 1 + sum(value.values())
        rows = [self.program.at_least(self.within_reach_urgent, urgent)]
        rows += self.program.served(longest)
        bound = self._ask({n: float(unit + v) for n, v in value.items()}, rows)
        if bound is not None:
            self.needs = _whole(bound / unit, self.needs)

    def polish(self) -> None:
        """Make the tables comfortable; a plan people know is left alone where it can be."""
        if self.is_new:
            self.search.anneal(self.moves)
        self.search.climb(self.moves // 4, calmly=not self.is_new)

    def seats(self) -> list[Seat]:
        """Who sits where, by their identifiers."""
        people, openings = self.inst.people, self.inst.openings
        return [Seat(people[p].id, openings[o].id) for p, o in self._pairs()]

    def _pairs(self) -> list[tuple[int, int]]:
        return [(p, o) for o, here in enumerate(self.state.at) for p in bits(here)]

    def _simple(self, method: construct.Method) -> list[int]:
        state = construct.pinned(self.inst)
        method(state)
        construct.settle(state)
        return state.seats()

    def _ask(self, weights: dict[int, float], rows: list[Row]) -> float | None:
        """Improve the plan for these weights and bound them; None if no plan keeps the rows."""
        if self.program.size <= EXACT_COLUMNS * self.effort:
            answer = self.program.solve(
                weights, rows, state=self.state, nodes=self.effort, known=self.known
            )
            self.keep(answer.at)
            return answer.bound
        self._mend(weights)
        if self.program.size > RELAXED_COLUMNS * self.effort:
            return sum(weights.values())
        return self.program.relaxed(weights, rows, steps=RELAXED_STEPS * self.effort).bound

    def _mend(self, weights: dict[int, float]) -> None:
        """Solve a few tables at a time, around one open need each, the others left as they are.

        Large neighbourhood search (Shaw 1998).
        """
        for _ in range(self.effort):
            unmet = [n for n in bits(self.state.open) if n in weights]
            if unmet:
                self._mend_around(self.chance.pick(unmet), weights)

    def _mend_around(self, n: int, weights: dict[int, float]) -> None:
        """The tables: where need n could be met, where its owner and a helper sit, and others."""
        state, inst = self.state, self.inst
        helper = self.chance.pick(bits(inst.helpers[n]))
        near = bits(state.sits[inst.owner[n]] | state.sits[helper])
        tables = {self.chance.pick(inst.where[n]), *self.chance.shuffled(near)[:2]}
        while len(tables) < min(TABLES, len(inst.openings)):
            tables.add(self.chance.below(len(inst.openings)))
        rows = [self.program.at_least(self.within_reach_urgent, state.urgent)]
        rows += self.program.served(max(state.worst(), state.worst_cap))
        self.keep(self.program.solve_at(tables, weights, rows, state=state, nodes=BRANCHINGS))


def _whole(bound: float | None, most: int) -> int:
    """The greatest whole number that a bound allows."""
    return most if bound is None else min(most, int(bound + 1e-6))
