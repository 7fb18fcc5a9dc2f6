"""London-260: a made-up chapter over five years, drawn from a seed (`bench.turnout`).

Everything a policy cannot change is drawn beforehand: members, their needs, the weeks, and one
number a person and week for each thing they might do. Every policy therefore meets the same chapter
and the same evenings, and differences between policies are differences of what they did.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEEKS, TABLE, FLOOR = 260, 10, 5
HOLIDAYS = (51, 0)
SHORT, LONG = 0.21, -0.26
"""On the logit: what a booking at most a day, or more than a week, ahead changes."""

YES, NO, SILENT = 0, 1, 2


@dataclass(frozen=True)
class Rules:
    """The numbers of a world; a variant changes some of them."""

    show: float = 0.6
    shock: float = 0.25
    reserves_show: float = 1.0
    reserves_agree: float = 1.0
    noise: float = 0.5
    needs: float = 13.0
    invitation: float = 0.12
    offer: float = 0.45
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


BASE = Rules()
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


@dataclass(frozen=True)
class World:
    """One chapter. `joined`, `left`, `weight`, `logit` have one entry a person, shape (N,).

    `luck[kind]`, shape (WEEKS, N), is uniform on 0..1; `shock`, `walk_ins`, `drift` shape (WEEKS,);
    `early[t]` and `late[t]` are who comes to need something before and after the first decision.
    """

    rules: Rules
    joined: NDArray[np.int64]
    left: Floats
    weight: Floats
    logit: Floats
    shock: Floats
    walk_ins: NDArray[np.int64]
    second: NDArray[np.bool_]
    early: list[list[int]]
    late: list[list[int]]
    luck: dict[str, NDArray[np.float32]] = field(repr=False)

    @cached_property
    def drift(self) -> Floats:
        """The show rate's drift on the logit: linear from week 130 to the end, or at once."""
        since = (np.arange(WEEKS) - 130) / (WEEKS - 130)
        return self.rules.drift * ((since >= 0) if self.rules.step else np.clip(since, 0, 1))

    def members(self, week: int) -> NDArray[np.int64]:
        """Who belongs to the chapter in a week."""
        return np.flatnonzero((self.joined <= week) & (self.left > week))

    def chance(
        self, week: int, person: int, days: int, *, reserve: bool = False, shock: bool = True
    ) -> float:
        """P(comes); without `shock`, in an ordinary week."""
        notice = SHORT if days <= 1 else LONG if days > 7 else 0.0
        at = self.logit[person] + notice + self.drift[week] + (self.shock[week] if shock else 0.0)
        share = 1 / (1 + float(np.exp(-at)))
        return share * self.rules.reserves_show if reserve else share

    def comes(self, week: int, person: int, days: int, *, reserve: bool = False) -> bool:
        lucky = self.luck["show"][week, person]
        return bool(lucky < self.chance(week, person, days, reserve=reserve))

    def answer(self, week: int, person: int, *, comes: bool, asked: bool) -> int:
        """What a person says: "I can't" by themselves, else what they answer the day before."""
        if not comes and self.luck["release"][week, person] < self.rules.in_time:
            return NO
        if not asked:
            return SILENT
        lucky = self.luck["answer"][week, person]
        yes, no, _ = self.rules.comers if comes else self.rules.others
        return NO if lucky < no else YES if lucky < no + yes else SILENT

    def does(self, what: str, week: int, person: int, share: float) -> bool:
        """Whether a person does something that a `share` of people would."""
        return bool(self.luck[what][week, person] < share)


def world(seed: int, rules: Rules = BASE) -> World:
    """The chapter of a seed."""
    rng = np.random.default_rng(seed)
    joins = rng.poisson(3.85, WEEKS)
    joined = np.concatenate([np.zeros(60, int), np.repeat(np.arange(WEEKS), joins)])
    people = len(joined)
    tenure = np.maximum(2, 80 * np.exp(1.4 * rng.standard_normal(people)))
    weight = rng.gamma(0.53, size=people) + 0.02
    share = np.clip(rng.beta(rules.show * 7.6, (1 - rules.show) * 7.6, people), 0.02, 0.98)
    needs = rng.poisson(rules.needs * _season() * _mood(rng, rules.noise))
    shock = rules.shock * rng.standard_normal(WEEKS)
    walk_ins = rng.poisson(rules.walk_ins, WEEKS)
    early, late = [], []
    for week in range(WEEKS):
        here = np.flatnonzero((joined <= week) & (joined + tenure > week))
        odds = weight[here] / weight[here].sum()
        who = rng.choice(here, min(int(needs[week]), len(here)), replace=False, p=odds)
        after = rng.random(len(who)) < 0.3
        early.append([int(p) for p in who[~after]])
        late.append([int(p) for p in who[after]])
    kinds = ("show", "release", "answer", "invite", "offer", "stays", "again", "order", "flexible",
             "agreed")  # fmt: skip
    luck = {kind: rng.random((WEEKS, people), dtype=np.float32) for kind in kinds}
    second = rng.random(WEEKS) < 0.3
    return World(
        rules, joined, joined + tenure, weight, np.log(share / (1 - share)), shock, walk_ins,
        second, early, late, luck,
    )  # fmt: skip


def _season() -> Floats:
    year = np.ones(52)
    year[list(HOLIDAYS)] = 0.25
    year[31:35] = 0.6
    return np.resize(year / year.mean(), WEEKS)


def _mood(rng: np.random.Generator, noise: float) -> Floats:
    """exp(noise·z − noise²/2), z an AR(1) of variance one: the demand of good and bad weeks."""
    steps = rng.standard_normal(WEEKS)
    level = np.empty(WEEKS)
    level[0] = steps[0]
    for week in range(1, WEEKS):
        level[week] = 0.4 * level[week - 1] + np.sqrt(1 - 0.4**2) * steps[week]
    return np.exp(noise * level - noise**2 / 2)
