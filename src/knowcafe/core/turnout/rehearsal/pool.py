"""A chapter's own people, unnamed, and a year drawn for them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.turnout.model import Answer, Kind, Model
from knowcafe.core.turnout.rehearsal.world import (
    STAYS,
    YEAR,
    Habits,
    People,
    World,
    drawn,
    season,
)

WARM_UP = 4
"""Weeks played before the year begins, so that somebody waits and some have been asked."""

LEAST_REACHED = 0.2
"""Of fewer who can come on today's day what they ticked says too little."""

MOST_REGULAR = 0.9
"""No chapter is more regular than that, whatever it has seen."""

_USUAL_NOISE, _SEEN = 0.3, 4
"""Good weeks and bad of a usual chapter (of the needs' logarithm), believed like so many weeks."""

_READINESS, _TASTE = 0.53, 7.6
"""How unlike each other people are in asking (a Gamma's shape) and in coming (a Beta's size)."""


@dataclass(frozen=True)
class Pool:
    """N people. `asked[i]` says how often the i-th asked for a seat or gave one of their evenings.

    `free[weekday][i]` is how often the i-th can come on that day beside their best one, 0..1; a
    weekday of which nothing is known is missing. `habits.needs` are those of people who came, or
    could have, on the café's day of today. `first` is the year's first week, 0..51.
    Raises ValueError where the lists differ in length.
    """

    asked: tuple[int, ...]
    free: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    weekday: int = 3
    first: int = 0
    habits: Habits = field(default_factory=Habits)
    model: Model = field(default_factory=Model)

    def __post_init__(self) -> None:
        if any(len(shares) != len(self.asked) for shares in self.free.values()):
            raise ValueError("everybody is free some share of the time, on every day that is known")

    @property
    def order(self) -> list[int]:
        """People in an order of their own, so that it does not matter how they are listed."""
        days = sorted(self.free)
        return sorted(
            range(len(self.asked)),
            key=lambda i: (self.asked[i], *(self.free[day][i] for day in days)),
        )

    def can_tell(self, weekday: int | None) -> bool:
        """Whether it is known who could come on another day."""
        return weekday is None or weekday == self.weekday or weekday in self.free


def demand(counts: Sequence[int], weeks: Sequence[int]) -> tuple[float, float]:
    """What a year's week asks for on average, and the variance beside a Poisson's, from counts.

    `weeks` are those of the year the counts are from, 0..51, as some of them are quieter. Pearson's
    dispersion, shrunk towards `_USUAL_NOISE` as if that had been seen in `_SEEN` weeks more. Raises
    ValueError for none.
    """
    usual = season(YEAR)[list(weeks)]
    if not len(counts) == len(usual) > 0:
        raise ValueError("no week was counted")
    mean = sum(counts) / float(usual.sum())
    prior = 1 + mean * math.expm1(_USUAL_NOISE**2)
    means = np.maximum(mean * usual, 1e-9)
    squares = float(((np.array(counts) - means) ** 2 / means).sum())
    return mean, (_SEEN * prior + squares) / (_SEEN + len(counts) - 1)


def habits_of(model: Model, *, needs: float, agrees: float, spread: float | None = None) -> Habits:
    """How a chapter's people behave, as far as its model has learned it.

    `spread` is the variance of a week's needs beside a Poisson's; None is taken as usual.
    Of the model's "no"s as many are seats given back unasked as usual (`Habits`).
    """
    usual = Habits()
    comers, others = model.answers.came, model.answers.stayed
    yes, no, _ = (share / sum(others) for share in others)
    in_time = no * usual.in_time / usual.said(Answer.NO)[1]
    asked = 1 - in_time
    said = comers[Answer.YES] / (comers[Answer.YES] + comers[Answer.SILENT])
    showing, accept = model.showing, {kind: share.mean for kind, share in model.accept.items()}
    beyond = 0.0 if spread is None else spread - 1
    noise = usual.noise if spread is None else math.sqrt(math.log1p(max(0.0, beyond) / needs))
    _, short, long, reserve = (float(logit) for logit in showing.mean)
    return replace(
        usual,
        show=showing.rate,
        short=short,
        long=long,
        shock=showing.shock,
        reserves_show=showing.chance(5, reserve=True) / showing.rate if reserve < 0 else 1.0,
        needs=needs,
        noise=noise,
        regular=max(0.0, -beyond),
        invitation=accept[Kind.INVITATION],
        tomorrow=accept[Kind.LATE_INVITATION] / accept[Kind.INVITATION],
        offer=accept[Kind.OFFER],
        agrees=agrees,
        short_notice=accept[Kind.SHORT_NOTICE],
        comers=(said, 0.0, 1 - said),
        others=(yes / asked, (no - in_time) / asked, (asked - yes - no + in_time) / asked),
        in_time=in_time,
        walk_ins=model.walk_ins.mean,
    )


def a_year(pool: Pool, rng: np.random.Generator) -> World:
    """A year of these people and `WARM_UP` weeks before it; on a day when everybody can.

    Who asked more often lately asks more readily: a draw from the posterior of the Gamma that is
    everybody's. Nobody joins or leaves. Raises ValueError where there is nobody.
    """
    if not pool.asked:
        raise ValueError("nobody to rehearse with")
    asked = np.array([pool.asked[i] for i in pool.order], dtype=np.float64)
    usual = max(float(asked.mean()), 1e-3)
    weight = rng.gamma(_READINESS + asked) / (_READINESS / usual + 1) + 1e-6
    show = pool.habits.show
    share = np.clip(rng.beta(show * _TASTE, (1 - show) * _TASTE, len(asked)), 0.02, 0.98)
    weeks = WARM_UP + YEAR
    people = People(
        joined=np.zeros(len(asked), dtype=np.int64),
        left=np.full(len(asked), np.inf),
        weight=weight,
        logit=np.log(share / (1 - share)),
    )
    reached, habits = _reached(pool), pool.habits
    regular = min(MOST_REGULAR, habits.regular / reached)
    made = drawn(
        rng,
        replace(habits, needs=habits.needs / reached, regular=regular),
        people,
        season=season(weeks, pool.first - WARM_UP),
        drift=np.zeros(weeks),
    )
    lucky = rng.random((weeks, len(asked)), dtype=np.float32)
    luck = made.luck | {"free": lucky, "asks": rng.random((weeks, 1), dtype=np.float32)}
    return replace(made, first=pool.first - WARM_UP, luck=luck)


def _reached(pool: Pool) -> float:
    """Of all that is asked for, how much meets somebody who can come on today's day, or waits and
    can come later; what was counted had met them already.
    """
    if pool.weekday not in pool.free:
        return 1.0
    able = np.array(pool.free[pool.weekday])
    asked = np.array(pool.asked) + _READINESS
    return max(LEAST_REACHED, float((able / (1 - STAYS * (1 - able))) @ asked / asked.sum()))


def on_day(world: World, pool: Pool, weekday: int | None) -> World:
    """The same year with the café on another weekday, as far as anybody has said; else as it is."""
    day = pool.weekday if weekday is None or weekday not in pool.free else weekday
    if day not in pool.free:
        return world
    shares = np.array([pool.free[day][i] for i in pool.order])
    able: NDArray[np.bool_] = world.luck["free"] < shares
    return replace(world, able=able)
