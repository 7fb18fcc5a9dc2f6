"""Reading plans: which revision counts, who sits where in it, and what it is worth now."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import F, QuerySet
from django.utils.translation import ngettext

from knowcafe import phrases
from knowcafe.cafes.models import Cafe, Placement, Plan, Wish
from knowcafe.cafes.queries.ahead import Ahead, Pair, ahead, digest
from knowcafe.chapters.models import Chapter
from knowcafe.core import matching
from knowcafe.core.calendar import WallClock, Week
from knowcafe.core.matching import (
    BadProblem,
    Bound,
    Problem,
    Rule,
    Seat,
    Violation,
    violations,
)
from knowcafe.core.matching.explain import explained

NUDGED = timedelta(days=3)
"""So long before its first café hosts hear that a week has no plan…"""

NINE = time(9)
"""…on the chapter's clock."""

_SOON = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A revision as it stands on the rows of this moment.

    `is_current` is False when needs, seats or dates have changed since: then what it was proven
    to reach says nothing any more.
    """

    row: Plan
    ahead: Ahead
    problem: Problem
    plan: matching.Plan
    pins: frozenset[Pair]
    bans: frozenset[Pair]
    is_current: bool


def plans(chapter: Chapter) -> QuerySet[Plan]:
    """Every revision of a chapter's plans."""
    return Plan.objects.filter(chapter=chapter).select_related("chapter", "follows")


def current_plan(chapter: Chapter, week: Week) -> Plan | None:
    """The published plan of a week, else the newest revision that was not undone."""
    standing = plans(chapter).filter(week_of=week.monday, undone_at=None)
    return standing.order_by(F("published_at").desc(nulls_last=True), "-pk").first()


def unplanned_weeks(now: datetime) -> list[Cafe]:
    """The first café still to come of every chapter's week that has no published plan, from
    nine in the morning three days before it.
    """
    soon = Cafe.objects.upcoming(now).filter(starts_at__lt=now + _SOON).exclude(published_at=None)
    first: dict[tuple[int, date], Cafe] = {}
    for cafe in soon.select_related("chapter"):
        first.setdefault((cafe.chapter_id, Week.containing(cafe.on).monday), cafe)
    published = set(
        Plan.objects.exclude(published_at=None)
        .filter(chapter__in={chapter for chapter, _monday in first})
        .values_list("chapter_id", "week_of")
    )
    return [
        cafe
        for key, cafe in first.items()
        if key not in published and now >= WallClock(cafe.on - NUDGED, NINE, cafe.chapter.zone).utc
    ]


def week_of(plan: Plan) -> Week:
    return Week.containing(plan.week_of)


def drafted(plan: Plan, *, now: datetime, around: Ahead | None = None) -> Drafted:
    """Read a plan against the rows as they are now."""
    around = around or ahead(plan.chapter, week_of(plan), now=now)
    pins, bans = wishes_of(plan, around)
    problem = wishing(around.problem, pins=pins, bans=bans)
    of = digest(around.problem)
    bound = Bound(*(plan.bound[name] for name in ("urgent", "worst", "needs")))
    return Drafted(
        row=plan,
        ahead=around,
        problem=problem,
        plan=_explained(_Seated(of, pins, bans, seats_of(plan, around, pins), bound, problem)),
        pins=pins,
        bans=bans,
        is_current=plan.bound["of"] == of,
    )


@dataclass(frozen=True, slots=True)
class _Seated:
    """Seats in a problem. The first three say which problem, so only they are compared."""

    of: str
    pins: frozenset[Pair]
    bans: frozenset[Pair]
    seats: tuple[Seat, ...]
    bound: Bound
    problem: Problem = field(compare=False)


@lru_cache(maxsize=8)
def _explained(said: _Seated) -> matching.Plan:
    """A draft is looked at often before the next change."""
    return explained(said.problem, said.seats, said.bound)


def seats_of(plan: Plan, around: Ahead, pins: frozenset[Pair]) -> tuple[Seat, ...]:
    """Who sits where: as it was drafted, and whoever has come to a seat without it.

    Somebody who has taken a seat of their own this week leaves the one the draft had for them,
    unless a host has put them there; whoever is no longer to be asked leaves too.
    """
    people = {person.id for person in around.problem.people}
    seated = {person for person, _cafe in around.held}
    placed = _pairs(Placement.objects.filter(plan=plan).values_list("person_id", "cafe_id"))
    stays = {
        (person, cafe)
        for person, cafe in placed
        if person in people and cafe in around.cafes
        if person not in seated or (person, cafe) in pins
    }
    return tuple(sorted(Seat(*pair) for pair in stays | around.held))


def wishes_of(plan: Plan, around: Ahead) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """What hosts have fixed, as far as it still speaks of people and tables that are there."""
    people = {person.id for person in around.problem.people}
    rows = Wish.objects.filter(plan=plan).values_list("person_id", "cafe_id", "is_ban")
    known = [
        ((str(person), str(cafe)), is_ban)
        for person, cafe, is_ban in rows
        if str(person) in people and str(cafe) in around.cafes
    ]
    pins = frozenset(pair for pair, is_ban in known if not is_ban)
    bans = frozenset(pair for pair, is_ban in known if is_ban)
    return pins - around.held, bans - around.held


def wishing(problem: Problem, *, pins: Iterable[Pair], bans: Iterable[Pair]) -> Problem:
    """The problem with these wishes, less those that what has happened since rules out."""
    pinned, banned = sorted(pins), sorted(bans)
    with suppress(BadProblem):
        return problem.wishing(pins=pinned, forbidden=banned)
    problem = problem.wishing(forbidden=banned)
    for pin in pinned:
        with suppress(BadProblem):
            problem = problem.wishing(pins=[pin])
    return problem


def _pairs(rows: Iterable[tuple[int, int]]) -> set[Pair]:
    return {(str(person), str(cafe)) for person, cafe in rows}


def broken_by_now(drafted: Drafted) -> list[str]:
    """What has happened since that a plan can no longer be held so; empty where all is well."""
    judged = {Rule.ACCOUNT.value, Rule.BOUND.value}
    broken = [v for v in violations(drafted.problem, drafted.plan) if v.rule not in judged]
    return [*_gone(drafted), *told_violations(drafted.ahead, broken)]


def _gone(drafted: Drafted) -> list[str]:
    """Tables it had people at which are off, or have begun: those people would not be asked."""
    gone = sum(str(cafe) not in drafted.ahead.cafes for cafe in drafted.row.bound.get("tables", ()))
    if not gone:
        return []
    told = ngettext(
        "A table of this draft has begun or is no longer held.",
        "%(gone)d tables of this draft have begun or are no longer held.",
        gone,
    )
    return [told % {"gone": gone}]


def told_violations(around: Ahead, broken: Iterable[Violation]) -> list[str]:
    """The first of them in words."""
    cast = phrases.Cast({person: who.name for person, who in around.people.items()})
    days = {cafe: phrases.day(row.starts) for cafe, row in around.cafes.items()}
    return [phrases.violation(one, cast, days) for one in list(broken)[:3]]
