"""A problem in whole numbers: people are 0 … n − 1 in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowcafe.core.seating.problem import Pair, Problem, Round

CAP = 4
"""Two people share a table no more often, unless there are so many rounds that they must."""

Tables = list[list[int]]
Two = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a search reads. Pairs are (lower, higher); whoever is not here is left out.

    `sizes` and `announced` (person → table) are of the rounds still to come. `fixed` says per
    round to come which host sits where: who finds no chair at their table is seated as a guest.
    Nobody should share a table more than `cap` times.
    """

    people: tuple[str, ...]
    sizes: tuple[tuple[int, ...], ...]
    held: list[Tables]
    announced: list[dict[int, int]]
    fixed: list[dict[int, int]]
    apart: frozenset[Two]
    together: frozenset[Two]
    rivals: frozenset[Two]
    spread: frozenset[int]
    visits: frozenset[Two]
    helps: dict[Two, float]
    met: dict[Two, float]
    cap: int

    @property
    def rounds(self) -> int:
        """How many rounds there are, the held ones included."""
        return len(self.held) + len(self.sizes)

    @property
    def slots(self) -> int:
        """How many meetings of two there are at all tables of all rounds."""
        held = sum(pairs_of(len(here)) for tables in self.held for here in tables)
        return held + sum(pairs_of(size) for tables in self.sizes for size in tables)

    @property
    def unlike(self) -> frozenset[Two]:
        """Pairs for whom it matters who they are, not only how often they meet."""
        return self.apart | self.together | self.rivals | self.visits | {*self.helps, *self.met}


def pairs_of(number: int) -> int:
    """How many pairs there are among so many people."""
    return number * (number - 1) // 2


def wishes(problem: Problem, near: tuple[Round, ...] = ()) -> Wishes:
    """`problem` in numbers; `near` are the rounds to come as they were announced."""
    people = tuple(sorted(problem.people))
    rank = {person: number for number, person in enumerate(people)}
    sizes = problem.sizes[len(problem.held) :]
    hosts = {rank[p]: t for p, t in sorted(problem.hosts.items()) if p in rank}
    slots = sum(pairs_of(size) for tables in problem.sizes for size in tables)
    helps: dict[Two, float] = {}
    for (one, other), weight in problem.helps.items():
        for two in _known(rank, [frozenset((one, other))]):
            helps[two] = helps.get(two, 0.0) + weight
    return Wishes(
        people=people,
        sizes=sizes,
        held=[[[rank[p] for p in here if p in rank] for here in r] for r in problem.held],
        announced=[
            {rank[p]: t for t, here in enumerate(tables) for p in here if p in rank}
            for tables in near[: len(sizes)]
        ],
        fixed=[_fixed(hosts, tables) for tables in sizes],
        apart=frozenset(_known(rank, problem.apart)),
        together=frozenset(_known(rank, problem.together)),
        rivals=frozenset(_known(rank, problem.rivals)),
        spread=frozenset(rank[p] for p in problem.spread if p in rank),
        visits=frozenset(
            (min(h, g), max(h, g)) for h in hosts for g in rank.values() if g not in hosts
        ),
        helps=helps,
        met=_faded(rank, problem.met),
        cap=max(CAP, -(-slots // max(1, pairs_of(len(people)))) + 1),
    )


def _known(rank: Mapping[str, int], pairs: Iterable[Pair]) -> list[Two]:
    here = [sorted(rank[p] for p in pair) for pair in pairs if all(p in rank for p in pair)]
    return [(two[0], two[1]) for two in here if len(two) == 2]


def _faded(rank: Mapping[str, int], met: Mapping[Pair, float]) -> dict[Two, float]:
    found = {}
    for pair, fresh in met.items():
        for two in _known(rank, [pair]):
            found[two] = fresh
    return found


def _fixed(hosts: Mapping[int, int], tables: tuple[int, ...]) -> dict[int, int]:
    left = dict(enumerate(tables))
    fixed = {}
    for host, table in hosts.items():
        if left.get(table, 0) > 0:
            fixed[host] = table
            left[table] -= 1
    return fixed
