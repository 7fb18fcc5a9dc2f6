"""Whom to ask about each of a week's needs, beside published algorithms, on real questions.

The weeks of bench.experts: a need is a question, helpers are the people who were there. Affinity is
the cosine between the words of the question and all the words a helper had answered before (TF-IDF,
scikit-learn, logarithmic counts: the full-text profile of bench.experts). Two helpers a need, each
asked at most ceil(2·needs/helpers) times. Weeks with fewer than eight needs are left out, which
leaves 76: with so few needs all methods agree.

  ours            core.matching.assign: the exact worst-off, then the exact total
  first_come      each need in turn takes the best two who are left
  min_cost_flow   the exact best total (linear program over a unimodular matrix)
  max_min         the exact best worst-off, whatever the total
  stable          stable matching (the package `matching`), one place a time
  fairpyx         round robin of fairpyx, where it is installed

mean, min, p10: affinity of a need's two helpers together, averaged over the weeks. short: needs
with fewer than two. hit: share of needs of which a helper really answered. ms: CPU a week.
mean_over_flow, min_over_best: ours over the exact best of each alone. proven: weeks in which ours
is proven to be the best possible in that order, so that nobody could have a better mean without a
worse worst-off. About half a minute.
"""

from __future__ import annotations

import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.console import parser, tell, watched
from bench.experts import CUT, Call, calls_of
from bench.onstartups import Question, read, text_of
from knowcafe.core.matching.assign import assign
from knowcafe.core.matching.highs import INFINITY, Row, maximising

FEWEST_NEEDS = 8
PER_NEED = 2
METHODS = ("ours", "first_come", "min_cost_flow", "max_min", "stable")

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class WeekOfNeeds:
    """affinity[n, q]: need n and helper q; truth[n, q]: q really answered; cap: needs a helper."""

    affinity: Floats
    truth: Chosen
    cap: int


def weeks_of(questions: list[Question]) -> list[WeekOfNeeds]:
    """The weeks after the cut with enough needs."""
    calls, experts = calls_of(questions, CUT)
    by_week: dict[tuple[int, int], list[Call]] = defaultdict(list)
    for call in calls:
        by_week[date.fromisoformat(call.question["date"]).isocalendar()[:2]].append(call)
    affinity = _affinity(questions, experts)
    return [_week(calls, affinity) for calls in by_week.values() if len(calls) >= FEWEST_NEEDS]


def _affinity(
    questions: list[Question], experts: frozenset[str]
) -> Callable[[list[Call], list[str]], Floats]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    said: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for answer in question["answers"]:
            if answer["by"] in experts and answer["date"] < CUT:
                said[answer["by"]] += [text_of(question), answer["text"]]
    reader = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    people = {person: k for k, person in enumerate(sorted(said))}
    profiles = reader.fit_transform([" ".join(said[p]) for p in people])

    def affinity(calls: list[Call], helpers: list[str]) -> Floats:
        texts = reader.transform([text_of(call.question) for call in calls])
        return np.asarray((texts @ profiles[[people[p] for p in helpers]].T).todense())

    return affinity


def _week(calls: list[Call], affinity: Callable[[list[Call], list[str]], Floats]) -> WeekOfNeeds:
    helpers = sorted({p for call in calls for p in call.candidates})
    truth = np.array([[p in call.truth for p in helpers] for call in calls])
    cap = math.ceil(PER_NEED * len(calls) / len(helpers))
    return WeekOfNeeds(affinity(calls, helpers), truth, cap)


def ours(week: WeekOfNeeds) -> Chosen:
    return assign(week.affinity, per_need=PER_NEED, cap=week.cap).chosen


def first_come(week: WeekOfNeeds) -> Chosen:
    """Each need in turn takes the best who have room."""
    chosen = np.zeros(week.affinity.shape, bool)
    for n, row in enumerate(week.affinity):
        free = np.flatnonzero(chosen.sum(axis=0) < week.cap)
        chosen[n, free[np.argsort(-row[free], kind="stable")[:PER_NEED]]] = True
    return chosen


def min_cost_flow(week: WeekOfNeeds) -> Chosen:
    """The best total: the relaxation of an assignment is whole at its corners."""
    needs, helpers = week.affinity.shape
    cells = np.arange(needs * helpers).reshape(needs, helpers)
    rows: list[Row] = [(dict.fromkeys(c.tolist(), 1.0), PER_NEED, PER_NEED) for c in cells]
    rows += [(dict.fromkeys(c.tolist(), 1.0), -INFINITY, week.cap) for c in cells.T]
    solver = maximising(week.affinity.ravel(), rows, whole=[False] * cells.size)
    solver.run()
    return np.array(solver.getSolution().col_value).reshape(cells.shape) > 0.5


def max_min(week: WeekOfNeeds) -> Chosen:
    """The best worst-off need and nothing else: one integer program, no second objective."""
    needs, helpers = week.affinity.shape
    least = needs * helpers
    cells = np.arange(least).reshape(needs, helpers)
    rows: list[Row] = [(dict.fromkeys(c.tolist(), 1.0), PER_NEED, PER_NEED) for c in cells]
    rows += [(dict.fromkeys(c.tolist(), 1.0), -INFINITY, week.cap) for c in cells.T]
    for columns, weights in zip(cells.tolist(), week.affinity.tolist(), strict=True):
        rows.append((dict(zip(columns, weights, strict=True)) | {least: -1.0}, 0.0, INFINITY))
    solver = maximising(
        np.append(np.zeros(least), 1.0),
        rows,
        upper=np.append(np.ones(least), np.inf),
        whole=[*[True] * least, False],
        nodes=100_000,
    )
    solver.run()
    return np.array(solver.getSolution().col_value)[:-1].reshape(cells.shape) > 0.5


def stable(week: WeekOfNeeds) -> Chosen:
    """Needs apply for one place at a time, helpers keep the needs they know most about."""
    from matching.games import HospitalResident

    needs, helpers = week.affinity.shape
    chosen = np.zeros((needs, helpers), bool)
    left = np.full(helpers, week.cap)
    for _ in range(PER_NEED):
        open_helpers = [q for q in range(helpers) if left[q]]
        wishes = {
            f"n{n}": [
                f"q{q}" for q in sorted(open_helpers, key=lambda q: -week.affinity[n, q])
                if not chosen[n, q]
            ]
            for n in range(needs)
        }  # fmt: skip
        ranks = {
            f"q{q}": [
                f"n{n}" for n in sorted(range(needs), key=lambda n: -week.affinity[n, q])
                if not chosen[n, q]
            ]
            for q in open_helpers
        }  # fmt: skip
        game = HospitalResident.create_from_dictionaries(
            wishes, ranks, {f"q{q}": int(left[q]) for q in open_helpers}
        )
        for helper, asked in game.solve(optimal="resident").items():
            for need in asked:
                chosen[int(str(need)[1:]), int(str(helper)[1:])] = True
        left = week.cap - chosen.sum(axis=0)
    return chosen


def fairpyx(week: WeekOfNeeds) -> Chosen:
    """Round robin: needs pick in turn, one helper a round."""
    import fairpyx as package

    needs, helpers = week.affinity.shape
    instance = package.Instance(
        valuations=dict(enumerate(week.affinity)),
        agent_capacities=PER_NEED,
        item_capacities=dict.fromkeys(range(helpers), week.cap),
    )
    bundles = package.divide(package.algorithms.round_robin, instance)
    chosen = np.zeros((needs, helpers), bool)
    for n, bundle in bundles.items():
        chosen[n, list(bundle)] = True
    return chosen


def measured(weeks: list[WeekOfNeeds], method: Callable[[WeekOfNeeds], Chosen]) -> dict[str, float]:
    """One method over all weeks."""
    rows, cpu = [], 0.0
    for week in weeks:
        before = time.process_time()
        chosen = method(week)
        cpu += time.process_time() - before
        got = (week.affinity * chosen).sum(axis=1)
        hit = (chosen & week.truth).any(axis=1)
        rows.append((got.mean(), got.min(), np.percentile(got, 10), hit.mean(),
                     (chosen.sum(axis=1) < PER_NEED).sum()))  # fmt: skip
    mean, least, p10, hit, _ = np.mean(rows, axis=0)
    short = int(sum(row[-1] for row in rows))
    return {"mean": mean, "min": least, "p10": p10, "short": short, "hit": hit,
            "ms": 1000 * cpu / len(weeks)}  # fmt: skip


def main() -> int:
    args = parser("assign", __doc__)
    args.add_argument("--data", required=True, help="questions with answers, .jsonl or .gz")
    given = args.parse_args()
    weeks = weeks_of(read(given.data))
    methods = list(METHODS)
    try:
        import fairpyx as _  # noqa: F401  # only whether it is there
    except ImportError:
        print("fairpyx is not installed and left out", file=sys.stderr)
    else:
        methods.append("fairpyx")
    result: dict[str, Any] = {
        name: measured(weeks, globals()[name]) for name in watched(methods, "assigning")
    }
    columns = ("method", "mean", "min", "p10", "short", "hit", "ms")
    table = [(name, *(result[name][c] for c in columns[1:])) for name in methods]
    result["mean_over_flow"] = result["ours"]["mean"] / result["min_cost_flow"]["mean"]
    result["min_over_best"] = result["ours"]["min"] / result["max_min"]["min"]
    asked = [assign(w.affinity, per_need=PER_NEED, cap=w.cap) for w in weeks]
    result |= {"weeks": len(weeks), "needs": sum(len(w.truth) for w in weeks)}
    result["proven"] = sum(a.proven for a in asked)
    tell(result, columns, table, as_json=given.json)
    if not given.json:
        print(
            f"{result['needs']} needs in {len(weeks)} weeks, {result['proven']} proven; ours over "
            f"the best: mean {result['mean_over_flow']:.4f}, worst {result['min_over_best']:.6f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
