"""Cafés from needs, know-how and slots, beside the ways people fill tables now.

Each world is made from a seed (bench/worlds.py): 60 people are one chapter's week, 200 one
chapter's quarter, more are many chapters. Every plan runs in a process of its own. Per size: the
needs met (mean over the seeds), the proven bound, the gap (the worst of the seeds, with the
objectives before it fixed), rules broken, CPU seconds (median and most). Beside it, on the same
worlds: first_come, a sign-up list where people see who is at which table; greedy, need by need
with a helper brought along; random, whoever turns up. `behind` counts seeds in which ours is
behind first_come or greedy on the first objective in which they differ.

About 4 minutes with the defaults on two cores, most of it 10,000 people; 15 s for 60,200.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import product
from multiprocessing import get_context
from statistics import mean, median
from typing import Any

from bench.console import parser, seeds, tell, watched
from bench.worlds import compose_world
from knowcafe.core.matching import Plan, baselines, compose, violations

Run = dict[str, Any]


def one_run(job: tuple[int, int, str]) -> Run:
    """Plan one world and fill it the other ways; `job` is (people, seed, know-how)."""
    people, seed, know_how = job
    problem = compose_world(people, seed, know_how)
    wall, cpu = time.perf_counter(), time.process_time()
    plan = compose(problem, seed=seed)
    run: Run = {
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "ours": _figures(plan),
        "bound": asdict(plan.bound),
        "gap": plan.gap,
        "violations": len(violations(problem, plan)),
    }
    others = {
        "first_come": _timed(lambda: baselines.first_come(problem)),
        "greedy": _timed(lambda: baselines.greedy(problem)),
        "random": _timed(lambda: baselines.at_random(problem, seed)),
    }
    run |= {name: figures for name, (_, figures) in others.items()}
    run["behind"] = sum(
        _first_three(others[name][0]) > _first_three(plan) for name in ("first_come", "greedy")
    )
    return run


def _first_three(plan: Plan) -> tuple[int, ...]:
    return plan.score.key()[:3]


def _figures(plan: Plan) -> Run:
    score = plan.score
    return {"urgent": score.urgent, "worst": score.worst, "needs_met": score.needs}


def _timed(method: Any) -> tuple[Plan, Run]:
    cpu = time.process_time()
    plan = method()
    return plan, _figures(plan) | {"cpu_seconds": time.process_time() - cpu}


def summed(runs: list[Run]) -> Run:
    """The figures of one size over its seeds."""
    needs = [r["ours"]["needs_met"] for r in runs]
    result: Run = {
        "needs_met": mean(needs),
        "bound": mean(r["bound"]["needs"] for r in runs),
        "gap": max(r["gap"] for r in runs),
        "urgent": mean(r["ours"]["urgent"] for r in runs),
        "urgent_bound": mean(r["bound"]["urgent"] for r in runs),
        "worst": mean(r["ours"]["worst"] for r in runs),
        "worst_bound": mean(r["bound"]["worst"] for r in runs),
        "violations": sum(r["violations"] for r in runs),
        "behind": sum(r["behind"] for r in runs),
        "seconds": median(r["seconds"] for r in runs),
        "cpu_seconds": median(r["cpu_seconds"] for r in runs),
        "cpu_seconds_most": max(r["cpu_seconds"] for r in runs),
    }
    for name in ("first_come", "greedy", "random"):
        result[name] = {key: mean(r[name][key] for r in runs) for key in runs[0][name]}
        result[name]["ours_over_it"] = sum(needs) / max(1, sum(r[name]["needs_met"] for r in runs))
    return result


def main() -> int:
    args = parser("compose", __doc__)
    args.add_argument("--people", default="60,200,1000,10000", help="sizes, by comma")
    args.add_argument("--seeds", type=seeds, default=seeds("0:5"), help="from:to, default 0:5")
    args.add_argument("--know-how", choices=("scarce", "ample"), default="scarce")
    given = args.parse_args()
    sizes = [int(size) for size in given.people.split(",")]
    jobs = [(size, seed, given.know_how) for size, seed in product(sizes, given.seeds)]
    with ProcessPoolExecutor(
        min(2, os.cpu_count() or 1), mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        runs = list(watched(pool.map(one_run, jobs), "composing", len(jobs)))
    by_size = {
        str(size): summed([r for job, r in zip(jobs, runs, strict=True) if job[0] == size])
        for size in sizes
    }
    result = {"seeds": list(given.seeds), "know_how": given.know_how, "sizes": by_size}
    columns = ("people", "needs", "bound", "gap", "broken", "CPU s", "×first", "×greedy",
               "×random", "behind")  # fmt: skip
    rows = [
        (size, f["needs_met"], f["bound"], f"{f['gap']:.2%}", f["violations"], f["cpu_seconds"],
         *(f[m]["ours_over_it"] for m in ("first_come", "greedy", "random")), f["behind"])
        for size, f in by_size.items()
    ]  # fmt: skip
    tell(result, columns, rows, as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
