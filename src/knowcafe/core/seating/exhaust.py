"""Proof by trying everything, for a few people: is there a plan with at most so many repeats?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from knowcafe.core.seating.designs import Design


def within(sizes: Sequence[int], rounds: int, excess: int) -> Design | None:
    """`rounds` rounds of tables of `sizes` with at most `excess` meetings again, or None: no such.

    The first round is anybody's. The others are tried in one order only, since rounds may change
    places, and left as soon as they repeat too much. Sixty thousand partitions are too many.
    """
    people = range(sum(sizes))
    bit = {pair: 1 << k for k, pair in enumerate(combinations(people, 2))}
    parts = list(_partitions(list(people), sorted(sizes, reverse=True)))
    masks = [sum(bit[p] for t in part for p in combinations(t, 2)) for part in parts]

    def more(chosen: list[int], met: int, left: int) -> list[int] | None:
        if len(chosen) == rounds:
            return chosen
        for k in range(chosen[-1] if len(chosen) > 1 else 0, len(masks)):
            again = (met & masks[k]).bit_count()
            if again <= left:
                found = more([*chosen, k], met | masks[k], left - again)
                if found is not None:
                    return found
        return None

    found = more([0], masks[0], excess)
    return None if found is None else [parts[k] for k in found]


def _partitions(people: list[int], sizes: list[int]) -> Iterator[list[list[int]]]:
    """All ways to seat `people` at tables of `sizes` (in falling order), tables being alike."""
    if not sizes:
        yield []
        return
    for size in sorted(set(sizes), reverse=True):
        rest = list(sizes)
        rest.remove(size)
        for others in combinations(people[1:], size - 1):
            here = [people[0], *others]
            left = [p for p in people if p not in here]
            for tables in _partitions(left, rest):
                yield sorted([here, *tables], key=len, reverse=True)
