"""Rounds in which nobody meets anybody twice, written down rather than searched for.

A design is a list of rounds, a round a list of tables, a table a list of points 0 … n − 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from knowcafe.core.seating.fields import field, prime_powers

Design = list[list[list[int]]]


def shifts(tables: int, chairs: int, rounds: int) -> Design | None:
    """`tables` tables of `chairs` in `rounds` rounds, from a difference matrix; None if unknown.

    Point (i, x) is number i · tables + x. In round a table y seats (i, y + d(i, a)) for each i;
    two people meet once at most when the differences d(i, a) − d(j, a) are all different.
    Multiples in Z_m do for few rounds, in the fields GF(q) for up to q, and componentwise in
    their products (MacNeish 1922) for up to the smallest q. The points (0, x) never move. Where
    `rounds` exceeds that, the groups of points that never met are split into tables of their own.
    """
    powers = prime_powers(tables)
    least = min((p**e for p, e in powers), default=1)
    if all(a * b % tables for a, b in product(range(1, chairs), range(1, rounds))):
        return [
            [[i * tables + (y + i * a) % tables for i in range(chairs)] for y in range(tables)]
            for a in range(rounds)
        ]
    if chairs > least:
        return None
    made = []
    for a in range(min(rounds, least)):
        places = [_shifted(powers, i, a, tables) for i in range(chairs)]
        made.append([[i * tables + places[i][y] for i in range(chairs)] for y in range(tables)])
    if rounds > len(made) and tables % chairs == 0:
        made += _within_groups(tables, chairs, rounds - len(made))
    return made


def _within_groups(tables: int, chairs: int, rounds: int) -> Design:
    """Rounds in which each group of `tables` points is seated by a smaller design of its own."""
    few = tables // chairs
    inner = shifts(few, chairs, rounds) or shifts(few, chairs, 1) or []
    return [
        [[g * tables + u for u in table] for g in range(chairs) for table in round_]
        for round_ in inner[:rounds]
    ]


def _shifted(powers: list[tuple[int, int]], i: int, a: int, tables: int) -> list[int]:
    """All y + i · a in the product of the fields, the first of them in the lowest place."""
    total, place = [0] * tables, 1
    for prime, exponent in powers:
        gf = field(prime, exponent)
        by = gf.times(i, a)
        plus = [place * gf.plus(y, by) for y in range(gf.order)]
        total = [t + plus[y // place % gf.order] for y, t in enumerate(total)]
        place *= gf.order
    return total


def circle(people: int) -> Design:
    """Everybody meets everybody in tables of two, in people − 1 rounds (people being even)."""
    last = people - 1
    return [
        [[last, r], *([(r + k) % last, (r - k) % last] for k in range(1, people // 2))]
        for r in range(last)
    ]


def squares(order: int) -> Design | None:
    """Four rounds of `order` tables of `order`: two orthogonal Latin squares of order 3m + 1.

    The construction is that of Bose, Shrikhande and Parker (1960), which gave the first pair of
    order 10: four rows of quasi-differences over Z_(2m+1) and m points ∞ that do not move,
    filled up by two squares of order m, a prime power. None for other orders.
    """
    m = (order - 1) // 3
    if order != 3 * m + 1 or m < 3 or m % 2 == 0 or len(prime_powers(m)) != 1:
        return None
    columns = [*_quasi_differences(m), *((y,) * 4 for y in range(2 * m + 1)), *_inner(m)]
    return [
        [[n for n, column in enumerate(columns) if column[row] == y] for y in range(order)]
        for row in range(4)
    ]


def _quasi_differences(m: int) -> Iterator[tuple[int, ...]]:
    turn = 2 * m + 1
    for k in range(m):
        a, b, c, x = 0, k + 1, 2 * m - k, turn + k
        for row in ((a, b, c, x), (b, a, x, c), (c, x, a, b), (x, c, b, a)):
            for shift in range(turn):
                yield tuple(v if v >= turn else (v + shift) % turn for v in row)


def _inner(m: int) -> Iterator[tuple[int, ...]]:
    gf, base = field(*prime_powers(m)[0]), 2 * m + 1
    for r, c in product(range(m), repeat=2):
        cells = (r, c, gf.plus(r, c), gf.plus(gf.times(2, r), c))
        yield tuple(base + v for v in cells)


def developed(turn: int, starter: list[list[int]]) -> Design:
    """`turn` rounds from one: points i · turn + x move to x + 1, the last points stay.

    Source of the method: starters, as in Anderson, *Combinatorial Designs and Tournaments* (1997).
    """
    points = sum(map(len, starter))
    moving = points - points % turn

    def moved(p: int, by: int) -> int:
        return p if p >= moving else p - p % turn + (p % turn + by) % turn

    return [[[moved(p, by) for p in table] for table in starter] for by in range(turn)]


def repeats(design: Design) -> int:
    """How often somebody meets somebody again: the excess of a design."""
    seen: set[tuple[int, int]] = set()
    again = 0
    for pair in (p for r in design for t in r for p in combinations(sorted(t), 2)):
        again += pair in seen
        seen.add(pair)
    return again
