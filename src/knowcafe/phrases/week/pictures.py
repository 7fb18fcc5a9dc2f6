"""Where everything stands in the page's two small pictures; the templates draw them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from knowcafe.phrases.week.told import Cafe

MOST_ROWS = 12
"""As many cafés as the week's picture shows; the table below it has them all."""

_STEP, _ROW, _LEFT = 21, 50, 8
_LABEL = 42
_WIDE, _HIGH = 232, 56


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat in the row of a café: "know-how", "peer", "kept" for somebody asked, or "free"."""

    x: int
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A café in the picture of the week: its chairs, and the span of heads below them."""

    y: int
    label: str
    chairs: tuple[Chair, ...]
    low: int
    high: int
    likely: int
    heads: str


@dataclass(frozen=True, slots=True)
class Week:
    """The week at a glance."""

    height: int
    rows: tuple[Row, ...]
    more: int

    @property
    def has_asked(self) -> bool:
        return any(chair.kind == "kept" for row in self.rows for chair in row.chairs)


@dataclass(frozen=True, slots=True)
class Bar:
    """The chance of one count of heads."""

    x: float
    y: float
    width: float
    height: float
    inside: bool
    label: str
    middle: float

    @property
    def path(self) -> str:
        """Its four sides, as an SVG path says them."""
        return f"M{self.x:.1f} {self.y:.1f}h{self.width:.1f}v{self.height:.1f}h-{self.width:.1f}z"


@dataclass(frozen=True, slots=True)
class Heads:
    """How many come to one café."""

    width: int
    height: int
    floor: int
    bars: tuple[Bar, ...]

    @property
    def inside(self) -> str:
        """The bars four weeks in five end up at, as one path: one mark to draw, not eleven."""
        return "".join(bar.path for bar in self.bars if bar.inside)

    @property
    def outside(self) -> str:
        """The others."""
        return "".join(bar.path for bar in self.bars if not bar.inside)

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The numbers below the bars, and where they stand."""
        return tuple((f"{bar.middle:.1f}", bar.label) for bar in self.bars if bar.label)


def week(cafes: tuple[Cafe, ...], asked: Set[tuple[str, str]] = frozenset()) -> Week:
    """`asked` are (guest, café) pairs who have not answered. A place is named where they differ."""
    together = len(cafes) > 1 and len({cafe.where for cafe in cafes}) == 1
    rows = tuple(
        _row(number, cafe, asked, cafe.table if together else cafe.where)
        for number, cafe in enumerate(cafes[:MOST_ROWS])
    )
    return Week(_ROW * len(rows) + 4, rows, len(cafes) - len(rows))


def heads(cafe: Cafe) -> Heads:
    """A bar for every count of heads up to the seats, and as far beyond as is likely at all."""
    chances = cafe.expected.chances
    last = max(cafe.seats, cafe.expected.high, 1)
    step = _WIDE / (last + 1)
    tallest = max(chances)
    bars = []
    for count in range(last + 1):
        chance = chances[count] if count < len(chances) else 0.0
        tall = max(1.0, round((_HIGH - 4) * chance / tallest, 1))
        x = round(count * step, 1)
        inside = cafe.expected.low <= count <= cafe.expected.high
        label = str(count) if count in _labelled(cafe, last) else ""
        width = round(step - 3, 1)
        bars.append(Bar(x, _HIGH - tall, width, tall, inside, label, round(x + width / 2, 1)))
    return Heads(_WIDE, _HIGH + 18, _HIGH, tuple(bars))


def _labelled(cafe: Cafe, last: int) -> set[int]:
    """The counts with a number below them: the ends, and what the sentence names."""
    expected = cafe.expected
    return {0, last, expected.low, expected.likely, expected.high}


def _row(number: int, cafe: Cafe, asked: Set[tuple[str, str]], at: str) -> Row:
    sure = [guest for guest in cafe.guests if (guest.id, cafe.id) not in asked]
    helping = sum(guest.helps for guest in sure)
    kinds = ["know-how"] * helping + ["peer"] * (len(sure) - helping)
    kinds += ["kept"] * (cafe.seated - len(sure)) + ["free"] * (cafe.seats - cafe.seated)
    label = f"{cafe.when} · {at}" if at else cafe.when
    return Row(
        y=number * _ROW,
        label=label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…",
        chairs=tuple(Chair(_chair(n), kind) for n, kind in enumerate(kinds, 1)),
        low=_chair(max(1, cafe.expected.low)) - 7,
        high=_chair(max(1, cafe.expected.high)) + 7,
        likely=_chair(max(1, cafe.expected.likely)),
        heads=cafe.heads,
    )


def _chair(number: int) -> int:
    return _LEFT + _STEP * (number - 1)
