"""What comes out: who sits where in every round, how often people meet again, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from knowcafe.core.seating.problem import Pair, Round


class Rule(Enum):
    """What a plan can break. Words for them live with the phrases."""

    HELD = "held"  # a round that is over was changed
    SIZES = "sizes"  # a table does not have its chairs
    ONCE = "once"  # somebody sits nowhere, twice, or is not here
    HOST = "host"  # a host is not at their table
    APART = "apart"  # two people kept apart share a table
    TOGETHER = "together"  # two people who stay together do not
    ALONE = "alone"  # somebody sits alone though others are here
    ACCOUNT = "account"  # the plan's own figures are not so


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A broken rule: in which round (−1: in none), at which table (−1: at none), by whom."""

    rule: str
    round: int = -1
    table: int = -1
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All rounds, the held ones first, and how well everybody meets everybody.

    `excess` counts meetings again: Σ max(0, c − 1) over pairs of people here, c being the rounds
    they share a table. No plan has less than `bound`; `proven` says that this one has no more.
    `met` is the share of pairs who meet, `never` are those who do not, each sorted.
    """

    rounds: tuple[Round, ...]
    excess: int
    bound: int
    proven: bool
    met: float
    never: tuple[tuple[str, str], ...]


def meetings(rounds: Iterable[Round]) -> Counter[Pair]:
    """In how many rounds each pair shares a table; pairs who never do are not listed."""
    return Counter(
        frozenset(pair) for tables in rounds for here in tables for pair in combinations(here, 2)
    )


def spread(rounds: Iterable[Round]) -> int:
    """Σ C(c, 2) over pairs: how unevenly meetings are spread. A third meeting weighs double."""
    return sum(c * (c - 1) // 2 for c in meetings(rounds).values())


def accounted(people: Iterable[str], rounds: tuple[Round, ...], bound: int) -> Plan:
    """The plan these rounds are, with its figures."""
    counts = meetings(rounds)
    pairs = list(combinations(sorted(people), 2))
    shared = [counts.get(frozenset(pair), 0) for pair in pairs]
    excess = sum(max(0, c - 1) for c in shared)
    never = tuple(pair for pair, c in zip(pairs, shared, strict=True) if not c)
    met = (len(pairs) - len(never)) / len(pairs) if pairs else 1.0
    return Plan(rounds, excess, bound, excess <= bound, met, never)
