"""Who takes which place in a design: all places meet equally well, but people are not alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, combinations

from numpy.random import Generator

from knowcafe.core.seating.designs import Design
from knowcafe.core.seating.judge import UNIT, prices
from knowcafe.core.seating.wishes import Tables, Wishes

EARLY = 0.02
"""What a search pays for each round that a need waits."""

Met = list[list[int]]


def cast(wish: Wishes, design: Design, rng: Generator, steps: int) -> list[Tables] | None:
    """`design` with people for points, after `steps` exchanges; None where hosts do not fit."""
    met = meeting(len(wish.people), design)
    hosts = wish.fixed[0] if wish.fixed else {}
    stands = unmet(met, len(hosts))
    same_chairs = all(len(set(sizes)) == 1 for sizes in wish.sizes)
    same_hosts = all(fixed == hosts for fixed in wish.fixed)
    one_each = len(set(hosts.values())) == len(hosts)
    if stands is None or (hosts and not (same_chairs and same_hosts and one_each)):
        return None
    point = dict(zip(hosts, stands, strict=True))
    left = [u for u in rng.permutation(len(wish.people)).tolist() if u not in set(stands)]
    point |= {p: left.pop() for p in range(len(wish.people)) if p not in point}
    if wish.unlike:
        _exchange(wish, _in_code(met, design, len(wish.sizes)), point, rng, steps)
    person = {u: p for p, u in point.items()}
    people = [[[person[u] for u in table] for table in tables] for tables in design]
    return [
        _arranged(tables, sizes, fixed)
        for tables, sizes, fixed in zip(people, wish.sizes, wish.fixed, strict=False)
    ]


def meeting(points: int, design: Design) -> Met:
    """In how many rounds of `design` each two points share a table."""
    met = [[0] * points for _ in range(points)]
    for tables in design:
        for table in tables:
            for u, v in combinations(table, 2):
                met[u][v] += 1
                met[v][u] += 1
    return met


def unmet(met: Met, number: int) -> list[int] | None:
    """`number` points of which no two ever meet, found by trying them in turn; None if there are
    none.
    """

    def more(chosen: list[int], candidates: list[int]) -> list[int] | None:
        if len(chosen) == number:
            return chosen
        for k, u in enumerate(candidates):
            rest = [v for v in candidates[k + 1 :] if not met[u][v]]
            if len(chosen) + 1 + len(rest) >= number:
                found = more([*chosen, u], rest)
                if found is not None:
                    return found
        return None

    return more([], list(range(len(met))))


def _arranged(tables: Tables, sizes: Sequence[int], fixed: dict[int, int]) -> Tables:
    """The tables in an order that fits the chairs and puts hosts at their tables."""
    made: list[list[int]] = [[] for _ in sizes]
    at = {p: k for k, table in enumerate(tables) for p in table}
    left = dict(enumerate(tables))
    for host, place in fixed.items():
        made[place] = left.pop(at[host])
    for place, size in enumerate(sizes):
        if not made[place]:
            found = next(k for k, table in left.items() if len(table) == size)
            made[place] = left.pop(found)
    return made


def _exchange(wish: Wishes, code: Met, point: dict[int, int], rng: Generator, steps: int) -> None:
    """Anneal who stands where: two people change places in all rounds at once."""
    felt = _felt(wish)
    movers = [p for p in sorted(point) if not wish.fixed or p not in wish.fixed[0]]
    drawn = rng.integers(0, len(movers), (2, steps)).tolist()
    heat = rng.exponential(size=steps).tolist()
    now, least, best = 0.0, 0.0, dict(point)
    for k, (i, j) in enumerate(zip(*drawn, strict=True)):
        p, q = movers[i], movers[j]
        if p == q:
            continue
        u, v = code[point[p]], code[point[q]]
        cost = 0.0
        for x, price in felt[p]:
            if x != q:
                w = point[x]
                cost += price[v[w]] - price[u[w]]
        for x, price in felt[q]:
            if x != p:
                w = point[x]
                cost += price[u[w]] - price[v[w]]
        if cost <= 0 or cost < heat[k] * UNIT * 0.2 * 0.002 ** (k / steps):
            point[p], point[q] = point[q], point[p]
            now += cost
            if now < least - 1e-6:
                least, best = now, dict(point)
    point.update(best)


def _in_code(met: Met, design: Design, rounds: int) -> Met:
    """How often two points meet and in which round first, in one number (see `_felt`)."""
    code = [[c * (rounds + 1) + rounds for c in row] for row in met]
    for number, tables in reversed(list(enumerate(design))):
        for table in tables:
            for u, v in combinations(table, 2):
                code[u][v] = code[v][u] = met[u][v] * (rounds + 1) + number
    return code


def _felt(wish: Wishes) -> list[list[tuple[int, tuple[float, ...]]]]:
    """Per person the others to whom they are not like anybody, with their prices.

    The price of c meetings, the first of them in round r, is at c · (rounds + 1) + r.
    """
    table = prices(wish)
    felt: list[list[tuple[int, tuple[float, ...]]]] = [[] for _ in wish.people]
    for i, j in wish.unlike:
        early = UNIT * EARLY * wish.helps.get((i, j), 0.0)
        meetings = (0.0, *accumulate(table[i][j]))
        total = tuple(c + early * r for c in meetings for r in range(len(wish.sizes) + 1))
        felt[i].append((j, total))
        felt[j].append((i, total))
    return felt
