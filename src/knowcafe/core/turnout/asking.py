"""How many to ask now, so that the table is neither thin nor too full.

Whom to ask is decided elsewhere, by waiting time and need; here is only *how many* of that list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.turnout.heads import Ask, Heads

Floats = NDArray[np.float64]

DIAL = 0.03
"""Share of cafés which may have more heads than the table, unless the host says otherwise."""

SEAT = 0.03
"""What one more used seat is worth beside an even table, in units of chance."""

_DOUBT = 3.0
"""How many cafés too full must be foreseen before the forecast's own record outweighs trust."""


@dataclass(frozen=True, slots=True)
class Table:
    """An even table: `floor` ≤ heads ≤ `seats`, or so at each of up to `tables` tables."""

    floor: int = 5
    seats: int = 10
    tables: int = 1

    def even(self, most: int) -> NDArray[np.bool_]:
        """Which head counts 0..`most` are even; shape (most + 1,)."""
        count = np.arange(most + 1)
        held = [
            (n * self.floor <= count) & (count <= n * self.seats) for n in range(1, self.tables + 1)
        ]
        even: NDArray[np.bool_] = np.any(held, axis=0)
        return even


@dataclass(frozen=True, slots=True)
class Aim:
    """What a decision is for: value(n) = P(even) + seat · E[seats used] + over · P(more) − costs.

    `limit` is the most P(more heads than the table) may be after this decision (see `allowance`).
    `over` is what a head too many is worth: nothing at the last decision, something while those
    beyond the table are reserves who may still be told "not tonight". Where there is a second table
    `second` is the most the chance may be that it is needed; seats are worth something at the
    first.
    """

    table: Table = field(default_factory=Table)
    limit: float = DIAL
    seat: float = SEAT
    over: float = 0.0
    second: float = 0.2


@dataclass(frozen=True, slots=True)
class Decision:
    """Ask the first `count`. Then P(even), P(more than the table), P(thin) and the mean heads.

    `chances[k]` is P(k heads) if so many are asked.
    """

    count: int
    even: float
    over: float
    thin: float
    mean: float
    chances: tuple[float, ...]


def how_many(now: Heads, asks: Sequence[Ask], aim: Aim = Aim(), *, least: int = 0) -> Decision:
    """How many of `asks`, in their order, to ask now; at least `least` of them.

    Every n from `least` to len(asks) is worked out exactly. Among those with P(more) ≤ `limit` the
    best by `aim` is taken, the smallest of equals; where even `least` breaks the limit, `least`.
    Raises ValueError where there are fewer than `least` to ask.
    """
    if not 0 <= least <= len(asks):
        raise ValueError(f"{len(asks)} can be asked, not {least}")
    chances = now.asked(asks)
    heads = np.arange(chances.shape[1])
    table = aim.table
    most = table.seats * table.tables
    even = chances @ table.even(len(heads) - 1)
    over = chances[:, most + 1 :].sum(axis=1)
    used = chances @ np.minimum(heads, table.seats)
    costs = np.cumsum([0.0, *(ask.cost for ask in asks)])
    value = even + aim.seat * used + aim.over * over - costs
    allowed = over <= aim.limit
    if table.tables > 1:
        allowed &= chances[:, table.seats + 1 :].sum(axis=1) <= aim.second
    allowed[:least], allowed[least] = False, True
    count = int(np.argmax(np.where(allowed, np.round(value, 12), -np.inf)))
    return Decision(
        count=count,
        even=float(even[count]),
        over=float(over[count]),
        thin=float(chances[count, : table.floor].sum()),
        mean=float(chances[count] @ heads),
        chances=tuple(float(chance) for chance in chances[count]),
    )


def together(
    first: Sequence[float], second: Sequence[float], *, stay: float = 1.0
) -> tuple[float, ...]:
    """P(k heads) if two cafés merge, from P(k heads) of each.

    `stay` is the share of the first's people who agree to move to the second. The two are taken as
    independent, which makes the merged range a little too narrow. Raises ValueError for a share
    outside 0..1.
    """
    if not 0 <= stay <= 1:
        raise ValueError("the share who agree to move lies between 0 and 1")
    moved = np.zeros(len(first))
    for chance in reversed(first):
        moved[1:] = moved[1:] * (1 - stay) + moved[:-1] * stay
        moved[0] = moved[0] * (1 - stay) + chance
    return tuple(float(chance) for chance in np.convolve(moved, np.array(second)))


def allowance(
    spent: Sequence[float], happened: Sequence[bool], *, dial: float = DIAL, most: float = 2.0
) -> float:
    """The most P(more heads than the table) may be at the next café, after its last decision.

    The dial is an account, not a fine for each decision: every café pays `dial` in, and its *last*
    forecast of "more than the table" is drawn (`spent`, oldest first). By the tower rule the
    expected number of overfull cafés is the sum of what was drawn, however many decisions came
    before, so the sum can never exceed the sum paid in. Savings are worth at most `most` dials at
    once, so that no single evening is gambled with. Where cafés were too full (`happened`, as long
    as `spent`) more often than foreseen, what is drawn is multiplied by that ratio, shrunk towards
    one. Raises ValueError where the two lists differ in length or the dial is no probability.
    """
    if len(spent) != len(happened):
        raise ValueError(f"{len(spent)} forecasts, {len(happened)} outcomes")
    if not 0 <= dial <= 1:
        raise ValueError("the dial is a share of cafés, between 0 and 1")
    ratio = max(1.0, (_DOUBT + sum(happened)) / (_DOUBT + sum(spent)))
    saved = dial
    for drawn in spent:
        saved = min(saved - ratio * drawn, (most - 1) * dial) + dial
    return min(1.0, max(0.0, saved / ratio))
