"""How many tables, and how many chairs at each: three or four, two where it must be, never one."""

from __future__ import annotations


def sizes_for(heads: int, *, about: int = 4, rounds: int = 1) -> tuple[tuple[int, ...], ...]:
    """Tables of about `about` for `heads` people, the same in every round, the large ones first.

    No table is larger than `about` (2 at least; three people share one table), none seats one
    person unless nobody else is here, and sizes differ by one at most. The larger tables move on
    each round, so that a host who stays at a table meets as many people as the others.
    """
    if heads <= 0:
        return ((),) * rounds
    most = max(2, about)
    tables = -(-heads // most)
    if 1 < heads < 2 * tables:
        tables -= 1  # three people at tables of two: one table of three
    low, larger = divmod(heads, tables)
    sizes = [low + 1] * larger + [low] * (tables - larger)
    return tuple(
        tuple(sizes[(t - larger * r) % tables] for t in range(tables)) for r in range(rounds)
    )
