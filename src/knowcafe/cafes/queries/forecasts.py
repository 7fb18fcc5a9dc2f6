"""What was foreseen of a chapter's past cafés beside what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe import phrases
from knowcafe.cafes.models import Attendance, Cafe, Step
from knowcafe.cafes.queries.evenings import DECIDED
from knowcafe.chapters.models import Chapter
from knowcafe.core.turnout import Calibration, calibration, expected
from knowcafe.phrases import turnout as words

SHOWN_FOR = timedelta(weeks=26)

ENOUGH = 8
"""With fewer cafés noted it is too early to say how good the forecasts are."""

NEAR = 1
"""So many heads off is still near."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A past café: what was foreseen last, and how many came; None where nobody noted it."""

    id: int
    day: str
    words: str
    likely: int
    low: int
    high: int
    came: int | None

    @property
    def held(self) -> bool:
        """Whether as many came as the range said."""
        return self.came is not None and self.low <= self.came <= self.high

    @property
    def is_near(self) -> bool:
        return self.came is not None and abs(self.came - self.likely) <= NEAR


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The last months, the latest first. `said` is empty while it is too early to say."""

    cafes: tuple[Foretold, ...]
    noted: int
    missing: int
    said: tuple[str, ...]
    enough: int = ENOUGH


def forecasts(chapter: Chapter, *, now: datetime) -> Forecasts:
    """In three queries."""
    over = Cafe.objects.filter(chapter=chapter, ends_at__lte=now, ends_at__gt=now - SHOWN_FOR)
    rows = over.filter(called_off_at=None).exclude(published_at=None).order_by("-starts_at", "pk")
    cafes = list(rows.select_related("chapter"))
    foreseen = _foreseen(cafes)
    came = _came(cafes)
    told = [cafe for cafe in cafes if cafe.pk in foreseen]
    found = tuple(_foretold(cafe, foreseen[cafe.pk], came.get(cafe.pk)) for cafe in told)
    noted = sum(one.came is not None for one in found)
    right = calibration(
        [foreseen[cafe.pk] for cafe in told],
        [came.get(cafe.pk) for cafe in told],
        floor=chapter.floor,
        seats=chapter.table_size,
    )
    return Forecasts(found, noted, len(found) - noted, _said(found, noted, right))


def _foreseen(cafes: Sequence[Cafe]) -> dict[int, list[float]]:
    """The last forecast before each began."""
    rows = Step.objects.filter(cafe__in=cafes, name__in=DECIDED).exclude(chances=[])
    latest = sorted(rows, key=lambda step: -DECIDED.index(Step.Name(step.name)))
    return {step.cafe_id: step.chances for step in latest}


def _came(cafes: Sequence[Cafe]) -> dict[int, int]:
    """Heads, walk-ins included, where somebody noted who came."""
    found = {cafe.pk: 0 for cafe in cafes if cafe.noted_at}
    rows = Attendance.objects.filter(cafe__in=list(found), state=Attendance.State.CAME)
    for cafe in rows.values_list("cafe_id", flat=True):
        found[cafe] += 1
    return found


def _foretold(cafe: Cafe, chances: Sequence[float], came: int | None) -> Foretold:
    likely = expected(chances)
    return Foretold(
        id=cafe.pk,
        day=phrases.shortly(cafe.starts),
        words=words.likely(likely),
        likely=likely.likely,
        low=likely.low,
        high=likely.high,
        came=came,
    )


def _said(cafes: Sequence[Foretold], noted: int, right: Calibration | None) -> tuple[str, ...]:
    if right is None or noted < ENOUGH:
        return ()
    near, held = sum(one.is_near for one in cafes), sum(one.held for one in cafes)
    return words.how_right(near=near, held=held, cafes=noted, bias=right.bias)
