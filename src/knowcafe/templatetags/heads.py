"""How many heads, as a picture small enough for a card: bars, their labels and a table.

Too few, even and too many are told apart by shape and by words, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from knowcafe.core.turnout import expected
from knowcafe.phrases import figures
from knowcafe.phrases.turnout import percent

register = template.Library()

WIDE, HIGH, ABOVE, GAP, LABEL = 320.0, 78.0, 22.0, 3.0, 54.0
MARGIN, LAST_LINE = 22.0, 70.0
LEAST_BEYOND, MOST_BEYOND, TAIL = 2, 6, 0.03
"""Counts above a full table that are drawn: at least, at most, and until so little lies further.
What lies further is added to the last."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One count of heads: its bar, and what the table says."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    kind: str
    label: str
    share: str


@dataclass(frozen=True, slots=True)
class Zone:
    """The counts that are too few, even or too many: a line below them, and how likely they are."""

    x1: float
    x2: float
    middle: float
    kind: str
    share: str
    words: str


@register.inclusion_tag("partials/heads.html")
def heads_picture(
    chances: Sequence[float], floor: int = 5, seats: int = 10, top: float | None = None
) -> dict[str, object]:
    """What is expected of one café: `chances[k]` is P(k heads). Nothing is drawn of none.

    Pictures beside one another share a scale where they are given the same `top`, the tallest bar.
    """
    if not chances:
        return {}
    words = figures.heads(expected(chances))
    likely = _("%(count)d likely") % {"count": _most(chances)}
    return _drawn(chances, floor, seats, top) | {
        "title": words,
        "likely": likely,
        "heading": _("How likely"),
    }


@register.inclusion_tag("partials/heads.html")
def heads_counted(
    shares: Sequence[float], floor: int = 5, seats: int = 10, top: float | None = None
) -> dict[str, object]:
    """What many cafés came to: `shares[k]` is the share of weeks with k heads."""
    if not shares:
        return {}
    most = {"count": _most(shares)}
    return _drawn(shares, floor, seats, top) | {
        "title": _("Heads a week, %(count)d most often") % most,
        "likely": _("%(count)d most often") % most,
        "heading": _("Share of weeks"),
    }


@register.inclusion_tag("partials/year.html")
def year_picture(heads: Sequence[int], floor: int = 5, seats: int = 10) -> dict[str, object]:
    """A bar for every week of a year, with lines at the floor and at the seats."""
    if not heads:
        return {}
    step = (WIDE - MARGIN) / len(heads)
    scale = (LAST_LINE - 4) / max(*heads, seats + 2)
    bars = [_week(n, count, step, scale, floor, seats) for n, count in enumerate(heads)]
    kinds = [bar.kind for bar in bars]
    quarter = range(0, len(heads), 13)
    return {
        "title": _("Heads in each of %(count)d weeks") % {"count": len(heads)},
        "words": _year_in_words(kinds.count("even"), kinds.count("thin"), kinds.count("over")),
        "bars": bars,
        "lines": [(round(LAST_LINE - count * scale), count) for count in (floor, seats)],
        "weeks": [
            (
                round(min(MARGIN + (n + 0.5) * step, WIDE - MARGIN - 4), 1),
                _("week %(number)d") % {"number": n + 1},
            )
            for n in (3, len(heads) // 2, len(heads) - 4)
            if 0 <= n < len(heads)
        ],
        "quarters": [
            (f"{n + 1}–{min(n + 13, len(heads))}", ", ".join(map(str, heads[n : n + 13])))
            for n in quarter
        ],
    }


def _week(count_of: int, count: int, step: float, scale: float, floor: int, seats: int) -> Bar:
    x, tall = MARGIN + count_of * step + 0.6, round(count * scale, 1)
    width = round(step - 1.2, 1)
    kind = "thin" if count < floor else "even" if count <= seats else "over"
    middle, y = round(x + width / 2, 1), round(LAST_LINE - tall, 1)
    return Bar(round(x, 1), y, width, tall, middle, kind, str(count), "")


def _year_in_words(even: int, thin: int, over: int) -> str:
    return _("%(even)d weeks even, %(thin)d with too few, %(over)d with too many") % {
        "even": even,
        "thin": thin,
        "over": over,
    }


def _most(shares: Sequence[float]) -> int:
    return max(range(len(shares)), key=lambda count: shares[count])


def _drawn(shares: Sequence[float], floor: int, seats: int, top: float | None) -> dict[str, object]:
    last = seats + LEAST_BEYOND
    while last < seats + MOST_BEYOND and sum(shares[last:]) > TAIL:
        last += 1
    shown = [shares[k] if k < len(shares) else 0.0 for k in range(last)]
    shown.append(sum(shares[last:]))
    step = WIDE / (last + 1)
    scale = HIGH / max(top or 0.0, *shown, 1e-9)
    bars = [_bar(k, share, step, scale, floor, seats, last) for k, share in enumerate(shown)]
    tallest = bars[min(_most(shares), last)]
    return {
        "wide": WIDE,
        "base": ABOVE + HIGH,
        "bars": bars,
        "zones": _zones(shown, step, floor, seats),
        "likely_x": min(max(tallest.middle, LABEL), WIDE - LABEL),
        "likely_y": round(tallest.y - 6, 1),
    }


def _bar(
    count: int, share: float, step: float, scale: float, floor: int, seats: int, last: int
) -> Bar:
    tall = round(share * scale, 1)
    x, width = round(count * step + GAP / 2, 1), round(step - GAP, 1)
    label = _("%(count)d+") % {"count": count} if count == last else str(count)
    kind = "thin" if count < floor else "even" if count <= seats else "over"
    return Bar(
        *(x, round(ABOVE + HIGH - tall, 1), width, tall, round(x + width / 2, 1)),
        *(kind, label, percent(share)),
    )


def _zones(shown: Sequence[float], step: float, floor: int, seats: int) -> list[Zone]:
    ends = {
        "thin": (0, floor, _("fewer than %(count)d") % {"count": floor}),
        "even": (floor, seats + 1, _("%(low)d to %(high)d") % {"low": floor, "high": seats}),
        "over": (seats + 1, len(shown), _("more than %(count)d") % {"count": seats}),
    }
    return [
        Zone(
            round(first * step + GAP / 2, 1),
            round(last * step - GAP / 2, 1),
            round((first + last) * step / 2, 1),
            kind,
            percent(sum(shown[first:last])),
            words,
        )
        for kind, (first, last, words) in ends.items()
        if first < last
    ]
