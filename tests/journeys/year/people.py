"""Who lives through the year, where, and what they usually do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Series
from knowcafe.core.calendar import Quarter
from knowcafe.members import actions as members
from tests.journeys.year.ledger import Ledger
from tests.journeys.year.towns import (
    LONDON_SUNDAY,
    NEW_YORK_MONDAY,
    QuarterAhead,
    Town,
)

ROLES = {
    "Chidi": ("lawyer", ("contracts-nda", "trademarks")),
    "Dana": ("accountant", ("vat", "bookkeeping")),
    "Bilal": ("salesman", ("pricing", "leads")),
    "Ruth": ("accountant", ("vat", "contracts-nda")),
}
TOPICS = ("pricing", "vat", "contracts-nda", "leads", "hiring-training")


@dataclass(frozen=True)
class Habits:
    """How often people do what, of a hundred."""

    asks: int = 15
    silent: int = 22
    coming: int = 58
    conflict: int = 3
    pause: int = 4
    releases: int = 15
    plans: int = 82
    notes: int = 75
    notes_late: int = 12
    helped: int = 30
    come_a_cafe: int = 2


@dataclass
class Living:
    """A chapter's rows, for acting on."""

    town: Town
    chapter: Chapter
    founders: list[str]
    helpers: list[str]
    guests: list[str]
    series: dict[int, Series] = field(default_factory=dict)


def address(name: str) -> str:
    return f"{name.lower()}@example.org"


def london() -> Town:
    weeklies = (LONDON_SUNDAY,)
    hosts = [address("Esi"), address("Farid")]
    return Town("london", "London", "Europe/London", 5, weeklies, hosts)


def new_york() -> Town:
    hosts = [address("Esi")]
    return Town("new-york", "New York", "America/New_York", 3, (NEW_YORK_MONDAY,), hosts)


LIVING = {
    "london": (
        ("Amara", "Grace", "Ife", "Jo", "Kemi", "Lou", "Mo", "Nia", "Ola", "Pia"),
        ("Chidi", "Dana", "Bilal"),
        ("Sam", "Tariq", "Uma"),
    ),
    "new-york": (
        ("Amara", "Grace", "Val", "Wes", "Yaw"),
        ("Ruth", "Bilal"),
        ("Zoe", "Ada"),
    ),
}


def settle_in(town: Town, ledger: Ledger, now: datetime) -> Living:
    """A chapter is opened, with people who know something and have said when they can come."""
    esi, *others = (_person(host, now) for host in town.hosts)
    chapter = chapters.open_chapter(
        town.name, host=esi, zone=town.zone, place="A library", table_size=town.seats, now=now
    )
    for other in others:
        chapters.add_host(chapter, first_name="", email=other.email, by=esi, now=now)
    Chapter.objects.filter(pk=chapter.pk).update(floor=2)
    chapter.refresh_from_db()
    founders, helpers, guests = (list(map(address, names)) for names in LIVING[town.slug])
    living = Living(town, chapter, founders, helpers, guests)
    for weekly in town.weeklies:
        living.series[weekly.weekday] = chapters.meet_weekly(
            chapter,
            weekday=weekly.weekday,
            starts=weekly.starts,
            minutes=weekly.minutes,
            tables=weekly.tables,
            by=esi,
            now=now,
        )
    for who in (*founders, *guests):
        chapters.join(chapter, person=_person(who, now), now=now)
    for who in helpers:
        _person(who, now)
        first = QuarterAhead(town, now.year, 1)
        give(living, who, first, ledger, now)
    cafes.open_ahead(now=now)
    return living


def _person(who: str, now: datetime) -> Person:
    name = who.partition("@")[0].title()
    person = accounts.ensure_person(who, first_name=name, now=now)
    accounts.vouch_for(person, now=now)
    return person


def give(living: Living, who: str, quarter: QuarterAhead, ledger: Ledger, now: datetime) -> None:
    """Somebody says what they know and on which days of a quarter they can come: on all."""
    town, person = living.town, Person.objects.get(email=who)
    role, topics = ROLES[person.first_name]
    theirs = Quarter(quarter.year, quarter.number)
    last = theirs.weeks[-1].days[-1]
    dates = [
        (living.series[weekly.weekday], on)
        for weekly, on in town.days_ahead(now, days=130)
        if quarter.monday <= on <= last
    ]
    members.give_quarter(
        living.chapter,
        depths=dict.fromkeys(topics, 2),
        role=role,
        may_show_name=True,
        languages=(),
        quarter=theirs,
        cap=10,
        free=dates,
        by=person,
        now=now,
    )
    ledger.offers[town.slug, who] = set(topics)
    ledger.said.add((quarter.name, who))
    ledger.free[town.slug, who] |= {(series.weekday, on) for series, on in dates}
