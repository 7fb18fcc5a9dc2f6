"""A composed week with the words around it: all that a page, a terminal or a file shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowcafe.core.matching import Plan, Problem
from knowcafe.core.topics import Guess
from knowcafe.core.turnout import Forecast

FLOOR = 5
"""Below so many heads a café looks thin, unless its chapter says otherwise."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as the host knows them; `role` is what they do, in their words (“accountant”)."""

    name: str
    role: str = ""
    professional: bool = False
    newcomer: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A need in its author's words; `guesses` is empty where the file named the topic."""

    person: str
    text: str
    topic: str
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """An opening as people see it; times are aware and in the chapter's own zone.

    `table` tells it from others at the same time and place (“table 2”).
    """

    starts: datetime
    ends: datetime
    place: str = ""
    access: str = ""
    link: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything said about a plan, by the identifiers of its problem.

    `topics` maps topic ids to labels, `forecasts` the openings that are told of to their expected
    heads: those somebody sits in, and others only if they have one. `held` are the (person,
    opening) pairs that nobody planned: they sit there already. `notes` say what of the files was
    not used. With fewer heads than `floor` a café is thin.
    """

    title: str
    seed: int
    problem: Problem
    plan: Plan
    people: dict[str, Who]
    needs: dict[str, Asked]
    openings: dict[str, Where]
    topics: dict[str, str]
    forecasts: dict[str, Forecast]
    held: frozenset[tuple[str, str]] = frozenset()
    notes: tuple[str, ...] = ()
    floor: int = FLOOR
