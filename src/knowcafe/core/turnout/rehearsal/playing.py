"""The same year under two rules, many times over, and which differences are more than luck."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowcafe.core.turnout.rehearsal.evenings import Chapter
from knowcafe.core.turnout.rehearsal.planning import planner
from knowcafe.core.turnout.rehearsal.pool import WARM_UP, Pool, a_year, on_day
from knowcafe.core.turnout.rehearsal.terms import Terms
from knowcafe.core.turnout.rehearsal.world import YEAR, World, season

_STUDENT = (31.8, 6.96, 4.54, 3.75, 3.36, 3.14, 3.0, 2.9, 2.82, 2.76)
"""Student's t with 1, 2… degrees of freedom which luck exceeds 2 times in 100, either way."""

SMALL = 0.05
"""What is not worth telling: one week in twenty years, one letter in twenty weeks."""

WEEKS = ("even", "thin", "over", "empty")
LETTERS = {
    "questions": ("questions",),
    "invitations": ("invitations", "invitations_ahead"),
    "short_notice": ("short_notice",),
    "offers": ("offers", "moves_offered"),
    "reserves": ("called_up", "stood_down"),
}
"""What is written to people, by what the evenings count."""

FIGURES = (*WEEKS, "ordinary", "heads", "came", "waited", "letters", *LETTERS)
"""`WEEKS` of 52; the share of even ones where the season is not quiet; heads a
week, people who came in the year, weeks waited for a seat; letters a week, all and by kind."""


@dataclass(frozen=True, slots=True)
class Year:
    """52 evenings: heads at each, and the figures by name."""

    heads: tuple[int, ...]
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure today, changed, and the mean of their differences with its standard error.

    `error` is None where fewer than two years were played. A difference of more than `times` of it
    is one; luck alone makes one in fifty. The fewer years the more it takes (Student 1908).
    """

    today: float
    changed: float
    by: float
    error: float | None
    times: float = 2.5

    @property
    def is_seen(self) -> bool:
        """Whether it is more than luck, as far as these years can tell, and than nothing."""
        return self.error is not None and abs(self.by) > max(self.times * self.error, SMALL)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of all years: how often so many heads came, and the figures side by side."""

    years: int
    today: tuple[float, ...]
    changed: tuple[float, ...]
    figures: Mapping[str, Difference]


def play(world: World, terms: Terms, pool: Pool) -> Year:
    """One year on these terms, decided by the product's own policy."""
    chapter = Chapter(on_day(world, pool, terms.weekday), planner(terms, pool.model), terms)
    chapter.live(range(WARM_UP))
    before, waited = Counter(chapter.diary.counts), len(chapter.diary.waits)
    chapter.live(range(WARM_UP, world.weeks))
    diary = chapter.diary
    heads = diary.heads[WARM_UP:]
    even = [
        bool(terms.tables(tables).even(count)[count])
        for count, tables in zip(heads, diary.tables[WARM_UP:], strict=True)
    ]
    waits = [weeks for _, weeks in diary.waits[waited:]]
    written = {
        kind: sum(diary.counts[name] - before[name] for name in names) / YEAR
        for kind, names in LETTERS.items()
    }
    thin = sum(count < terms.floor for count in heads)
    usual = season(YEAR, world.first + WARM_UP) >= 1
    figures = {
        "even": sum(even),
        "ordinary": float(np.mean(np.array(even)[usual])),
        "thin": thin,
        "over": YEAR - sum(even) - thin,
        "empty": heads.count(0),
        "heads": sum(heads) / YEAR,
        "came": sum(heads),
        "waited": sum(waits) / len(waits) if waits else 0.0,
        "letters": sum(written.values()),
    }
    return Year(tuple(heads), figures | written)


def rehearse(
    pool: Pool, today: Terms, changed: Terms, *, years: int, rng: np.random.Generator
) -> Iterator[tuple[Year, Year]]:
    """Year after year, each under both rules. More years begin with the same ones."""
    for own in rng.spawn(years):
        world = a_year(pool, own)
        before = play(world, today, pool)
        yield before, before if changed == today else play(world, changed, pool)


def compared(pairs: Sequence[tuple[Year, Year]]) -> Rehearsal:
    """All years side by side. Raises ValueError for none."""
    if not pairs:
        raise ValueError("no year was played")
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    return Rehearsal(
        years=len(pairs),
        today=_shares(before),
        changed=_shares(after),
        figures={name: _difference(name, pairs) for name in FIGURES},
    )


def _shares(years: Sequence[Year]) -> tuple[float, ...]:
    heads = np.bincount([count for year in years for count in year.heads])
    return tuple(float(share) for share in heads / heads.sum())


def _difference(name: str, pairs: Sequence[tuple[Year, Year]]) -> Difference:
    before = np.array([year.figures[name] for year, _ in pairs])
    after = np.array([year.figures[name] for _, year in pairs])
    by = after - before
    many = len(pairs)
    error = float(by.std(ddof=1)) / math.sqrt(many) if many > 1 else None
    return Difference(
        float(before.mean()), float(after.mean()), float(by.mean()), error, student(many - 1)
    )


def student(freedom: int) -> float:
    """How many standard errors luck exceeds 2 times in 100; beyond ten degrees to 1 part in 100."""
    return _STUDENT[max(0, freedom - 1)] if freedom <= len(_STUDENT) else 2.33 + 4.2 / freedom
