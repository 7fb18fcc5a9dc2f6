"""Heads at one café while they are still being asked: who holds a seat, what each has answered.

The forecast (forecast.py) answers "how many, given so many seats". Here the same sum is kept open:
a week's shock stays a dimension of its own, so that what people answer the day before also says
what kind of week it is, and one more person can be asked and added in microseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_NODE_WEIGHTS = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()
_TAIL = 1e-9


@dataclass(frozen=True, slots=True)
class Guest:
    """One person who said they would come.

    `chance` is P(comes) in an ordinary week. `said` holds the likelihoods of what they answered
    since, (P(answer | comes), P(answer | does not)); (1, 1) where nothing was asked.
    """

    chance: float
    said: tuple[float, float] = (1.0, 1.0)

    @property
    def likely(self) -> float:
        """P(comes) after the answer, in an ordinary week (Bayes)."""
        comes, stays = self.said
        told = self.chance * comes
        return told / (told + (1 - self.chance) * stays)


@dataclass(frozen=True, slots=True)
class Ask:
    """One person who could be asked: P(says yes), then P(comes) in an ordinary week.

    `cost` is what asking takes from everybody's attention, in units of chance: 0.001 says that an
    invitation is worth sending while it makes an even table one time in a thousand likelier.
    """

    accept: float
    chance: float
    cost: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """A distribution of heads, week by week.

    `shocks` and `weights`, shape (W,), are the weeks (logit) and how likely each is by now;
    `counts`, shape (W, K + 1), holds P(k heads | week). Every row sums to one.
    """

    shocks: Floats
    weights: Floats
    counts: Floats

    @property
    def chances(self) -> Floats:
        """P(k heads) over all weeks, shape (K + 1,)."""
        mixed: Floats = self.weights @ self.counts
        return mixed

    @property
    def mean(self) -> float:
        chances = self.chances
        return float(chances @ np.arange(len(chances)))

    def asked(self, asks: Sequence[Ask]) -> Floats:
        """P(k heads) if the first n of `asks` are asked, n = 0…N; shape (N + 1, K + N + 1).

        A person asked adds a head with probability accept · chance: one step of the
        recursion of Chen & Liu (1997) each.
        """
        counts = np.pad(self.counts, ((0, 0), (0, len(asks))))
        found = np.empty((len(asks) + 1, counts.shape[1]))
        found[0] = self.weights @ counts
        if asks:
            accepts = np.array([ask.accept for ask in asks])
            shares = accepts[:, None] * by_week([ask.chance for ask in asks], self.shocks)
            for n, share in enumerate(shares):
                counts = _plus(counts, share)
                found[n + 1] = self.weights @ counts
        return found


def heads(
    guests: Sequence[Guest],
    *,
    spread: float,
    walk_ins: float = 0.0,
    witnesses: Sequence[Guest] = (),
) -> Heads:
    """The heads of `guests` and a Poisson number of others, mean `walk_ins`.

    `spread` is the standard deviation, on the logit, of what all of them share: the week's shock
    and what is not known of the chapter's rate. It is integrated by nine Gauss–Hermite points z:
    P(comes | z) = sigmoid(logit(chance) + z). An answer multiplies each person's odds by
    its likelihood ratio (Bayes) and each week's weight by the probability of that answer in such a
    week, so that nine "no"s say that it is raining. For that everybody who was asked belongs in
    here, those who said no too; `witnesses` are people who answered and are not (yet) told to
    come. Raises ValueError for a probability outside 0..1, a negative spread or mean, or answers
    nobody could have given.
    """
    _refuse([*guests, *witnesses], spread, walk_ins)
    shocks, weights = _NODES * spread, _NODE_WEIGHTS
    first = _poisson(walk_ins)
    counts = np.zeros((len(shocks), len(first) + len(guests)))
    counts[:, : len(first)] = first
    asked = [*guests, *witnesses]
    if not asked:
        return Heads(shocks, weights, counts)
    comes = by_week([guest.chance for guest in asked], shocks)
    said = np.array([guest.said for guest in asked])
    told = said[:, :1] * comes
    likely = told + said[:, 1:] * (1 - comes)
    weights = weights * np.prod(likely / likely.max(axis=1, keepdims=True), axis=0)
    for share in (told / likely)[: len(guests)]:
        counts = _plus(counts, share)
    return Heads(shocks, weights / weights.sum(), counts)


def by_week(chances: Sequence[float], shocks: Floats) -> Floats:
    """P(comes | week), shape (n, W): the chances of an ordinary week moved by each shock."""
    inside = np.clip(np.array(chances, dtype=np.float64), 1e-9, 1 - 1e-9)[:, None]
    odds: Floats = inside * np.exp(shocks)
    shares: Floats = odds / (odds + 1 - inside)
    return shares


def _plus(counts: Floats, share: Floats) -> Floats:
    """`counts` and one more person, who comes with probability `share`, shape (W,)."""
    more = counts * (1 - share)[:, None]
    more[:, 1:] += counts[:, :-1] * share[:, None]
    return more


def _poisson(mean: float) -> Floats:
    if mean == 0:
        return np.ones(1)
    last = math.ceil(mean + 6 * math.sqrt(mean) + 6)
    k = np.arange(last + 1)
    logs = k * math.log(mean) - mean - np.array([math.lgamma(n + 1) for n in k])
    chances: Floats = np.exp(logs)
    chances = chances[: int(np.flatnonzero(chances > _TAIL)[-1]) + 1]
    chances /= chances.sum()
    return chances


def _refuse(guests: Sequence[Guest], spread: float, walk_ins: float) -> None:
    for guest in guests:
        if not 0 <= guest.chance <= 1:
            raise ValueError("a show-up probability lies between 0 and 1")
        comes, stays = guest.said
        if not (0 <= comes <= 1 and 0 <= stays <= 1) or comes + stays == 0:
            raise ValueError("an answer somebody gave has a likelihood between 0 and 1")
    if not (0 <= spread < math.inf and 0 <= walk_ins < math.inf):
        raise ValueError("spread and walk-ins are finite and not negative")
