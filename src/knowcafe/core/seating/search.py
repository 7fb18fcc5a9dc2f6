"""Swaps of two people in one round, annealed over all rounds at once."""

from __future__ import annotations

from math import exp

from numpy.random import PCG64, Generator

from knowcafe.core.seating.problem import Problem, Round


def searched(problem: Problem, near: tuple[Round, ...], steps: int, seed: int) -> tuple[Round, ...]:
    """Rounds still to come: hosts first, then those announced, then anybody, then swaps."""
    rng = Generator(PCG64(seed))
    order = sorted(problem.people)
    rounds = []
    for number in range(len(problem.held), len(problem.sizes)):
        sizes = problem.sizes[number]
        tables: list[list[str]] = [[] for _ in sizes]
        free = dict.fromkeys(order)
        announced = (
            near[number - len(problem.held)] if number - len(problem.held) < len(near) else ()
        )
        wishes = sorted(problem.hosts.items()) + [
            (p, t) for t, h in enumerate(announced) for p in h
        ]
        for person, table in wishes:
            if person in free and table < len(sizes) and len(tables[table]) < sizes[table]:
                tables[table].append(person)
                del free[person]
        left = [list(free)[k] for k in rng.permutation(len(free)).tolist()]
        for table, size in enumerate(sizes):
            while len(tables[table]) < size:
                tables[table].append(left.pop())
        rounds.append(tables)
    _anneal(problem, rounds, steps, rng)
    return tuple(tuple(tuple(sorted(here)) for here in tables) for tables in rounds)


def _cost(problem: Problem, rounds: list[list[list[str]]]) -> float:
    counts: dict[frozenset[str], int] = {}
    for tables in [*problem.held, *rounds]:
        for here in tables:
            for k, one in enumerate(here):
                for other in here[k + 1 :]:
                    pair = frozenset((one, other))
                    counts[pair] = counts.get(pair, 0) + 1
    cost = sum(max(0, c - 1) + 0.01 * problem.met.get(p, 0) for p, c in counts.items())
    cost += 1000 * sum(counts.get(p, 0) for p in problem.apart)
    cost -= 1000 * sum(counts.get(p, 0) for p in problem.together)
    cost += 10 * sum(counts.get(p, 0) for p in problem.rivals)
    cost += 100 * sum(w for p, w in problem.helps.items() if frozenset(p) not in counts)
    return cost


def _anneal(problem: Problem, rounds: list[list[list[str]]], steps: int, rng: Generator) -> None:
    now = _cost(problem, rounds)
    for step in range(min(steps, 400)):
        tables = rounds[int(rng.integers(len(rounds)))] if rounds else []
        if len(tables) < 2:
            continue
        a, b = rng.choice(len(tables), 2, replace=False).tolist()
        i, j = int(rng.integers(len(tables[a]))), int(rng.integers(len(tables[b])))
        one, other = tables[a][i], tables[b][j]
        if problem.hosts.get(one) == a or problem.hosts.get(other) == b:
            continue
        tables[a][i], tables[b][j] = other, one
        then = _cost(problem, rounds)
        if then <= now or rng.random() < exp((now - then) / (0.5 - 0.45 * step / 400)):
            now = then
        else:
            tables[a][i], tables[b][j] = one, other
