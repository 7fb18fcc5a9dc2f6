"""Forecasts beside what happened, as a picture: a bar for each range, a dot for who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template

register = template.Library()

WIDE, LEFT, TOP, ROW = 360.0, 118.0, 26.0, 26.0
AROUND = 12.0
"""Room at both ends of the scale, so that a dot at its end is whole."""

BEYOND = 2
"""So many heads above a full table are always on the scale."""


class Foretold(Protocol):
    """What the picture needs of a café."""

    @property
    def day(self) -> str: ...
    @property
    def likely(self) -> int: ...
    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int: ...
    @property
    def came(self) -> int | None: ...
    @property
    def held(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Tick:
    """A number of heads on the scale."""

    x: float
    label: int


@dataclass(frozen=True, slots=True)
class Row:
    """One café's line; `came_x` is None where nobody noted who came."""

    day: str
    y: float
    text_y: float
    bar_y: float
    x: float
    width: float
    likely_x: float
    came_x: float | None
    held: bool


@register.inclusion_tag("partials/forecasts.html")
def forecasts_picture(cafes: Sequence[Foretold], floor: int, seats: int) -> dict[str, object]:
    """Every café a line, on one scale of heads; even tables are shaded."""
    counts = [count for cafe in cafes for count in (cafe.high, cafe.came or 0)]
    most = max(seats + BEYOND, *counts)
    step = (WIDE - LEFT - 2 * AROUND) / most

    def at(heads: float) -> float:
        return round(LEFT + AROUND + heads * step, 1)

    bottom = TOP + ROW * len(cafes)
    return {
        "wide": WIDE,
        "high": bottom + 4,
        "top": TOP,
        "bottom": bottom,
        "even_x": at(floor - 0.5),
        "even_width": round((seats - floor + 1) * step, 1),
        "even_height": bottom - TOP,
        "ticks": [Tick(at(n), n) for n in sorted({0, floor, seats, most})],
        "rows": [_row(n, cafe, at(cafe.low), at(cafe.high), at(cafe.likely),
                      None if cafe.came is None else at(cafe.came))
                 for n, cafe in enumerate(cafes)],
    }  # fmt: skip


def _row(
    number: int, cafe: Foretold, low: float, high: float, likely: float, came: float | None
) -> Row:
    y = TOP + ROW * (number + 0.5)
    return Row(
        day=cafe.day,
        y=y,
        text_y=y + 4,
        bar_y=y - 5,
        x=round(low - 5, 1),
        width=round(high - low + 10, 1),
        likely_x=likely,
        came_x=came,
        held=cafe.held,
    )
