"""The hour on one sheet of paper: times, prompts, and who sits where in each round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe import phrases
from knowcafe.core.hour import Part, State
from knowcafe.floor.models import Hour
from knowcafe.floor.queries.people import people_named, told_apart
from knowcafe.floor.queries.running import parts_of, state_of
from knowcafe.phrases import floor as words

DENSE = 20
"""With more people than this the lines are set closer."""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """When it is due on the wall, how long it takes, and what to say."""

    at: str
    minutes: int
    title: str
    prompt: str
    cues: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """A line: a first name, and a table for each round; empty where none is planned."""

    name: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet. `blank` lines are for those who walk in."""

    place: str
    question: str
    parts: tuple[PaperPart, ...]
    rounds: tuple[str, ...]
    people: tuple[PaperPerson, ...]
    blank: range
    norms: tuple[str, ...]
    is_dense: bool


def paper(hour: Hour) -> Paper:
    """As things stand; it is for those who run the hour, so names are names."""
    state, parts = state_of(hour), parts_of(hour)
    held = [n for n, _part in enumerate(parts) if n not in state.skipped]
    rounds = [n for n in held if parts[n].has_tables and not _goes_on(parts, n)]
    people = told_apart(people_named(hour.cafe, state))
    gone = {who for who, person in state.people.items() if not person["here"]}
    return Paper(
        place=hour.cafe.place,
        question=hour.question,
        parts=_parts(hour, state, parts, held),
        rounds=tuple(words.round_of(n) for n in range(1, len(rounds) + 1)),
        people=tuple(
            PaperPerson(name, tuple(_table(hour, state, n, who) for n in rounds))
            for who, name in sorted(people.items(), key=lambda row: row[1].casefold())
            if who not in gone
        ),
        blank=range(2 if len(people) <= DENSE else 1),
        norms=words.norms(),
        is_dense=len(people) > DENSE,
    )


def _goes_on(parts: Sequence[Part], n: int) -> bool:
    """In turns nobody changes tables: one column for all of them."""
    return n > 0 and parts[n].kind == "turns" == parts[n - 1].kind


def _parts(
    hour: Hour, state: State, parts: Sequence[Part], held: Sequence[int]
) -> tuple[PaperPart, ...]:
    at, lines = _begins(hour, state), []
    for n in held:
        part = parts[n]
        title = words.repeated(part.title, part.number, part.of) if part.number else part.title
        lines.append(PaperPart(phrases.clock(at), part.minutes, title, part.prompt, part.cues))
        at += timedelta(minutes=part.minutes + state.extra.get(n, 0))
    return tuple(lines)


def _begins(hour: Hour, state: State) -> datetime:
    begun = hour.begun_at if state.begun is not None else None
    return hour.cafe.chapter.on_the_wall(begun or hour.cafe.starts_at)


def _table(hour: Hour, state: State, n: int, who: str) -> str:
    tables = state.tables.get(n) or hour.plan.get(str(n)) or []
    return next((str(number) for number, table in enumerate(tables, 1) if who in table), "")
