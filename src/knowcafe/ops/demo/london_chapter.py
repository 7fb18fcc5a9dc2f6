"""London and its people, and a chapter in Accra which only its members see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import TypeVar

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.core.exchange import PersonRow, Rows, read_needs, read_people
from knowcafe.members import actions as members
from knowcafe.members import queries
from knowcafe.ops.compose.week import Inputs
from knowcafe.ops.demo.story import ZONE, Story
from knowcafe.ops.importing.run import take_over

T = TypeVar("T")
_LONDON = files("knowcafe.ops.demo") / "london"
SERIES = ((1, time(18, 30), 90, 2), (2, time(12, 30), 60, 1), (3, time(18, 30), 90, 2))
SATURDAY = (5, time(10, 30), 90, 1)
SHY = {"Winifred Osei", "Sinéad Byrne", "Omar Farouk"}
"""Professionals whose names are not told."""


@dataclass(frozen=True, slots=True)
class London:
    """The chapter, who hosts it, and the rows of its people."""

    chapter: Chapter
    esi: Person
    people: tuple[PersonRow, ...]


def open_london(story: Story) -> London:
    """Some weeks ago, with four cafés a week."""
    begun = story.drafted_at - timedelta(weeks=story.weeks_before + 2)
    esi = _person("Esi", begun)
    chapter = chapters.open_chapter(
        "London",
        host=esi,
        zone=ZONE,
        place="Larder House, 14 Acre Lane, Brixton",
        access="Step-free, hearing loop. Brixton station, 4 minutes. Nothing to buy.",
        now=begun,
    )
    for weekday, starts, minutes, tables in (*SERIES, SATURDAY):
        chapters.meet_weekly(
            chapter, weekday=weekday, starts=starts, minutes=minutes, tables=tables, by=esi,
            now=begun,
        )  # fmt: skip
    return London(chapter, esi, inputs().people.rows)


def bring_people(london: London, story: Story) -> None:
    """What they need, know and have said about this quarter, as a host's files have it."""
    now = story.drafted_at - timedelta(hours=1)
    take_over(inputs(), london.chapter, by=london.esi, now=now)
    for row in london.people:
        if row.professional and row.name not in SHY:
            _show_name(london.chapter, row, now)


def open_accra(now: datetime) -> None:
    """A closed chapter: nobody else knows that it is there."""
    akosua = _person("Akosua", now)
    accra = chapters.open_chapter(
        "Accra",
        host=akosua,
        zone="Africa/Accra",
        place="A home in Osu",
        table_size=8,
        is_open=False,
        now=now,
    )
    for name in ("Kojo", "Efua", "Yaw", "Adwoa"):
        chapters.join(accra, person=_person(name, now), now=now)
    chapters.meet_weekly(accra, weekday=5, starts=time(16), minutes=120, by=akosua, now=now)
    cafes.open_ahead(now=now)


def inputs() -> Inputs:
    """The example files and some more, so that the week is a lively one."""
    people, needs = _both("people", read_people), _both("needs", read_needs)
    return Inputs(people, needs, Rows("slots.csv"))


def _both(name: str, read: Callable[[bytes, str], Rows[T]]) -> Rows[T]:
    first, more = ((_LONDON / f"{which}{name}.csv").read_bytes() for which in ("", "more-"))
    return read(first + more.partition(b"\n")[2], f"{name}.csv")


def _person(name: str, now: datetime) -> Person:
    person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=now)
    accounts.vouch_for(person, now=now)
    return person


def _show_name(chapter: Chapter, row: PersonRow, now: datetime) -> None:
    member = queries.member_of(chapter, accounts.ensure_person(row.email, first_name="", now=now))
    if member:
        members.describe(
            member, role=row.role, is_professional=True, may_show_name=True,
            languages=row.languages, by=member.person, now=now,
        )  # fmt: skip
