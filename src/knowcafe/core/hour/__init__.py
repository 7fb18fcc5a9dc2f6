"""The hour: templates fitted to the people and minutes there are, and taps folded to a state."""

from knowcafe.core.hour.data import (
    BadTemplate,
    from_data,
    parts_from,
    script,
    templates,
    to_data,
)
from knowcafe.core.hour.fitting import fit, refit, seatings, table_size
from knowcafe.core.hour.folding import fold
from knowcafe.core.hour.patching import patched
from knowcafe.core.hour.state import State, next_part, remaining
from knowcafe.core.hour.taps import BadTap, Tap, tap_from
from knowcafe.core.hour.template import Cue, Part, Template, shortest, suggested

__all__ = [
    "BadTap",
    "BadTemplate",
    "Cue",
    "Part",
    "State",
    "Tap",
    "Template",
    "fit",
    "fold",
    "from_data",
    "next_part",
    "parts_from",
    "patched",
    "refit",
    "remaining",
    "script",
    "seatings",
    "shortest",
    "suggested",
    "table_size",
    "tap_from",
    "templates",
    "to_data",
]
