"""Rates learned by counting, with a prior for the first weeks and forgetting for the later ones."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

KEEP = 0.99
"""What a count is worth one café later: half its weight is gone after 69 cafés."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of yes among those asked: the mean of a Beta(yes, no) distribution.

    The prior is given as counts and fades like any other. With exponential forgetting this is the
    discounted Beta-binomial model (West & Harrison 1997, Bayesian Forecasting and Dynamic Models).
    """

    yes: float
    no: float

    @classmethod
    def prior(cls, mean: float, weight: float) -> Share:
        """A prior as if `weight` had been asked and `mean` of them had said yes."""
        return cls(mean * weight, (1 - mean) * weight)

    @property
    def mean(self) -> float:
        return self.yes / (self.yes + self.no)

    def after(self, yes: float, asked: float, keep: float = KEEP) -> Share:
        """The share after `asked` more people of whom `yes` said yes.

        Nobody asked leaves it as it was. Raises ValueError for more yes than asked.
        """
        if not 0 <= yes <= asked:
            raise ValueError(f"{yes} of {asked} said yes")
        if asked == 0:
            return self
        return Share(keep * self.yes + yes, keep * self.no + asked - yes)


@dataclass(frozen=True, slots=True)
class Count:
    """A mean count a café: the mean of a Gamma(total, cafes) distribution."""

    total: float
    cafes: float

    @property
    def mean(self) -> float:
        return self.total / self.cafes

    def after(self, count: int, keep: float = KEEP) -> Count:
        """The mean after one more café with `count`. Raises ValueError for a negative count."""
        if count < 0:
            raise ValueError(f"a count of {count}")
        return Count(keep * self.total + count, keep * self.cafes + 1)


@dataclass(frozen=True, slots=True)
class History:
    """What one person has done so far: `came` of `times`, both fading.

    It belongs to the person: shown to them, corrected by them, and used only inside a sum.
    """

    came: float = 0.0
    times: float = 0.0

    def after(self, came: bool, keep: float = 0.96) -> History:
        """The history after one more café; half of an evening is forgotten after seventeen."""
        return History(keep * self.came + came, keep * self.times + 1)

    def offset(self, rate: float, weight: float) -> float:
        """How far, on the logit, this person is from the chapter's `rate`.

        Empirical Bayes: people's own probabilities are Beta(weight · rate, weight · (1 − rate))
        distributed, so the posterior mean is (weight · rate + came) / (weight + times)
        (Efron & Morris 1975). Nobody's first evening moves them: no history, no offset.
        """
        if self.times == 0:
            return 0.0
        shrunk = (weight * rate + self.came) / (weight + self.times)
        return logit(shrunk) - logit(rate)


@dataclass(frozen=True, slots=True)
class Answers:
    """How people answer the day-before question: counts of (yes, no, silent).

    Separately for those who `came` and those who `stayed` away; the same person may say yes and
    stay away. Dirichlet counts with forgetting.
    """

    came: tuple[float, float, float] = (7.0, 0.2, 2.8)
    stayed: tuple[float, float, float] = (1.5, 3.0, 5.5)

    def said(self, answer: int) -> tuple[float, float]:
        """P(answer | comes), P(answer | does not); `answer` 0 yes, 1 no, 2 silent."""
        return self.came[answer] / sum(self.came), self.stayed[answer] / sum(self.stayed)

    def after(
        self, came: tuple[int, int, int], stayed: tuple[int, int, int], keep: float = KEEP
    ) -> Answers:
        """The counts after one more café, in the order yes, no, silent."""
        return replace(self, came=_faded(self.came, came, keep),
                       stayed=_faded(self.stayed, stayed, keep))  # fmt: skip


def _faded(
    old: tuple[float, float, float], new: tuple[int, int, int], keep: float
) -> tuple[float, float, float]:
    yes, no, silent = (keep * o + n for o, n in zip(old, new, strict=True))
    return yes, no, silent


def logit(share: float) -> float:
    """log(share / (1 − share)), finite at both ends."""
    inside = min(max(share, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))
