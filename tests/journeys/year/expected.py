"""Which letters leave by the clock: kind → how often its job looks, from when, until when, to whom.

A further kind of letter is one more row here. A row is looked at whenever the timetable runs: who
is due then and was not told before must get the letter within its job's turn, everybody else none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tests.journeys.year.towns import A_DAY, A_WEEK, QuarterAhead, Table, Week

if TYPE_CHECKING:
    from tests.journeys.year.ledger import Ledger

UNREQUESTED = {"invitation", "expired", "quarter", "quarter-again"}
"""Letters that nobody asked for: two in any seven days, all kinds together."""

MOST = 2


@dataclass(frozen=True)
class Row:
    kind: str
    every: timedelta
    since: Callable[[Any], datetime]
    until: Callable[[Any], datetime]
    who: Callable[[Ledger, Any, datetime], Iterable[str]]
    is_calm: bool = True  # nothing else leaves around then, so it is looked at a turn before, too


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


def day_before(table: Table, clock: time) -> datetime:
    return table.town.at(table.on - A_DAY, clock)


def morning_after(table: Table) -> datetime:
    return table.town.at(table.on + A_DAY, time(8))


def when_thanked(table: Table) -> datetime:
    noted = table.noted_at or table.ends + A_WEEK
    return max(morning_after(table), noted + minutes(30))


def who_came(_ledger: Ledger, table: Table, _now: datetime) -> Iterable[str]:
    return () if table.is_thanked else table.came


def hosts_not_heard_of(_ledger: Ledger, table: Table, _now: datetime) -> Iterable[str]:
    return table.town.hosts if table.held and not table.noted_at else ()


def silent(_ledger: Ledger, table: Table, now: datetime) -> Iterable[str]:
    """Everybody with a place who has not said anything, nor booked in the last twelve hours; and
    nobody at night.
    """
    if not time(8) <= table.town.wall(now) < time(21):
        return []
    booked = {**table.waiting, **table.held}
    return [
        who
        for who, at in booked.items()
        if at <= now - timedelta(hours=12) and who not in table.answered
    ]


TABLES = (
    Row(
        "brief",
        minutes(10),
        lambda table: table.town.at(table.on - 2 * A_DAY, table.weekly.starts),
        lambda table: table.begins,
        lambda _ledger, table, _now: table.helping & table.held.keys(),
    ),
    Row(
        "question",
        minutes(5),
        lambda table: day_before(table, time(9)),
        lambda table: table.begins - timedelta(hours=4),
        silent,
        is_calm=False,
    ),
    Row(
        "no-seat",
        minutes(1),
        lambda table: table.reserves_told,
        lambda table: table.begins,
        lambda _ledger, table, _now: [
            who
            for who, at in table.waiting.items()
            if at < table.reserves_told and who not in table.called
        ],
        is_calm=False,
    ),
    Row(
        "who-came",
        minutes(5),
        morning_after,
        lambda table: table.ends + 2 * A_DAY,
        hosts_not_heard_of,
    ),
    Row("thanks", minutes(5), when_thanked, lambda table: table.ends + A_WEEK, who_came),
)


def first_ahead(ledger: Ledger, week: Week, now: datetime) -> Table | None:
    """The week's next café that anybody can see."""
    ahead = [t for t in ledger.tables_of(week) if t.begins > now and not t.is_off]
    seen = [t for t in ahead if t.number == 1 or t.asked]
    return min(seen, key=lambda table: table.begins, default=None)


def hosts_to_nudge(ledger: Ledger, week: Week, now: datetime) -> Iterable[str]:
    """Three days before the first café, at nine; where there is a draft or enough to plan."""
    first = first_ahead(ledger, week, now)
    if not first or (week.town.slug, week.monday) in ledger.planned:
        return ()
    if now < first.town.at(first.on - 3 * A_DAY, time(9)):
        return ()
    is_drafted = (week.town.slug, week.monday) in ledger.drafted
    return week.town.hosts if is_drafted or len(ledger.to_plan_for(week, now)) >= 12 else ()


WEEKS = (
    Row(
        "nudge",
        minutes(30),
        lambda week: week.town.at(week.monday - 3 * A_DAY, time(9)),
        lambda week: week.town.at(week.monday + A_WEEK, time(0)),
        hosts_to_nudge,
    ),
)


def knowing(ledger: Ledger, quarter: QuarterAhead, now: datetime) -> Iterable[str]:
    """Everybody with know-how who has not said yet, has not paused, and may be disturbed."""
    town = quarter.town
    return [
        who
        for (slug, who) in ledger.offers
        if slug == town.slug
        and (quarter.name, who) not in ledger.said
        and ledger.paused.get((slug, who), quarter.monday) <= quarter.monday
        and ledger.may_disturb(who, now)
    ]


def quarter_at(days: int) -> Callable[[QuarterAhead], datetime]:
    return lambda quarter: quarter.town.at(quarter.monday - days * A_DAY, time(0))


FIVE_DAYS, SIX_WEEKS = 5 * A_DAY, 6 * A_WEEK


def wave_begins(table: Table) -> datetime:
    return table.town.at(table.on - FIVE_DAYS, time(10))


def filling_begins(table: Table) -> datetime:
    """The afternoon before: from then on what is missing is asked for."""
    return day_before(table, time(17))


def answer_until(table: Table, step: str, now: datetime) -> datetime:
    """Of an invitation that keeps no seat."""
    if now < filling_begins(table):
        return min(table.kept_until(now), filling_begins(table))
    return min(by_day(table, now + timedelta(hours=4)), table.last_call)


def by_day(table: Table, until: datetime) -> datetime:
    """Nobody has to answer between ten in the evening and eight in the morning."""
    clock = table.town.wall(until)
    if time(8) <= clock <= time(22):
        return until
    day = table.town.today(until)
    return table.town.at(day + A_DAY if clock > time(22) else day, time(10))


QUARTERS = (
    Row("quarter", timedelta(hours=1), quarter_at(14), quarter_at(4), knowing),
    Row("quarter-again", timedelta(hours=1), quarter_at(4), quarter_at(0), knowing),
)


def useful_until(kind: str, about: Any, written: datetime, ledger: Ledger) -> datetime:
    """After this a letter would only puzzle."""
    if kind in ("thanks", "who-came", "helped"):
        return written + 3 * A_DAY
    if kind.startswith("quarter"):
        return written + A_WEEK
    if kind == "nudge":
        first = first_ahead(ledger, about, written)
        return first.begins if first else written
    if kind == "thin":
        return about.begins - timedelta(hours=4)
    if kind == "question":
        return about.begins - timedelta(hours=3)
    return about.begins
