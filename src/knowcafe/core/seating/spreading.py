"""Those who know something are shared out among the tables of every round."""

from __future__ import annotations

from collections.abc import Sequence

from knowcafe.core.seating.judge import key
from knowcafe.core.seating.wishes import Tables, Wishes

MANY = 24
"""Among more people nothing is exchanged here; chance has spread them by then."""


def spread_out(wish: Wishes, rounds: list[Tables]) -> list[Tables]:
    """`rounds` after every exchange of two people, in one round or in all, that makes them better:
    one who is to be spread for one who is not, so that no earlier objective is given up.
    """
    if not wish.spread or len(wish.people) > MANY:
        return rounds
    others = [p for p in range(len(wish.people)) if p not in wish.spread]
    pairs = [(p, q) for p in sorted(wish.spread) for q in others]
    everywhere = tuple(range(len(rounds)))
    places = [(number,) for number in everywhere] + [everywhere]
    least, is_better = key(wish, rounds), True
    while is_better:
        is_better = False
        for p, q in pairs:
            for numbers in places:
                if any(one in wish.fixed[number] for number in numbers for one in (p, q)):
                    continue
                tried = _exchanged(rounds, p, q, numbers)
                found = key(wish, tried)
                if found < least:
                    rounds, least, is_better = tried, found, True
    return rounds


def _exchanged(rounds: list[Tables], p: int, q: int, numbers: Sequence[int]) -> list[Tables]:
    other = {p: q, q: p}
    return [
        [[other.get(x, x) for x in here] for here in tables] if number in numbers else tables
        for number, tables in enumerate(rounds)
    ]
