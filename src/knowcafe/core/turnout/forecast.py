"""How many heads to expect at a table: the Poisson-binomial, mixed over weeks good and bad.

A show-up probability is used here only inside a sum. It never chooses who gets a seat and is
never shown as a figure about a person.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RATE = 0.6
"""Share of held seats whose holder came, where a chapter has no history of its own."""

WALK_INS = 0.3
"""People a café who come without a seat, on average, where a chapter has no history."""

SHOCK = 0.25
"""Standard deviation on the logit of what a whole week shares: weather, strikes, a final."""

HOLDS = 0.8
"""Least probability between `low` and `high`."""

_WEEKS = 15
_TAIL = 1e-9


@dataclass(frozen=True, slots=True)
class Forecast:
    """Heads at one café. `chances[k]` is P(k heads) and the chances sum to one.

    `likely` is the most probable count; `low` to `high` is the narrowest run of counts which holds
    at least 80 % and, among the narrowest, the most probable.
    """

    likely: int
    low: int
    high: int
    chances: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Heads on average over many such cafés."""
        return sum(k * chance for k, chance in enumerate(self.chances))


def forecast(
    seated: int,
    *,
    rate: float = RATE,
    walk_ins: float = WALK_INS,
    shock: float = SHOCK,
    shows: Sequence[float] | None = None,
) -> Forecast:
    """Forecast the heads where `seated` people hold a seat.

    `shows` gives each seat's own probability, in any order, instead of one `rate` for all;
    `walk_ins` is a mean count. Given a week's shock z the holders come independently, the
    i-th with probability sigmoid(a_i + z), so the count is Poisson-binomial (Hoeffding 1956; exact
    by the recursion of Chen & Liu 1997, Statistica Sinica 7). z ~ N(0, shock²) is integrated
    by Gauss–Hermite quadrature, as in a logistic-normal model. a_i is set so that person i comes
    with probability p_i over all weeks; the mean is therefore exactly Σ p_i + walk_ins. Walk-ins
    are an independent Poisson count. A Beta spread of p between people nobody has met yet needs no
    term: independent draws leave the sum what their means make it.

    Raises ValueError for a probability outside 0..1, a negative count, mean or shock.
    """
    chances = [rate] * seated if shows is None else sorted(shows)
    _refuse(seated, chances, walk_ins, shock)
    heads = np.convolve(_comers(np.array(chances, dtype=np.float64), shock), _poisson(walk_ins))
    heads /= heads.sum()
    return expected(heads.tolist())


def expected(chances: Sequence[float]) -> Forecast:
    """The forecast that `chances` make, P(k heads) for k = 0…. Raises ValueError for none."""
    if not len(chances):
        raise ValueError("no chances, no forecast")
    heads = np.array(chances, dtype=np.float64)
    low, high = _narrowest(heads)
    return Forecast(int(np.argmax(heads)), low, high, tuple(float(chance) for chance in heads))


def thin_chance(expected: Forecast, floor: int = 5) -> float:
    """P(heads < floor): how likely it is that the café looks thin."""
    return math.fsum(expected.chances[: max(0, floor)])


def full_chance(expected: Forecast, seats: int = 10) -> float:
    """P(heads ≥ seats): how likely it is that no chair stays empty."""
    return math.fsum(expected.chances[max(0, seats) :])


def _refuse(seated: int, chances: Sequence[float], walk_ins: float, shock: float) -> None:
    if seated < 0 or len(chances) != seated:
        raise ValueError(f"{seated} seats, {len(chances)} probabilities")
    if not all(0 <= chance <= 1 for chance in chances):
        raise ValueError("a show-up probability lies between 0 and 1")
    if not (0 <= walk_ins < math.inf and 0 <= shock < math.inf):
        raise ValueError("walk-ins and shock are finite and not negative")


def _comers(shows: Floats, shock: float) -> Floats:
    """Chances of 0..n comers, shape (n + 1,), mixed over the week's shock."""
    weeks, weights = np.polynomial.hermite_e.hermegauss(_WEEKS)
    weights = weights / weights.sum()
    by_week = _sigmoid(_centred(shows, weeks * shock, weights)[:, None] + weeks * shock)
    by_week[shows == 0], by_week[shows == 1] = 0.0, 1.0
    counts = np.zeros((len(shows) + 1, _WEEKS))
    counts[0] = 1.0
    for person in by_week:
        counts[1:] = counts[1:] * (1 - person) + counts[:-1] * person
        counts[0] *= 1 - person
    mixed: Floats = counts @ weights
    return mixed


def _centred(shows: Floats, shocks: Floats, weights: Floats) -> Floats:
    """Logits, shape (n,), whose probability averaged over the shocks is `shows`; by Newton."""
    inside = np.clip(shows, 1e-9, 1 - 1e-9)
    logits = np.log(inside / (1 - inside))
    for _ in range(8):
        at = _sigmoid(logits[:, None] + shocks)
        logits -= (at @ weights - inside) / ((at * (1 - at)) @ weights)
    return logits


def _sigmoid(logits: Floats) -> Floats:
    share: Floats = 1 / (1 + np.exp(-logits))
    return share


def _poisson(mean: float) -> Floats:
    """Chances of 0, 1, 2… walk-ins, as far as the tail beyond still matters."""
    if mean == 0:
        return np.ones(1)
    last = math.ceil(mean + 6 * math.sqrt(mean) + 6)
    logs = [k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(last + 1)]
    chances = np.exp(logs)
    return chances[: int(np.flatnonzero(chances > _TAIL)[-1]) + 1]


def _narrowest(heads: Floats) -> tuple[int, int]:
    """The narrowest run of counts that holds at least `HOLDS`, the most probable of its width."""
    upto = np.concatenate([[0.0], np.cumsum(heads)])
    for width in range(1, len(heads)):
        held = upto[width:] - upto[:-width]
        low = int(np.argmax(held))
        if held[low] >= HOLDS:
            return low, low + width - 1
    return 0, len(heads) - 1
