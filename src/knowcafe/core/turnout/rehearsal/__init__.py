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
from knowcafe.core.turnout.rehearsal.playing import (
    FIGURES,
    LETTERS,
    Difference,
    Rehearsal,
    Year,
    compared,
    play,
    rehearse,
)
from knowcafe.core.turnout.rehearsal.pool import Pool, a_year, demand, habits_of, on_day
from knowcafe.core.turnout.rehearsal.terms import Terms
from knowcafe.core.turnout.rehearsal.world import YEAR, Habits, People, World, drawn, season

__all__ = [
    "FIGURES",
    "FIRST",
    "LETTERS",
    "SECOND",
    "YEAR",
    "Chapter",
    "DayBefore",
    "DaysAhead",
    "Diary",
    "Difference",
    "Habits",
    "Neighbour",
    "Now",
    "People",
    "Place",
    "Planner",
    "Policy",
    "Pool",
    "Rehearsal",
    "Terms",
    "World",
    "Year",
    "a_year",
    "compared",
    "demand",
    "drawn",
    "habits_of",
    "on_day",
    "planner",
    "play",
    "rehearse",
    "season",
]
