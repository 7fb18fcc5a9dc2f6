"""A year played on the stage: made-up people, the product's own decisions, what comes of them."""

from knowcafe.core.turnout.rehearsal.evenings import FIRST, SECOND, Chapter
from knowcafe.core.turnout.rehearsal.moments import (
    DayBefore,
    DaysAhead,
    Diary,
    Neighbour,
    Place,
    Policy,
)
from knowcafe.core.turnout.rehearsal.planning import Now, Planner, planner
from knowcafe.core.turnout.rehearsal.terms import Terms
from knowcafe.core.turnout.rehearsal.world import Habits, People, World, drawn, season

__all__ = [
    "FIRST",
    "SECOND",
    "Chapter",
    "DayBefore",
    "DaysAhead",
    "Diary",
    "Habits",
    "Neighbour",
    "Now",
    "People",
    "Place",
    "Planner",
    "Policy",
    "Terms",
    "World",
    "drawn",
    "planner",
    "season",
]
