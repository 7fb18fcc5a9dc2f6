"""Designs ready to use: those that are written down, and those stored with their proofs.

`starters.json` holds one round each, found by annealing the differences within it (the method of
starters), to be developed by `designs.developed`. `grid.json` holds the best rounds for six to
ten people at even tables, one to six rounds, each with a bound that is proven. Both are made by
`python -m bench.prepared`, and the tests count both anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowcafe.core.seating.casting import meeting, unmet
from knowcafe.core.seating.designs import Design, circle, developed, shifts, squares


@dataclass(frozen=True, slots=True)
class Stored:
    """Rounds from the grid, and the excess below which no rounds with these chairs come."""

    rounds: Design
    bound: int


def stored(sizes: tuple[tuple[int, ...], ...]) -> Stored | None:
    """The grid's rounds for these chairs, however they are ordered; None where it has none."""
    kinds = {tuple(sorted(tables, reverse=True)) for tables in sizes}
    if len(kinds) != 1:
        return None
    return _grid().get((kinds.pop(), len(sizes)))


def written(sizes: tuple[tuple[int, ...], ...]) -> list[Design]:
    """Rounds without a repeat for these chairs, at most as many as asked; the longest first.

    The tables of each round must have k or k − 1 chairs and be the same in number. Chairs that
    are missing are those of points which never meet, taken out of a larger design.
    """
    chairs = {size for tables in sizes for size in tables}
    kinds = {tuple(sorted(tables)) for tables in sizes}
    most = max(chairs, default=0)
    if len(kinds) != 1 or most < 2 or not chairs <= {most, most - 1}:
        return []
    tables, rounds = len(sizes[0]), len(sizes)
    missing = tables * most - sum(sizes[0])
    made = [
        _without(design[:rounds], tables * most, missing) for design in _known(tables, most, rounds)
    ]
    return sorted((design for design in made if design), key=len, reverse=True)


def _known(tables: int, chairs: int, rounds: int) -> list[Design]:
    found = [_starters().get((tables, chairs)), shifts(tables, chairs, rounds)]
    if chairs == 2:
        found.append(circle(2 * tables))
    if chairs == tables:
        found.append(squares(tables))
    return [design for design in found if design is not None]


def _without(design: Design, points: int, missing: int) -> Design | None:
    """`design` after so many points who never meet have left; the others are numbered anew."""
    if not missing:
        return design
    gone = unmet(meeting(points, design), missing)
    if gone is None:
        return None
    stay = [u for u in range(points) if u not in set(gone)]
    number = {u: k for k, u in enumerate(stay)}
    return [[[number[u] for u in table if u in number] for table in tables] for tables in design]


@cache
def _starters() -> dict[tuple[int, int], Design]:
    entries = json.loads(_text("starters.json"))
    return {
        (len(e["tables"]), len(e["tables"][0])): developed(e["turn"], e["tables"]) for e in entries
    }


@cache
def _grid() -> dict[tuple[tuple[int, ...], int], Stored]:
    entries = json.loads(_text("grid.json"))
    return {(tuple(e["sizes"]), len(e["rounds"])): Stored(e["rounds"], e["bound"]) for e in entries}


def _text(name: str) -> str:
    return (files("knowcafe.core.seating") / name).read_text("utf-8")
