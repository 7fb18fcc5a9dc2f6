"""The chapter's show-up rate, followed online: a dynamic logistic regression.

Evening by evening the odds of coming are a chapter's rate, moved by the days of notice and by
being a reserve. The state is a Gaussian over those four logits; it widens with time, so that a
rate which drifts is followed, and each evening is one Laplace step (McCormick, Raftery, Madigan &
Burd 2012, Biometrics 68: Dynamic logistic regression). The week's shock is a fifth unknown of each
evening, integrated out afterwards: ten people kept at home by one storm are not ten witnesses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.turnout.forecast import RATE, SHOCK
from knowcafe.core.turnout.rates import logit

Floats = NDArray[np.float64]

SHORT_DAYS, LONG_DAYS = 1, 7
"""Booked at most so many days ahead is short notice, more than so many is long."""

_PRIOR = (logit(RATE), 0.2, -0.2, 0.0)
_DOUBTS = (0.5, 0.15, 0.15, 0.2)
_DRIFT = 0.025
"""Standard deviation of the rate's logit over one week: a twentieth of a head at ten seats."""


@dataclass(frozen=True, slots=True, eq=False)
class Showing:
    """What is known of a chapter's show-up odds.

    `mean`, shape (4,), and `covariance`, shape (4, 4), are over logits: the rate in an ordinary
    week at ordinary notice, and what short notice, long notice and being a reserve add to it.
    """

    mean: Floats = field(default_factory=lambda: np.array(_PRIOR))
    covariance: Floats = field(default_factory=lambda: np.diag(np.square(_DOUBTS)))
    shock: float = SHOCK

    @property
    def rate(self) -> float:
        """P(comes) in an ordinary week, booked two to seven days ahead."""
        return 1 / (1 + math.exp(-float(self.mean[0])))

    @property
    def spread(self) -> float:
        """Standard deviation of what all guests share: the week, and what is not known yet."""
        return math.sqrt(self.shock**2 + float(self.covariance[0, 0]))

    def chance(self, days: float, *, reserve: bool = False, offset: float = 0.0) -> float:
        """P(comes) in an ordinary week for somebody who booked `days` ahead.

        `offset` is the person's own, on the logit (`rates.History.offset`).
        """
        at = float(_row(days, reserve) @ self.mean) + offset
        return 1 / (1 + math.exp(-at))

    def after(
        self,
        days: Sequence[float],
        reserves: Sequence[bool],
        came: Sequence[bool],
        *,
        offsets: Sequence[float] | None = None,
        weeks: float = 1.0,
    ) -> Showing:
        """What is known after one evening, `weeks` after the one before.

        One entry a guest: days of notice, whether a reserve, whether they came. An evening without
        check-in is missing, not empty: hand it in with no guests and only time passes. Raises
        ValueError where the lists differ in length.
        """
        if not len(days) == len(reserves) == len(came):
            raise ValueError("days, reserves and came have one entry a guest")
        wide = self.covariance.copy()
        wide[0, 0] += _DRIFT**2 * weeks
        if not days:
            return Showing(self.mean, wide, self.shock)
        prior = np.zeros((5, 5))
        prior[:4, :4] = wide
        prior[4, 4] = max(self.shock, 1e-3) ** 2
        rows = np.array([_row(d, r) for d, r in zip(days, reserves, strict=True)])
        rows = np.column_stack([rows, np.ones(len(rows))])
        shift = np.zeros(len(rows)) if offsets is None else np.array(offsets, dtype=np.float64)
        mean, covariance = _laplace(
            np.append(self.mean, 0.0), prior, rows, np.array(came, dtype=np.float64), shift
        )
        return Showing(mean[:4], covariance[:4, :4], self.shock)


def _row(days: float, reserve: bool) -> Floats:
    return np.array([1.0, days <= SHORT_DAYS, days > LONG_DAYS, reserve], dtype=np.float64)


def _laplace(
    mean: Floats, covariance: Floats, rows: Floats, came: Floats, shift: Floats
) -> tuple[Floats, Floats]:
    """Mode and curvature of a logistic likelihood under a Gaussian prior; four Newton steps."""
    precision = np.linalg.inv(covariance)
    at = mean
    for _ in range(4):
        share = 1 / (1 + np.exp(-(rows @ at + shift)))
        slope = rows.T @ (came - share) - precision @ (at - mean)
        curve = precision + (rows.T * (share * (1 - share))) @ rows
        at = at + np.linalg.solve(curve, slope)
    return at, np.asarray(np.linalg.inv(curve), dtype=np.float64)
