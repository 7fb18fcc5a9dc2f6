"""In which order rounds are held: whoever needs something meets who knows it early."""

from __future__ import annotations

from itertools import combinations

from knowcafe.core.seating.wishes import Tables, Wishes


def helps_first(wish: Wishes, rounds: list[Tables]) -> list[Tables]:
    """`rounds` with those first that meet most needs not met yet; only rounds whose tables have
    the same chairs change places.
    """
    if not wish.helps:
        return rounds
    left, placed = list(rounds), []
    open_needs = dict(wish.helps)
    for tables in wish.held:
        _met(open_needs, tables)
    for sizes in wish.sizes:
        fitting = [tables for tables in left if tuple(map(len, tables)) == sizes]
        best = max(
            fitting, key=lambda tables: sum(open_needs[two] for two in _of(open_needs, tables))
        )
        left.remove(best)
        placed.append(best)
        _met(open_needs, best)
    return placed


def _of(needs: dict[tuple[int, int], float], tables: Tables) -> list[tuple[int, int]]:
    return [two for here in tables for two in combinations(sorted(here), 2) if two in needs]


def _met(needs: dict[tuple[int, int], float], tables: Tables) -> None:
    for two in _of(needs, tables):
        del needs[two]
