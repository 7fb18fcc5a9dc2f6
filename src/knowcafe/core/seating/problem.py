"""What a seating is asked: who is here, which tables each round has, who should meet whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Pair = frozenset[str]
"""Two people, in no order."""

Round = tuple[tuple[str, ...], ...]
"""The tables of a round, each a sorted tuple of people."""


class BadProblem(ValueError):
    """A problem that contradicts itself; says what is at fault."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a seating is made from. Whoever is named but not in `people` is left out.

    `sizes[r][t]` is the number of chairs at table t in round r. `hosts` sit at one table in all
    rounds. `helps` maps (who needs, who knows) to a weight: they should share a table once, early
    rather than late. `apart` never share a table and `together` always do; where the chairs do
    not allow it `violations` says so. `rivals` share a table only where it cannot be avoided.
    `spread` are people of whom each table should have its share in every round.
    `met` says how fresh an earlier meeting is, from 0 to 1. `held` are the rounds that are over:
    they are kept, count, and may name people who have left. `before` are the rounds still to come
    as they were announced; `replan` keeps near to them.
    """

    people: tuple[str, ...]
    sizes: tuple[tuple[int, ...], ...]
    hosts: Mapping[str, int] = field(default_factory=dict)
    helps: Mapping[tuple[str, str], float] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()
    rivals: frozenset[Pair] = frozenset()
    spread: frozenset[str] = frozenset()
    met: Mapping[Pair, float] = field(default_factory=dict)
    held: tuple[Round, ...] = ()
    before: tuple[Round, ...] = ()

    def __post_init__(self) -> None:
        """Raise `BadProblem` where chairs and people, or two wishes, contradict each other."""
        if len(set(self.people)) < len(self.people):
            raise BadProblem("a person is listed twice")
        if len(self.held) > len(self.sizes):
            raise BadProblem("more rounds were held than there are")
        for number, tables in enumerate(self.sizes):
            if min(tables, default=1) < 1:
                raise BadProblem(f"round {number} has a table without a chair")
            if number >= len(self.held) and sum(tables) != len(self.people):
                raise BadProblem(
                    f"round {number} has {sum(tables)} chairs for {len(self.people)} people"
                )
        _pairs((self.apart, self.together, self.rivals, self.met))
        if self.apart & self.together:
            raise BadProblem("two people are kept both apart and together")


def _pairs(kinds: Iterable[Iterable[Pair]]) -> None:
    for kind in kinds:
        for pair in kind:
            if len(pair) != 2:
                raise BadProblem(f"a pair needs two people: {sorted(pair)}")
