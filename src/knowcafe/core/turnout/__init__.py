"""How many people will come: a distribution of heads, never a score about a person."""

from knowcafe.core.turnout.asking import (
    DIAL,
    SEAT,
    Aim,
    Decision,
    Table,
    allowance,
    how_many,
    together,
)
from knowcafe.core.turnout.calibration import Calibration, calibration
from knowcafe.core.turnout.controls import Control, Moment, controls
from knowcafe.core.turnout.deciding import First, Last, Rule, day_before, five_days_ahead
from knowcafe.core.turnout.forecast import (
    RATE,
    WALK_INS,
    Forecast,
    expected,
    forecast,
    full_chance,
    thin_chance,
)
from knowcafe.core.turnout.heads import Ask, Guest, Heads, heads
from knowcafe.core.turnout.kept import model_of, plain
from knowcafe.core.turnout.model import COSTS, Answer, Evening, Kind, Model, Seen, learned
from knowcafe.core.turnout.rates import Answers, Count, History, Share
from knowcafe.core.turnout.seeding import Past, seeded
from knowcafe.core.turnout.showing import Showing

__all__ = [
    "COSTS",
    "DIAL",
    "RATE",
    "SEAT",
    "WALK_INS",
    "Aim",
    "Answer",
    "Answers",
    "Ask",
    "Calibration",
    "Control",
    "Count",
    "Decision",
    "Evening",
    "First",
    "Forecast",
    "Guest",
    "Heads",
    "History",
    "Kind",
    "Last",
    "Model",
    "Moment",
    "Past",
    "Rule",
    "Seen",
    "Share",
    "Showing",
    "Table",
    "allowance",
    "calibration",
    "controls",
    "day_before",
    "expected",
    "five_days_ahead",
    "forecast",
    "full_chance",
    "heads",
    "how_many",
    "learned",
    "model_of",
    "plain",
    "seeded",
    "thin_chance",
    "together",
]
