"""An hour as a bar of its parts, each as wide as its minutes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django import template
from django.utils.translation import gettext as _

from knowcafe.core.hour import Part
from knowcafe.phrases import listed

register = template.Library()

WIDE, GAP = 320, 2
LOOKS = {"tables": "at-tables", "turns": "at-tables", "silent": "alone", "steps": "promised"}
DOTS_MOST, DOT = 6, 7


@register.inclusion_tag("partials/hour_bar.html")
def hour_bar(parts: Iterable[Part]) -> dict[str, Any]:
    """People at tables are dots above their part: as many as sit together."""
    held = [part for part in parts for _time in range(part.usual_times)]
    total = sum(part.minutes for part in held) or 1
    edges = [0.0]
    for part in held:
        edges.append(edges[-1] + WIDE * part.minutes / total)
    bars = [
        _bar(part, left, right) for part, (left, right) in zip(held, pairwise(edges), strict=True)
    ]
    said = (_("%(what)s %(count)d minutes") % {"what": p.title, "count": p.minutes} for p in held)
    return {"bars": bars, "words": listed(said), "wide": WIDE}


def _bar(part: Part, left: float, right: float) -> dict[str, Any]:
    width, middle = right - left - GAP, (left + right) / 2
    fits = int(width // DOT)
    count = min(part.about or 0, DOTS_MOST, fits) if part.has_tables else 0
    first = middle - DOT * (count - 1) / 2
    return {
        "x": f"{left:.1f}",
        "width": f"{max(1.0, width):.1f}",
        "middle": f"{middle:.1f}",
        "look": LOOKS.get(part.kind, "together"),
        "label": part.minutes if width >= 16 else "",
        "dots": [f"{first + DOT * n:.1f}" for n in range(count)],
    }
