"""What evenings held elsewhere say about the evenings to come, before there is one here.

All there is are counts: so many said yes, so many of them came. A seeded model is a prior, not a
memory: ten evenings of one's own outweigh it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from knowcafe.core.turnout.model import Model
from knowcafe.core.turnout.showing import Showing

ELSEWHERE = 0.3
"""Standard deviation on the logit between how people come to what they booked elsewhere and here.

There another button was pressed, and nobody was asked the day before. Evenings from elsewhere,
however many, never tell the rate here more closely than that: about seven percentage points.
"""

MOST_ALIKE = 10
"""As many people as sums over many evenings are worth, whatever their size.

Nobody knows which of them were kept at home by the same storm, or when it was.
"""

_ORDINARY_DAYS = 3.0


@dataclass(frozen=True, slots=True)
class Past:
    """One evening held elsewhere: `came` of the `said_yes` who would, so many weeks ago.

    `is_sum`: the counts are of many evenings, added up, and it is not known of which.
    """

    said_yes: int
    came: int
    weeks_ago: float = 0.0
    is_sum: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.came <= self.said_yes:
            raise ValueError(f"{self.came} of {self.said_yes} came")
        if not self.weeks_ago >= 0:
            raise ValueError(f"{self.weeks_ago} weeks ago")


def seeded(model: Model, evenings: Iterable[Past]) -> Model:
    """The model a chapter begins with, after evenings held elsewhere; in any order.

    Only the chapter's rate is learned: who was told when, who was a reserve and what people
    answered is unknown, so notice, reserves, answers, acceptance and walk-ins stay as they were.

    Each evening is one step of the dynamic logistic regression of `showing`, whose week's shock
    makes thirty people of one evening far fewer than thirty witnesses, and whose drift lets old
    evenings fade. They are evenings of a rate *elsewhere* = rate here + δ, δ ~ N(0, `ELSEWHERE`²);
    what is learned of the first is carried to the second by the regression between the two
    (Gaussian conditioning, as in a Rauch–Tung–Striebel smoother, 1965): with prior covariance P,
    P′ = P + δ² and posterior (m, S) elsewhere, G = P P′⁻¹, mean + G (m − mean) and
    P − G (P′ − S) Gᵀ. An evening to which nobody said yes says nothing.
    """
    past = sorted((e for e in evenings if e.said_yes), key=lambda e: (-e.weeks_ago, e.is_sum))
    if not past:
        return model
    before = model.showing
    wide = before.covariance.copy()
    wide[0, 0] += ELSEWHERE**2
    there = Showing(before.mean, wide, before.shock)
    for last, evening in zip([past[0], *past], past, strict=False):
        there = _after(there, evening, weeks=last.weeks_ago - evening.weeks_ago)
    there = there.after([], [], [], weeks=past[-1].weeks_ago)
    gain = before.covariance @ np.linalg.inv(wide)
    mean = before.mean + gain @ (there.mean - before.mean)
    covariance = before.covariance - gain @ (wide - there.covariance) @ gain.T
    return replace(model, showing=Showing(mean, (covariance + covariance.T) / 2, before.shock))


def _after(showing: Showing, evening: Past, *, weeks: float) -> Showing:
    said_yes, came = evening.said_yes, evening.came
    if evening.is_sum and said_yes > MOST_ALIKE:
        said_yes, came = MOST_ALIKE, round(MOST_ALIKE * came / said_yes)
    attended = [True] * came + [False] * (said_yes - came)
    days, reserves = [_ORDINARY_DAYS] * said_yes, [False] * said_yes
    return showing.after(days, reserves, attended, weeks=weeks)
