"""What is known of people: what they need and know, when they are free, what they were sent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from tests.journeys.year.expected import MOST
from tests.journeys.year.towns import A_WEEK, Table, Town, Week

Who = tuple[str, str]


@dataclass
class Need:
    topic: str
    asked: datetime
    closed: datetime | None = None


@dataclass
class Known:
    towns: tuple[Town, ...]
    tables: dict[int, Table] = field(default_factory=dict)
    unrequested: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    needs: dict[Who, list[Need]] = field(default_factory=lambda: defaultdict(list))
    offers: dict[Who, set[str]] = field(default_factory=dict)
    free: dict[Who, set[tuple[int, date]]] = field(default_factory=lambda: defaultdict(set))
    paused: dict[Who, date] = field(default_factory=dict)
    conflicted: set[str] = field(default_factory=set)
    said: set[tuple[str, str]] = field(default_factory=set)
    drafted: set[tuple[str, date]] = field(default_factory=set)
    planned: set[tuple[str, date]] = field(default_factory=set)

    def open_needs(self, town: Town, who: str) -> set[str]:
        return {need.topic for need in self.needs[town.slug, who] if not need.closed}

    def may_disturb(self, who: str, now: datetime) -> bool:
        return sum(at > now - A_WEEK for at in self.unrequested[who]) < MOST

    def is_resting(self, town: Town, who: str, now: datetime) -> bool:
        is_paused = town.today(now) < self.paused.get((town.slug, who), date.min)
        return is_paused or not self.may_disturb(who, now)

    def tables_of(self, week: Week) -> list[Table]:
        return [
            table
            for table in self.tables.values()
            if table.town is week.town and table.monday == week.monday
        ]

    def is_free(self, table: Table, who: str) -> bool:
        return (table.weekly.weekday, table.on) in self.free[table.town.slug, who]

    def place_at(self, table: Table, who: str) -> Table | None:
        """Where somebody has any place at the same time, this very café included."""
        for other in self.tables.values():
            is_then = other.begins < table.ends and table.begins < other.ends
            if is_then and who in {*other.held, *other.kept, *other.waiting}:
                return other
        return None

    def to_plan_for(self, week: Week, now: datetime) -> set[str]:
        """Whoever needs something, or knows something and is free in what is left of a week."""
        town = week.town
        ahead = [t for t in self.tables_of(week) if t.begins > now and not t.is_off]
        here = {who for table in ahead for who in table.here}
        needing = {who for slug, who in list(self.needs) if slug == town.slug}
        needing = {who for who in needing if self.open_needs(town, who)}
        known = {who for slug, who in self.offers if slug == town.slug}
        known = {who for who in known if any(self.is_free(table, who) for table in ahead)}
        return {w for w in needing | known if w in here or not self.is_resting(town, w, now)}
