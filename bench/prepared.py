"""Find the seatings that are stored with the package, and prove what is said of them.

Writes `starters.json` (one round each, from which the others follow by turning it) and
`grid.json` (the best rounds for six to ten people, with a proven bound) of core.seating. A starter
is found by annealing the differences within it; a bound is counted, and where counting falls
short, everything is tried. About three minutes, mostly luck. Seeded: the files are always the same.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

import numpy as np

from bench.console import parser, tell, watched
from knowcafe.core import seating
from knowcafe.core.seating import Plan, Problem, seat, spread
from knowcafe.core.seating.bounds import excess_bound
from knowcafe.core.seating.designs import Design, developed, repeats
from knowcafe.core.seating.exhaust import within
from knowcafe.core.seating.wishes import wishes

FOLDER = Path(seating.__file__).parent
PLAIN = ((7, 3, 2, 1), (9, 4, 3, 1), (6, 5, 5, 0))
"""Starters (rounds, chairs, classes, fixed): 15 people in 5×3, 28 in 7×4, 30 in 6×5."""
ROTATING = ((7, 3), (11, 3), (13, 1), (15, 3))
"""Starters (rounds, fixed) with tables of four and three classes that may change places."""
EVEN = [
    tuple(
        [people // tables + 1] * (people % tables) + [people // tables] * (tables - people % tables)
    )
    for people in range(6, 11)
    for tables in range(2, people // 2 + 1)
]

Key = Callable[[int, int], object]


def difference(turn: int, fixed_from: int, p: int, q: int) -> object:
    """What two points of a starter have in common with all pairs that follow from them."""
    p, q = sorted((p, q))
    if p >= fixed_from:
        return None  # two points that never move would meet each round
    (i, x), (j, y) = divmod(p, turn), divmod(q, turn)
    if q >= fixed_from:
        return (i, "fixed", q)
    apart = (y - x) % turn
    if i != j:
        return (i, j, apart)
    return (i, min(apart, turn - apart)) if 2 * apart != turn else None


def plain(turn: int, chairs: int, classes: int, fixed: int, rng: Any) -> list[list[int]]:
    """A starter by annealing: swap two points while some difference comes twice."""
    moving = turn * classes
    seats = rng.permutation(moving + fixed).tolist()
    return annealed(
        seats, chairs, lambda p, q: difference(turn, moving, p, q), lambda p: p, rng, 0.5
    )


def rotating(turn: int, fixed: int, rng: Any) -> list[list[int]]:
    """A starter of tables of four that is the same when its three classes change places.

    Such a starter is fewer tables: one of three that follow from each other. Its points are
    3 · x + class; with one fixed point, that sits with (0, any class), with three they are
    x = `turn`, and also one follows from the other.
    """
    values = list(range(turn + 1)) if fixed == 3 else list(range(1, turn))
    seats = [
        3 * x + z for x, z in zip(values, rng.integers(0, 3, len(values)).tolist(), strict=True)
    ]

    def common(p: int, q: int) -> object:
        (x, i), (y, j) = divmod(min(p, q), 3), divmod(max(p, q), 3)
        if y == turn:
            return ("fixed", (i - j) % 3)
        return min(((y - x) % turn, (j - i) % 3), ((x - y) % turn, (i - j) % 3))

    found = annealed(seats, 4, common, lambda p: p - p % 3 + int(rng.integers(0, 3)), rng, 1.2)
    tables = [[0, turn, 2 * turn, 3 * turn]] if fixed == 1 else []
    for block in found:
        for c in range(3):
            points = [(p // 3, (p + c) % 3) for p in block]
            tables.append([3 * turn + z if x == turn else z * turn + x for x, z in points])
    return tables


def annealed(
    seats: list[int], chairs: int, key: Key, turned: Callable[[int], int], rng: Any, hot: float
) -> list[list[int]]:
    """Swap two points (one of them turned) until no key comes twice, cooling again and again."""
    counts: Counter[object] = Counter()
    keys: dict[tuple[int, int], object] = {}

    def count(at: int, by: int) -> int:
        """Count the keys of a table in or out; how many repeats there are more or fewer."""
        here = seats[at - at % chairs : at - at % chairs + chairs]
        change = 0
        for pair in combinations(here, 2):
            if pair not in keys:
                keys[pair] = key(*pair)
            k = keys[pair]
            counts[k] += by
            change += by * (counts[k] + (by < 0) > (k is not None))
        return change

    now = sum(count(at, 1) for at in range(0, len(seats), chairs))
    step = 0
    while now:
        a, b = rng.integers(0, len(seats), 2).tolist()
        step += 1
        if a // chairs == b // chairs:
            continue
        old = seats[a], seats[b]
        change = count(a, -1) + count(b, -1)
        seats[a], seats[b] = turned(old[1]), old[0]
        change += count(a, 1) + count(b, 1)
        if change > 0 and rng.random() > math.exp(-change / (hot * 0.4 ** (step % 1e5 / 1e5))):
            count(a, -1), count(b, -1)
            seats[a], seats[b] = old
            count(a, 1), count(b, 1)
        else:
            now += change
    return [seats[k : k + chairs] for k in range(0, len(seats), chairs)]


def starters() -> Iterator[dict[str, Any]]:
    for turn, chairs, classes, fixed in PLAIN:
        yield {"turn": turn, "tables": plain(turn, chairs, classes, fixed, seeded(turn))}
    for turn, fixed in ROTATING:
        yield {"turn": turn, "tables": rotating(turn, fixed, seeded(turn))}


def seeded(seed: int) -> Any:
    return np.random.default_rng(seed)


def cell(sizes: tuple[int, ...], rounds: int) -> dict[str, Any]:
    """The best rounds for so many people and chairs that twenty searches find, and a bound."""
    people = "".join(chr(ord("a") + k) for k in range(sum(sizes)))
    wish = wishes(Problem(tuple(people), (sizes,) * rounds))
    ends = list(accumulate(sizes))
    first = tuple(tuple(people[e - s : e]) for s, e in zip(sizes, ends, strict=True))
    problem = Problem(tuple(people), (sizes,) * rounds, held=(first,))  # nothing stored is used
    plans = [seat(problem, seed=seed, steps=16_000) for seed in range(20)]
    best = min(plans, key=lambda plan: (plan.excess, spread(plan.rounds)))
    found, bound = numbered(best), excess_bound(wish)
    while bound < repeats(found):
        better = within(sizes, rounds, bound)
        bound, found = (bound, better) if better else (bound + 1, found)
    return {"sizes": list(sizes), "rounds": found, "bound": bound}


def numbered(plan: Plan) -> Design:
    return [[[ord(p) - ord("a") for p in here] for here in tables] for tables in plan.rounds]


def main() -> int:
    args = parser("prepared", __doc__)
    args.add_argument("--out", type=Path, default=FOLDER, help="folder to write to")
    given = args.parse_args()
    made = list(watched(starters(), "starters", len(PLAIN) + len(ROTATING)))
    grid = [cell(s, r) for s in watched(EVEN, "grid") for r in range(1, 7)]
    for name, entries in (("starters", made), ("grid", grid)):
        lines = ",\n".join(json.dumps(e, separators=(",", ":")) for e in entries)
        (given.out / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    rows = [
        *((e["turn"], len(e["tables"]), repeats(developed(e["turn"], e["tables"]))) for e in made),
        *((len(e["rounds"]), e["sizes"], repeats(e["rounds"]), e["bound"]) for e in grid),
    ]
    result = {"starters": len(made), "grid": len(grid), "rows": rows}
    shown = [(*row, "")[:4] for row in rows]
    tell(result, ("rounds", "tables", "excess", "bound"), shown, as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
