"""London-260: a made-up chapter over five years, drawn from a seed (`bench.turnout`).

How people behave, what is drawn beforehand and how a week goes is `core.turnout.rehearsal`, with
which every chapter may rehearse a year of its own.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.turnout.rehearsal import Habits, People, World, drawn, season

Floats = NDArray[np.float64]

WEEKS, TABLE, FLOOR = 260, 10, 5

BASE = Habits()
_HEARD_ONCE = replace(BASE, in_time=0.0)
VARIANTS = {
    "base": BASE,
    "show45": replace(BASE, show=0.45),
    "show75": replace(BASE, show=0.75),
    "shock0": replace(BASE, shock=0.0),
    "shock5": replace(BASE, shock=0.5),
    "reserves80": replace(BASE, reserves_show=0.8),
    "noise0": replace(BASE, noise=0.0),
    "noise75": replace(BASE, noise=0.75),
    "needs8": replace(BASE, needs=8.0),
    "needs20": replace(BASE, needs=20.0),
    "invite06": replace(BASE, invitation=0.06),
    "unanswered": replace(BASE, comers=(0.3, 0.0, 0.7), others=(0.1, 0.1, 0.8)),
    "drift-down": replace(BASE, drift=-0.8),
    "drift-up": replace(BASE, drift=0.8),
    "step-down": replace(BASE, drift=-0.8, step=True),
    "step-up": replace(BASE, drift=0.8, step=True),
    "heard-once": _HEARD_ONCE,
    "reserves-agree60": replace(BASE, reserves_agree=0.6),
}
"""Those of the specification, and our own: the drift in one night instead of 2½ years, nobody gives
a seat back before being asked the day before, and four in ten do not want to be a reserve."""


def world(seed: int, habits: Habits = BASE) -> World:
    """The chapter of a seed."""
    rng = np.random.default_rng(seed)
    joins = rng.poisson(3.85, WEEKS)
    joined = np.concatenate([np.zeros(60, int), np.repeat(np.arange(WEEKS), joins)])
    people = len(joined)
    tenure = np.maximum(2, 80 * np.exp(1.4 * rng.standard_normal(people)))
    weight = rng.gamma(0.53, size=people) + 0.02
    share = np.clip(rng.beta(habits.show * 7.6, (1 - habits.show) * 7.6, people), 0.02, 0.98)
    return drawn(
        rng,
        habits,
        People(joined, joined + tenure, weight, np.log(share / (1 - share))),
        season=season(WEEKS),
        drift=_drift(habits),
    )


def _drift(habits: Habits) -> Floats:
    """The show rate's drift on the logit: linear from week 130 to the end, or at once."""
    since = (np.arange(WEEKS) - 130) / (WEEKS - 130)
    return habits.drift * ((since >= 0) if habits.step else np.clip(since, 0, 1))
