"""The exact view: the plan as an integer program, solved by HiGHS within a number of nodes.

Columns, all 0 or 1: x[p,o] p sits in o; y[n,o] need n is answered in o; w[p,o] a need of p is
answered in o; z[n] need n is met; h[o] café o is held. Rows say what `violations` says, so the
optimum is a sound plan and the relaxation bounds every sound plan. HiGHS runs on one thread with
limits in nodes, never seconds, and so gives the same answer on any
machine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

from knowcafe.core.matching.highs import INFINITY, Row, maximising
from knowcafe.core.matching.instance import Instance, bits
from knowcafe.core.matching.state import State

WHOLE = 0.999
"""Weights are whole numbers, so a plan this close to the bound is the best."""

FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver found: seats by opening (None where it found none) and a proven bound.

    `bound` is on the objective (greater is better); None means that no plan can keep the rows.
    """

    at: list[int] | None
    bound: float | None


class Program:
    """The integer program of one instance. Rows may be added; each `solve` names its objective."""

    def __init__(self, inst: Instance) -> None:
        self.inst = inst
        self.x: dict[tuple[int, int], int] = {}
        self.y: dict[tuple[int, int], int] = {}
        self.w: dict[tuple[int, int], int] = {}
        self.z: dict[int, int] = {}
        self.h: dict[int, int] = {}
        self.rows: list[Row] = []
        self._columns()
        for o in range(len(inst.openings)):
            self._table(o)
        for p in range(len(inst.people)):
            self._person(p)
        for n in self.z:
            self._need(n)

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self.x) + len(self.y) + len(self.w) + len(self.z) + len(self.h)

    def at_least(self, weights: dict[int, float], least: int) -> Row:
        """The row by which Σ weights[n] over the needs n that are met reaches `least`."""
        return {self.z[n]: w for n, w in weights.items()}, float(least), INFINITY

    def served(self, weeks: int) -> list[Row]:
        """The rows by which everybody who has waited longer than `weeks` has a need met."""
        inst = self.inst
        return [
            ({self.z[n]: 1.0 for n in inst.owned[p] if n in self.z}, 1.0, INFINITY)
            for p, wait in enumerate(inst.wait)
            if wait > weeks
        ]

    def start(self, state: State) -> list[float]:
        """A plan as a value for every column, for the solver to begin with."""
        column = [0.0] * self.size
        for (p, o), j in self.x.items():
            column[j] = float(state.at[o] >> p & 1)
        for (n, o), j in self.y.items():
            column[j] = float(state.answered[n] >> o & 1)
        for (p, o), j in self.w.items():
            column[j] = float(any(state.answered[n] >> o & 1 for n in self.inst.owned[p]))
        for n, j in self.z.items():
            column[j] = float(state.answered[n] > 0)
        for o, j in self.h.items():
            column[j] = float(state.at[o] > 0)
        return column

    def solve(
        self,
        weights: dict[int, float],
        rows: list[Row],
        *,
        state: State,
        nodes: int,
        known: Collection[tuple[int, int]] = (),
    ) -> Answer:
        """Maximise Σ weights[n] over the needs n that are met, beginning with `state`.

        Between plans as good, the one that keeps most of the `known` (person, opening) seats.
        Stops after `nodes` branchings. Weights are whole numbers.
        """
        unit = 1 + len(known)
        objective = unit * self._objective(weights)
        for seat in known:
            if seat in self.x:
                objective[self.x[seat]] += 1
        solver = maximising(objective, [*self.rows, *rows], nodes=nodes, gap=WHOLE)
        _begin(solver, self.start(state))
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Answer(None, None)
        info = solver.getInfo()
        is_found = info.primal_solution_status == FEASIBLE
        return Answer(self._seats(solver) if is_found else None, info.mip_dual_bound / unit)

    def _seats(self, solver: highspy.Highs) -> list[int]:
        found = solver.getSolution().col_value
        at = [0] * len(self.inst.openings)
        for (p, o), j in self.x.items():
            at[o] |= round(found[j]) << p
        return at

    def solve_at(
        self,
        tables: Collection[int],
        weights: dict[int, float],
        rows: list[Row],
        *,
        state: State,
        nodes: int,
    ) -> list[int] | None:
        """The same for a few openings, all others as they are in `state`: seats by opening."""
        inst, start = self.inst, self.start(state)
        free = {self.x[p, o]: (p, o) for o in tables for p in bits(inst.holders[o])}
        columns = [*free, *(self.h[o] for o in tables)]
        elsewhere = ~sum(1 << o for o in tables)
        asked = {n: self.z[n] for o in tables for n in self.asked_at[o]}
        columns += [self.y[n, o] for o in tables for n in self.asked_at[o]]
        owners = {(inst.owner[n], o) for o in tables for n in self.asked_at[o]}
        columns += [self.w[owner] for owner in sorted(owners)]
        open_needs = {n: j for n, j in asked.items() if not state.answered[n] & elsewhere}
        columns += open_needs.values()
        place = {j: k for k, j in enumerate(columns)}
        touched = sorted({r for j in columns for r in self._touching[j]})
        objective = np.zeros(len(columns))
        for n, j in open_needs.items():
            objective[place[j]] = weights.get(n, 0.0)
        near = [_narrowed(row, place, start) for row in [*(self.rows[r] for r in touched), *rows]]
        solver = maximising(objective, [r for r in near if r[0]], nodes=nodes, gap=WHOLE)
        _begin(solver, [start[j] for j in columns])
        solver.run()
        if solver.getInfo().primal_solution_status != FEASIBLE:
            return None
        found = solver.getSolution().col_value
        at = [0 if o in tables else here for o, here in enumerate(state.at)]
        for j, (p, o) in free.items():
            at[o] |= round(found[place[j]]) << p
        return at

    @cached_property
    def asked_at(self) -> list[list[int]]:
        """asked_at[o]: the needs that could be answered in opening o."""
        found: list[list[int]] = [[] for _ in self.inst.openings]
        for n, o in self.y:
            found[o].append(n)
        return found

    @cached_property
    def _touching(self) -> dict[int, list[int]]:
        """The rows each column stands in, by index."""
        found: dict[int, list[int]] = {j: [] for j in range(self.size)}
        for r, (row, _, _) in enumerate(self.rows):
            for j in row:
                found[j].append(r)
        return found

    def relaxed(self, weights: dict[int, float], rows: list[Row], *, steps: int) -> Answer:
        """A bound by the linear relaxation; where `steps` are too few, what can be counted."""
        objective = self._objective(weights)
        solver = maximising(objective, [*self.rows, *rows], whole=[False] * self.size)
        solver.setOptionValue("simplex_iteration_limit", steps)
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Answer(None, None)
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return Answer(None, float(solver.getInfo().objective_function_value))
        return Answer(None, sum(weights.values()))

    def _columns(self) -> None:
        inst, count = self.inst, 0
        for p, openings in enumerate(inst.allowed):
            for o in openings:
                self.x[p, o] = count
                count += 1
        for n, openings in enumerate(inst.where):
            for o in openings:
                self.y[n, o] = count
                count += 1
        for p, o in sorted({(inst.owner[n], o) for n, o in self.y}):
            self.w[p, o] = count
            count += 1
        for n, openings in enumerate(inst.where):
            if openings:
                self.z[n] = count
                count += 1
        for o in range(len(inst.openings)):
            self.h[o] = count
            count += 1

    def _table(self, o: int) -> None:
        inst, limits = self.inst, self.inst.problem.limits
        here = bits(inst.holders[o])
        pinned, seats = inst.pinned[o], inst.openings[o].seats
        sitting = {self.x[p, o]: 1.0 for p in here}
        if not sitting:
            return
        self.rows.append(({**sitting, self.h[o]: -float(seats)}, -INFINITY, 0.0))
        if not pinned:
            self.rows.append(({**sitting, self.h[o]: -float(limits.fewest)}, 0.0, INFINITY))
        share = limits.professional_percent
        pros = {
            self.x[p, o]: (
                100.0 - share if inst.professionals >> p & 1 and not pinned >> p & 1 else -share
            )
            for p in here
        }
        self.rows.append((pros, -INFINITY, 0.0))
        loose = [p for p in here if not pinned >> p & 1]
        askers = [p for p in loose if inst.owned[p]]
        helped = {self.x[p, o]: -limits.helped_percent / 100 for p in askers}
        helped |= {self.w[p, o]: 1.0 for p in askers if (p, o) in self.w}
        self.rows.append((helped, 0.0, INFINITY))
        for p in askers:
            if (p, o) in self.w:
                answers = {self.y[n, o]: -1.0 for n in inst.owned[p] if (n, o) in self.y}
                self.rows.append(({self.w[p, o]: 1.0, **answers}, -INFINITY, 0.0))
        for p in loose:
            if not inst.owned[p]:
                useful = {self.y[n, o]: -1.0 for n in inst.helped[p] if (n, o) in self.y}
                self.rows.append(({self.x[p, o]: 1.0, **useful}, -INFINITY, 0.0))
        for p in here:
            for q in bits(inst.apart[p] & inst.holders[o] & ((1 << p) - 1)):
                self.rows.append(({self.x[p, o]: 1.0, self.x[q, o]: 1.0}, -INFINITY, 1.0))

    def _person(self, p: int) -> None:
        inst, person = self.inst, self.inst.people[p]
        mine = inst.allowed[p]
        pins = [o for o in mine if inst.pinned[o] >> p & 1]
        for o in pins:
            self.rows.append(({self.x[p, o]: 1.0}, 1.0, 1.0))
        for week in sorted({inst.week[o] for o in mine}):
            self._cap(p, [o for o in mine if inst.week[o] == week], pins, person.cap)
        if person.cap_total is not None:
            self._cap(p, mine, pins, person.cap_total)
        cliques = {inst.clashes[o] & sum(1 << s for s in mine) for o in mine}
        for clique in sorted(cliques):
            self._clash(p, bits(clique))

    def _clash(self, p: int, openings: list[int]) -> None:
        """At most one of openings that all overlap; pair by pair where some of them do not."""
        clashes = self.inst.clashes
        if len(openings) < 2:
            return
        if all(clashes[a] >> b & 1 for a in openings for b in openings):
            self.rows.append(({self.x[p, o]: 1.0 for o in openings}, -INFINITY, 1.0))
            return
        for a in openings:
            for b in openings:
                if a < b and clashes[a] >> b & 1:
                    pair = {self.x[p, a]: 1.0, self.x[p, b]: 1.0}
                    self.rows.append((pair, -INFINITY, 1.0))

    def _cap(self, p: int, openings: list[int], pins: list[int], cap: int) -> None:
        loose = [o for o in openings if o not in pins]
        left = max(0, cap - (len(openings) - len(loose)))
        if len(loose) > left:
            self.rows.append(({self.x[p, o]: 1.0 for o in loose}, -INFINITY, float(left)))

    def _need(self, n: int) -> None:
        inst = self.inst
        for o in inst.where[n]:
            y = self.y[n, o]
            self.rows.append(({y: 1.0, self.x[inst.owner[n], o]: -1.0}, -INFINITY, 0.0))
            helping = bits(inst.helpers[n] & inst.holders[o])
            row = {y: 1.0, **{self.x[q, o]: -1.0 for q in helping}}
            self.rows.append((row, -INFINITY, 0.0))
        met = {self.z[n]: 1.0, **{self.y[n, o]: -1.0 for o in inst.where[n]}}
        self.rows.append((met, -INFINITY, 0.0))

    def _objective(self, weights: dict[int, float]) -> NDArray[np.float64]:
        objective = np.zeros(self.size)
        for n, weight in weights.items():
            objective[self.z[n]] = weight
        return objective


def _begin(solver: highspy.Highs, start: list[float]) -> None:
    solution = highspy.HighsSolution()
    solution.col_value = start
    solver.setSolution(solution)


def _narrowed(row: Row, place: dict[int, int], start: list[float]) -> Row:
    """A row over the columns that have a place, the others at what they are at the start."""
    coefficients, least, most = row
    fixed = sum(a * start[j] for j, a in coefficients.items() if j not in place)
    kept = {place[j]: a for j, a in coefficients.items() if j in place}
    return kept, least - fixed, most - fixed
