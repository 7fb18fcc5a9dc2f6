"""How well any plan could do, from counting alone.

With c the meetings of a pair, the excess is E = Σ max(0, c − 1) and the spread S = Σ C(c, 2).
1. All meetings are Σ c; at most one of a pair is no repeat. So E ≥ meetings − pairs that can meet.
2. S counts, for every two rounds, the pairs who meet in both. A table of s people in one round is
   divided among the tables of the other, and division is best when even: so S ≥ the sum of these
   pigeonhole counts over all two rounds. Between two rounds already held it is their true count;
   a held round divides a later one only where everybody was there.
3. S ≥ what it is when all pairs meet equally often (C is convex).
4. A pair that meets c ≤ R times adds c − 1 to E and C(c, 2) to S, at most R / 2 as much again:
   so a large S needs a large E.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from knowcafe.core.seating.wishes import Tables, Wishes, pairs_of


def excess_bound(wish: Wishes) -> int:
    """No plan that keeps the law has a smaller excess."""
    pairs = pairs_of(len(wish.people)) - len(wish.apart | _hosts_apart(wish))
    return max(0, wish.slots - pairs, _excess_for(wish.rounds, shared_bound(wish)))


def spread_bound(wish: Wishes) -> int:
    """No plan has a smaller Σ C(c, 2)."""
    pairs = max(1, pairs_of(len(wish.people)))
    each, more = divmod(wish.slots, pairs)
    even = more * pairs_of(each + 1) + (pairs - more) * pairs_of(each)
    return max(even, shared_bound(wish))


def shared_bound(wish: Wishes) -> int:
    """The least number of (pair, two rounds) in which the pair meets in both rounds."""
    held = [[len(here) for here in tables] for tables in wish.held]
    rounds = [*held, *wish.sizes]
    total = 0
    for (i, one), (j, other) in combinations(enumerate(rounds), 2):
        if j < len(held):
            total += _shared(wish.held[i], wish.held[j])
        else:
            backwards = _divided(other, len(one)) if sum(one) == len(wish.people) else 0
            total += max(_divided(one, len(other)), backwards)
    return total


def _hosts_apart(wish: Wishes) -> set[tuple[int, int]]:
    """Hosts who never share a table, because each stays at their own."""
    everywhere = set.intersection(*map(set, wish.fixed)) if wish.fixed and not wish.held else set()
    return {
        (a, b)
        for a, b in combinations(sorted(everywhere), 2)
        if all(fixed[a] != fixed[b] for fixed in wish.fixed)
    }


def _shared(one: Tables, other: Tables) -> int:
    return sum(pairs_of(len({*here} & {*there})) for here in one for there in other)


def _divided(sizes: Sequence[int], tables: int) -> int:
    """Pairs that stay together when each table is divided evenly among `tables`."""
    total = 0
    for size in sizes:
        each, more = divmod(size, max(1, tables))
        total += more * pairs_of(each + 1) + (tables - more) * pairs_of(each)
    return total


def _excess_for(rounds: int, spread: int) -> int:
    """The least excess with which pairs, meeting `rounds` times at most, reach a spread."""
    full, left = divmod(spread, max(1, pairs_of(rounds)))
    excess, reached = full * (rounds - 1), 0
    while reached < left:
        excess, reached = excess + 1, reached + (excess - full * (rounds - 1) + 1)
    return excess
