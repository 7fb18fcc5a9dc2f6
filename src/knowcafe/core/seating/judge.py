"""How good rounds are: an exact key, objectives in their order, and prices that lead a search.

The order: what is law (apart, together), needs met, rivals kept from one table, every guest at
every host's table, nobody meeting more often than the cap, the excess, few moves, those who
know something shared out, repeats spread evenly, needs met early, history last. By `key` a later
objective never costs an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from knowcafe.core.seating.wishes import Tables, Two, Wishes

UNIT = 1000.0
"""The price of one meeting again, in a search."""

LAW, HELP, RIVAL, VISIT, CAP = 64.0, 24.0, 12.0, 3.0, 3.0

COVERAGE = 5
"""Where the excess stands in a key."""

Prices = tuple[float, ...]
Key = tuple[float, ...]


def key(wish: Wishes, rounds: Sequence[Tables]) -> Key:
    """How good `rounds` (those still to come) are; less is better."""
    counts: dict[Two, int] = {}
    first: dict[Two, int] = {}
    for number, tables in enumerate([*wish.held, *rounds]):
        for here in tables:
            for two in combinations(sorted(here), 2):
                counts[two] = counts.get(two, 0) + 1
                first.setdefault(two, number)

    def times(pairs: frozenset[Two]) -> int:
        return sum(counts.get(two, 0) for two in pairs)

    return (
        times(wish.apart) - times(wish.together),
        round(sum(weight for two, weight in wish.helps.items() if two not in counts), 9),
        times(wish.rivals),
        sum(max(0, counts.get(two, 0) - 1) for two in wish.visits),
        sum(max(0, c - wish.cap) for c in counts.values()),
        sum(counts.values()) - len(counts),
        moves(wish, rounds),
        crowding(wish, rounds),
        sum(c * (c - 1) for c in counts.values()) // 2,
        round(sum(weight * first.get(two, 0) for two, weight in wish.helps.items()), 9),
        round(sum(fresh for two, fresh in wish.met.items() if two in counts), 9),
    )


def moves(wish: Wishes, rounds: Sequence[Tables]) -> int:
    """How many people sit at another table than announced, over the rounds to come."""
    return sum(
        said.get(person, table) != table
        for said, tables in zip(wish.announced, rounds, strict=False)
        for table, here in enumerate(tables)
        for person in here
    )


def crowding(wish: Wishes, rounds: Sequence[Tables]) -> int:
    """Over all tables, the square of how many sit there who are to be spread."""
    if not wish.spread:
        return 0
    return sum(sum(p in wish.spread for p in here) ** 2 for tables in rounds for here in tables)


def price_of_a_move(wish: Wishes) -> float:
    """What a search pays for a move: all of them together cost less than one meeting again."""
    return 0.9 * UNIT / max(1, len(wish.people) * len(wish.sizes))


def prices(wish: Wishes) -> list[list[Prices]]:
    """`prices[i][j][c]` is what it costs when i and j meet after having met c times."""
    plain = _prices(wish)
    people = len(wish.people)
    table = [[plain] * people for _ in range(people)]
    for i, j in wish.unlike:
        table[i][j] = table[j][i] = _prices(wish, (i, j))
    return table


def _prices(wish: Wishes, two: Two | None = None) -> Prices:
    each = LAW * ((two in wish.apart) - (two in wish.together)) + RIVAL * (two in wish.rivals)
    again = VISIT * (two in wish.visits)
    even = 0.02 / wish.rounds
    price = []
    for c in range(wish.rounds):
        over = CAP if c >= wish.cap else 0.0
        price.append(UNIT * (each + over + (1 + again + even * (c - 1) if c else 0.0)))
    if two is not None:
        freshness = wish.met.get(two, 0.0) / (1 + wish.slots)
        price[0] += UNIT * (freshness - HELP * wish.helps.get(two, 0.0))
    return tuple(price)
