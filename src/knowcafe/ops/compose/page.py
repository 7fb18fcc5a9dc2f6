"""The week as one page: a single file without scripts or references, to print or to mail."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from knowcafe import __version__
from knowcafe.core.turnout import Model
from knowcafe.phrases.figures import turn_out
from knowcafe.phrases.week import pictures
from knowcafe.phrases.week.composed import FLOOR, Composed
from knowcafe.phrases.week.told import tell


def page(composed: Composed) -> str:
    """The page of a composed week. It may load nothing and run nothing; its own policy says so."""
    told = tell(composed)
    heading, _comma, dates = told.title.partition(", ")
    return render_to_string(
        "host/plan.html",
        {
            "told": told,
            "heading": heading,
            "dates": dates,
            "week": pictures.week(told.cafes),
            "cafes": [(cafe, pictures.heads(cafe)) for cafe in told.cafes],
            "floor": FLOOR,
            "turn_out": turn_out(Model().showing.rate, 0),
            "language": get_language() or "en-gb",
            "direction": "rtl" if get_language_bidi() else "ltr",
            "policy": f"default-src 'none'; style-src 'sha256-{_digest('host/plan.css')}'",
            "version": __version__,
        },
    )


def _digest(stylesheet: str) -> str:
    return b64encode(sha256(render_to_string(stylesheet).encode()).digest()).decode()
