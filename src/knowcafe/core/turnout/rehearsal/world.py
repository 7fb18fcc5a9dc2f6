"""A made-up chapter: its people, their needs, its good weeks and bad, and everybody's luck.

Everything a rule cannot change is drawn beforehand, one number a person and week for each thing
they might do. Two rules played in one world therefore meet the same people on the same evenings,
and what differs is what the rules did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

YEAR = 52

HOLIDAYS = (51, 0)
"""Weeks of a year, counted from nought, in which few people think of coming."""

LATE, USUAL_DAYS = 0.3, 5
"""Needs that arise in the last days before a café, and in how many; in proportion for others."""

STAYS, AGAIN = 0.75, 0.3
"""Who was not served asks again next week, or who stayed away does."""

YES, NO, SILENT = 0, 1, 2

LUCK = ("show", "release", "answer", "invite", "offer", "stays", "again", "order", "flexible",
        "agreed")  # fmt: skip


@dataclass(frozen=True)
class Habits:
    """How the people of a chapter behave.

    `show` is the mean chance to come, `short` and `long` what booking at most a day or more than a
    week ahead adds to its logit, `shock` a week's standard deviation there. `noise` is that of the
    needs' logarithm; `regular` takes as much of the variance a week of chance alone would have,
    0..1. `comers` and `others` answer the question yes, no or not at all; `in_time`
    of the others give their seat back unasked. `invitation` and `offer` are accepted, an invitation
    for tomorrow `tomorrow` times as often; `agrees` to being asked at short notice and then says
    yes with `short_notice`.
    """

    show: float = 0.6
    short: float = 0.21
    long: float = -0.26
    shock: float = 0.25
    reserves_show: float = 1.0
    reserves_agree: float = 1.0
    noise: float = 0.5
    regular: float = 0.0
    needs: float = 13.0
    invitation: float = 0.12
    tomorrow: float = 0.5
    offer: float = 0.45
    agrees: float = 0.2
    short_notice: float = 0.25
    comers: tuple[float, float, float] = (0.75, 0.0, 0.25)
    others: tuple[float, float, float] = (0.12, 0.35, 0.53)
    drift: float = 0.0
    step: bool = False
    in_time: float = 0.35
    walk_ins: float = 0.3

    def said(self, answer: int) -> tuple[float, float]:
        """P(answer | comes), P(answer | does not), where a seat given back in time is a "no"."""
        if answer == NO:
            return self.comers[NO], self.in_time + (1 - self.in_time) * self.others[NO]
        return self.comers[answer], (1 - self.in_time) * self.others[answer]


@dataclass(frozen=True)
class World:
    """One chapter of N people through W weeks.

    `joined`, `left`, `logit` have shape (N,); `shock`, `drift`, `walk_ins`, `second` (W,).
    `asks[t]` are who comes to need something for week t, and `asks_late[t]` one number each that
    says how shortly before. `luck[kind]`, shape (W, N), is uniform on 0..1. `able`, shape (W, N),
    says who could come on the café's day; None for everybody. `first` is the first week's place in
    its year.
    """

    habits: Habits
    joined: NDArray[np.int64]
    left: Floats
    logit: Floats
    shock: Floats
    drift: Floats
    walk_ins: NDArray[np.int64]
    second: NDArray[np.bool_]
    asks: Sequence[Sequence[int]]
    asks_late: Sequence[Floats]
    luck: dict[str, NDArray[np.float32]] = field(repr=False)
    able: NDArray[np.bool_] | None = field(default=None, repr=False)
    first: int = 0

    @property
    def weeks(self) -> int:
        return len(self.shock)

    def early(self, week: int, days: int = USUAL_DAYS) -> list[int]:
        """Who asks before the first decision, `days` ahead."""
        return self._asking(week, days, late=False)

    def late(self, week: int, days: int = USUAL_DAYS) -> list[int]:
        """Who asks after it."""
        return self._asking(week, days, late=True)

    def _asking(self, week: int, days: int, *, late: bool) -> list[int]:
        after = self.asks_late[week] < min(1.0, LATE * (days / USUAL_DAYS))
        return [p for p, is_late in zip(self.asks[week], after, strict=True) if is_late == late]

    def members(self, week: int) -> NDArray[np.int64]:
        """Who belongs to the chapter in a week and could come on the café's day."""
        here = (self.joined <= week) & (self.left > week)
        return np.flatnonzero(here if self.able is None else here & self.able[week])

    def busy(self, week: int) -> set[int]:
        """Who belongs to the chapter and could not."""
        if self.able is None:
            return set()
        here = (self.joined <= week) & (self.left > week) & ~self.able[week]
        return set(np.flatnonzero(here).tolist())

    def chance(
        self, week: int, person: int, days: int, *, reserve: bool = False, shock: bool = True
    ) -> float:
        """P(comes); without `shock`, in an ordinary week."""
        habits = self.habits
        notice = habits.short if days <= 1 else habits.long if days > 7 else 0.0
        at = self.logit[person] + notice + self.drift[week] + (self.shock[week] if shock else 0.0)
        share = 1 / (1 + float(np.exp(-at)))
        return share * habits.reserves_show if reserve else share

    def comes(self, week: int, person: int, days: int, *, reserve: bool = False) -> bool:
        lucky = self.luck["show"][week, person]
        return bool(lucky < self.chance(week, person, days, reserve=reserve))

    def answer(self, week: int, person: int, *, comes: bool, asked: bool) -> int:
        """What a person says: "I can't" by themselves, else what they answer the day before."""
        if not comes and self.luck["release"][week, person] < self.habits.in_time:
            return NO
        if not asked:
            return SILENT
        lucky = self.luck["answer"][week, person]
        yes, no, _ = self.habits.comers if comes else self.habits.others
        return NO if lucky < no else YES if lucky < no + yes else SILENT

    def does(self, what: str, week: int, person: int, share: float) -> bool:
        """Whether a person does something that a `share` of people would."""
        return bool(self.luck[what][week, person] < share)


@dataclass(frozen=True)
class People:
    """Who they are: from which week to which, how readily they ask, the logit of coming; (N,)."""

    joined: NDArray[np.int64]
    left: Floats
    weight: Floats
    logit: Floats


def drawn(
    rng: np.random.Generator, habits: Habits, people: People, *, season: Floats, drift: Floats
) -> World:
    """What happens to these people in as many weeks as the season has."""
    weeks, count = len(season), len(people.joined)
    needs = _counted(rng, habits.needs * season * mood(rng, habits.noise, weeks), habits.regular)
    shock = habits.shock * rng.standard_normal(weeks)
    walk_ins = rng.poisson(habits.walk_ins, weeks)
    asks, asks_late = [], []
    for week in range(weeks):
        here = np.flatnonzero((people.joined <= week) & (people.left > week))
        odds = people.weight[here] / people.weight[here].sum()
        who = rng.choice(here, min(int(needs[week]), len(here)), replace=False, p=odds)
        asks.append([int(p) for p in who])
        asks_late.append(rng.random(len(who)))
    luck = {kind: rng.random((weeks, count), dtype=np.float32) for kind in LUCK}
    second = rng.random(weeks) < 0.3
    return World(
        habits, people.joined, people.left, people.logit, shock, drift, walk_ins, second, asks,
        asks_late, luck,
    )  # fmt: skip


def _counted(rng: np.random.Generator, means: Floats, regular: float) -> NDArray[np.int64]:
    """Numbers around these means: Poisson's, or Binomial's with so much less variance."""
    if regular <= 0:
        return rng.poisson(means)
    trials = np.maximum(np.ceil(means), np.rint(means / regular)).astype(np.int64)
    return rng.binomial(trials, means / np.maximum(trials, 1))


def season(weeks: int, first: int = 0) -> Floats:
    """How many more needs than usual arise in each week of a year, from its week `first` on."""
    year = np.ones(YEAR)
    year[list(HOLIDAYS)] = 0.25
    year[31:35] = 0.6
    return np.resize(np.roll(year / year.mean(), -first), weeks)


def mood(rng: np.random.Generator, noise: float, weeks: int) -> Floats:
    """exp(noise·z − noise²/2), z an AR(1) of variance one: the demand of good and bad weeks."""
    steps = rng.standard_normal(weeks)
    level = np.empty(weeks)
    level[0] = steps[0]
    for week in range(1, weeks):
        level[week] = 0.4 * level[week - 1] + np.sqrt(1 - 0.4**2) * steps[week]
    return np.exp(noise * level - noise**2 / 2)
