"""How many people will come: a distribution of heads, never a score about a person."""

from knowcafe.core.turnout.forecast import (
    RATE,
    WALK_INS,
    Forecast,
    forecast,
    full_chance,
    thin_chance,
)

__all__ = ["RATE", "WALK_INS", "Forecast", "forecast", "full_chance", "thin_chance"]
