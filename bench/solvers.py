"""HiGHS or CP-SAT? The same integer program, from the same start, each in a process of its own.

Every part of a world of `bench.compose` is put as the program core.matching uses (most needs met,
then most waiting relieved, urgent needs and the longest wait held). Both solvers run on one thread
and are handed the plan that construction and local search found. They stop by steps: HiGHS after
nodes, CP-SAT after deterministic time. Reported: needs met, bound, CPU seconds of the solving
alone, memory, and what importing the solver costs.

About 4 minutes with the defaults.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from bench.console import parser, seeds, tell, watched

NODES = 200
DETERMINISTIC_TIME = 20.0
UNIT = 10_000

Row = tuple[dict[int, float], float, float]


@dataclass(frozen=True)
class Model:
    """A program as plain data, since the two solvers cannot be imported into one process."""

    weights: dict[int, float]
    rows: list[Row]
    start: list[float]


def build(world: tuple[int, int]) -> list[Model]:
    """The programs of all parts of one world, each with a start; `world` is (people, seed)."""
    from bench.worlds import compose_world
    from knowcafe.core.matching.parts import parts

    problem = compose_world(*world)
    return [_model(part) for part in parts(problem)]


def _model(part: Any) -> Model:
    from knowcafe.core.matching import construct
    from knowcafe.core.matching.chance import Chance
    from knowcafe.core.matching.instance import instance
    from knowcafe.core.matching.program import Program
    from knowcafe.core.matching.search import Search

    inst = instance(part, min(s.starts for s in part.slots))
    state = construct.pinned(inst)
    construct.greedy(state)
    Search(state, Chance((1,))).climb(10 * sum(map(len, inst.allowed)))
    program = Program(inst)
    urgent = {n: 1.0 for n in program.z if inst.needs[n].urgent}
    rows = [*program.rows, program.at_least(urgent, state.urgent)]
    rows += program.served(state.worst())
    return Model(
        {program.z[n]: UNIT + inst.value[n] for n in program.z}, rows, program.start(state)
    )


def solve(job: tuple[str, int, int, list[Model]]) -> dict[str, Any]:
    """All parts of one world with one solver; `job` is (solver, people, seed, models)."""
    solver, people, seed, models = job
    method = {"highs": highs, "cp_sat": cp_sat}[solver]
    before = time.process_time()
    importlib.import_module({"highs": "highspy", "cp_sat": "ortools.sat.python.cp_model"}[solver])
    importing = time.process_time() - before
    before = time.process_time()
    found = [method(model) for model in models]
    return {
        "solver": solver,
        "people": people,
        "seed": seed,
        "needs": sum(int(best // UNIT) for best, _ in found),
        "bound": sum(int((bound + 1e-6) // UNIT) for _, bound in found),
        "cpu": time.process_time() - before,
        "import_cpu": importing,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def highs(model: Model) -> tuple[float, float]:
    """Best value and bound by HiGHS."""
    import highspy
    import numpy as np

    from knowcafe.core.matching.highs import maximising

    objective = np.zeros(len(model.start))
    for j, weight in model.weights.items():
        objective[j] = weight
    solver = maximising(objective, model.rows, nodes=NODES, gap=0.999)
    solution = highspy.HighsSolution()
    solution.col_value = model.start
    solver.setSolution(solution)
    solver.run()
    info = solver.getInfo()
    return info.objective_function_value, info.mip_dual_bound


def cp_sat(model: Model) -> tuple[float, float]:
    """Best value and bound by CP-SAT, which wants whole coefficients."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    columns = [program.new_bool_var(str(j)) for j in range(len(model.start))]
    for row, least, most in model.rows:
        total = sum(round(100 * a) * columns[j] for j, a in row.items())
        if row and least > float("-inf"):
            program.add(total >= round(100 * least))
        if row and most < float("inf"):
            program.add(total <= round(100 * most))
    for column, value in zip(columns, model.start, strict=True):
        program.add_hint(column, bool(value))
    program.maximize(sum(int(w) * columns[j] for j, w in model.weights.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = DETERMINISTIC_TIME
    solver.solve(program)
    return solver.objective_value, solver.best_objective_bound


def main() -> int:
    args = parser("solvers", __doc__)
    args.add_argument("--people", default="60,200,1000")
    args.add_argument("--seeds", type=seeds, default=seeds("0:3"))
    given = args.parse_args()
    worlds = [(int(size), seed) for size in given.people.split(",") for seed in given.seeds]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        models = pool.map(build, worlds)
        jobs = [
            (solver, *world, made)
            for world, made in zip(worlds, models, strict=True)
            for solver in ("highs", "cp_sat")
        ]
        runs = list(watched(pool.map(solve, jobs), "solving", len(jobs)))
    columns = ("people", "seed", "solver", "needs", "bound", "cpu", "import_cpu", "memory_mb")
    tell({"runs": runs}, columns, [[r[c] for c in columns] for r in runs], as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
