"""A year goes by: people act at their hours, the timetable runs at its moments."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from numpy.random import Generator

from knowcafe.cafes.models import Cafe, Seat
from knowcafe.outbox import actions as outbox
from knowcafe.outbox.transports import Letter
from tests.journeys.year import expected
from tests.journeys.year.acts import Acts
from tests.journeys.year.ledger import Ledger
from tests.journeys.year.people import Habits, Living, give, london, new_york, settle_in
from tests.journeys.year.post import Box, Outbox
from tests.journeys.year.towns import (
    A_DAY,
    A_WEEK,
    LONDON_THURSDAY,
    QuarterAhead,
    Table,
    Town,
    Week,
)
from tests.journeys.year.workers import Troubles, Wall, Workers

HOURS = (time(8, 20, 30), time(17, 20, 30))
"""When people are at their mail, in UTC; the timetable runs half a minute later."""

BEATS = (time(3),)
"""When the timetable runs every other day even if nothing is expected of it."""

MINUTE = timedelta(minutes=1)
Stop = tuple[datetime, datetime]


class Life:
    """Two chapters from a Monday on."""

    def __init__(
        self,
        begins: datetime,
        rng: Generator,
        *,
        stops: Sequence[Stop] = (),
        habits: Habits | None = None,
    ) -> None:
        self.begins, self._rng, self._stops = begins, rng, stops
        self.clock = Wall(begins)
        self.ledger = Ledger((london(), new_york()))
        lives = [settle_in(town, self.ledger, begins) for town in self.ledger.towns]
        while outbox.deliver(transport=Box(self.clock, []), clock=self.clock).sent:
            pass
        self.workers, self._outbox = Workers(self.clock, rng), Outbox()
        self._outbox.new()
        self.acts = Acts(
            self.ledger,
            self._outbox,
            {one.town.slug: one for one in lives},
            habits or Habits(),
            rng,
        )
        self._heap: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._runs: set[datetime] = set()
        self._read = self._number = 0
        self.rounds = 0
        self.look_at_cafes(begins)

    # The order of things

    def at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self._number += 1
        heapq.heappush(self._heap, (moment, self._number, act))

    def hour(self, after: datetime, later: int = 0) -> datetime:
        """One of the next hours at which people are at their mail."""
        day, found = after.date(), 0
        while True:
            for clock in HOURS:
                at = datetime.combine(day, clock, UTC)
                if at > after and (found := found + 1) > later:
                    return at
            day += A_DAY

    def soon(self, after: datetime, most: int) -> datetime:
        return self.hour(after, int(self._rng.integers(0, most)))

    def live(self, weeks: int) -> None:
        troubles = Troubles()
        log = logging.getLogger("knowcafe.timetable")
        log.addHandler(troubles)
        try:
            for week in range(weeks):
                self._begin_week(self.begins + week * A_WEEK)
                self._live_until(self.begins + (week + 1) * A_WEEK)
        finally:
            log.removeHandler(troubles)
        self.ledger.faults += [("trouble", said) for said in troubles.said]

    def _live_until(self, end: datetime) -> None:
        while self._heap and self._heap[0][0] < end:
            at, _number, act = heapq.heappop(self._heap)
            self.clock.at = at
            act(at)
            self._look_forward(at)

    def _look_forward(self, at: datetime) -> None:
        """Rounds of the timetable when the ledger expects something, on whole minutes."""
        moments, self.ledger.moments = self.ledger.moments, set()
        for moment in moments:
            whole = moment.replace(second=0, microsecond=0)
            self._run_at(whole if whole == moment else whole + MINUTE, after=at)
        if at.second:
            self._run_at(at + timedelta(seconds=30), after=at)

    def _run_at(self, moment: datetime, *, after: datetime) -> None:
        if moment > after and moment not in self._runs:
            self._runs.add(moment)
            self.at(moment, self._round)

    # The timetable

    def _round(self, now: datetime) -> None:
        self._runs.discard(now)
        if any(since <= now < until for since, until in self._stops):
            return
        self.rounds += 1
        self.workers.run()
        self.ledger.run(now, self._outbox.new())
        for letter, at in self.workers.taken[self._read :]:
            self.ledger.leave(self._outbox.ids[letter.key], letter.to, at)
        self.ledger.nothing_waits(now, self._outbox.held(list(self.ledger.waiting)))
        taken = self.workers.taken[self._read :]
        self._read += len(taken)
        for letter, at in taken:
            self._receive(letter, at)
        for table in list(self.ledger.tables.values()):
            if table.begins == now:
                self.arrive(table, now)
        if now.time() in BEATS:
            self.look_at_cafes(now)

    def arrive(self, table: Table, now: datetime) -> None:
        """Everybody with a seat finds one, and there are no more than the table has."""
        rows = Seat.objects.filter(cafe=table.id).values_list("person__email", "kept_for", "number")
        seats = list(rows)
        if sorted(who for who, _kept, _n in seats if who) != sorted(table.held):
            self.ledger.fault("seats", f"{seats} at {table}, not {sorted(table.held)}", now)
        if any(kept for _who, kept, _n in seats):
            self.ledger.fault("seats", f"kept at {table} though it begins", now)
        size = 0 if table.is_off else table.town.seats
        if sorted(n for _who, _kept, n in seats) not in ([*range(1, size + 1)], []):
            self.ledger.fault("seats", f"{len(seats)} at {table}", now)

    def look_at_cafes(self, now: datetime) -> None:
        """Three weeks of cafés, each at its time on the wall, none on holidays."""
        rows = Cafe.objects.filter(starts_at__gt=now).values_list(
            "pk", "chapter__slug", "on", "table", "starts_at", "ends_at"
        )
        found = {(slug, on, table): (pk, *times) for pk, slug, on, table, *times in rows}
        ahead = [
            Table(0, town, weekly, on, number)
            for town in self.ledger.towns
            for weekly, on in town.days_ahead(now, days=22)
            for number in range(1, weekly.tables + 1)
        ]
        for table in ahead:
            pk, *times = found.pop((table.town.slug, table.on, table.number), (0,))
            if times != [table.begins, table.ends]:
                self.ledger.fault("schedule", f"{table} at {times or 'no time'}", now)
            if pk and pk not in self.ledger.tables:
                self.ledger.tables[pk] = replace(table, id=pk)
                self._table_opened(table)
        for key, (pk, *_times) in found.items():
            if pk not in self.ledger.tables:
                self.ledger.fault("schedule", f"a café too many: {key}", now)

    def _table_opened(self, table: Table) -> None:
        filling, morning = expected.filling_begins(table), table.town.at(table.on, time(9))
        moments = (filling, min(morning, table.last_call), table.last_call, table.begins)
        self.ledger.moments |= set(moments)

    # People

    def _begin_week(self, monday: datetime) -> None:
        for day in (0, 2, 4):
            for clock in BEATS:
                moment = datetime.combine(monday.date() + day * A_DAY, clock, UTC)
                self._run_at(moment, after=monday - MINUTE)
        for living in self.acts.lives.values():
            self._will_ask(living, monday)
            self._will_plan(living.town, monday)
            self._will_come(living, monday)
        for table in [t for t in self.ledger.tables.values() if t.begins > monday]:
            if table.begins < monday + A_WEEK:
                self._will_be_noted(table)

    def _will_ask(self, living: Living, monday: datetime) -> None:
        acts = self.acts
        for who in living.founders:
            if acts.chance(acts.habits.asks):
                self.at(self.soon(monday, 14), partial(acts.need, living, who))
            if acts.chance(15):
                self.at(self.hour(monday), partial(acts.say_when, living, who))

    def _will_plan(self, town: Town, monday: datetime) -> None:
        """London on Monday, for that week; New York on Thursday, for the next. Some forget."""
        publishes = self.acts.chance(self.acts.habits.plans)
        if publishes or self.acts.chance(50):
            days, weeks = (0, 0) if town.slug == "london" else (3, 1)
            week = Week(town, monday.date() + weeks * A_WEEK)
            plan = partial(self.acts.plan, week, publishes=publishes)
            self.at(self.hour(monday + days * A_DAY), plan)

    def _will_come(self, living: Living, monday: datetime) -> None:
        people = living.guests + living.founders
        for table in self._open_doors(living.town, monday):
            for _one in range(int(self._rng.integers(0, self.acts.habits.come_a_cafe + 1))):
                waits = self.acts.chance(60)
                come = partial(self.acts.come, table, str(self._rng.choice(people)))
                self.at(self.soon(monday, 13), partial(come, as_reserve=waits))

    def _open_doors(self, town: Town, monday: datetime) -> list[Table]:
        return [
            table
            for table in self.ledger.tables.values()
            if table.town is town and table.number == 1
            if monday < table.begins < monday + A_WEEK + A_DAY
        ]

    def _will_be_noted(self, table: Table) -> None:
        acts, habits = self.acts, self.acts.habits
        if acts.chance(habits.notes):
            self.at(self.hour(table.ends), lambda now: acts.note(table, now))
        elif acts.chance(habits.notes_late):
            next_day = datetime.combine(table.on + A_DAY, time(15), UTC)
            self.at(self.hour(next_day), lambda now: acts.note(table, now))

    def _receive(self, letter: Letter, at: datetime) -> None:
        """Somebody reads their mail, and does something about it or does not."""
        kind, about, *_rest = letter.key.split(":")
        acts, habits, who = self.acts, self.acts.habits, letter.to
        table = self.ledger.tables.get(int(about))
        if kind == "invitation" and table and who in table.asked:
            drawn = int(self._rng.integers(100))
            said = "coming" if drawn < habits.coming else "cannot"
            if drawn >= 100 - habits.silent:
                return
            if table.asked[who].as_helper and acts.chance(habits.conflict):
                said = "conflict"
            elif acts.chance(habits.pause):
                said = "pause"
            self.at(self.soon(at, 5), lambda now: acts.answer(table, who, said, now))
        elif kind in ("seat", "reserve") and table and acts.chance(habits.releases):
            self.at(self.soon(at, 6), lambda now: acts.release(table, who, now))
        elif kind == "thanks" and table and acts.chance(habits.helped):
            self.at(self.soon(at, 4), lambda now: acts.say_it_helped(table, who, now))
        elif kind.startswith("quarter") and acts.chance(50):
            slug = self._outbox.slug_of(letter)
            self.at(self.soon(at, 6), partial(self._give, slug, who))

    def _give(self, slug: str, who: str, now: datetime) -> None:
        living = self.acts.lives[slug]
        quarter = QuarterAhead.after(living.town, now)
        if now < living.town.at(quarter.monday, time(0)):
            give(living, who, quarter, self.ledger, now)


def year(rng: Generator, stops: Sequence[Stop]) -> Life:
    """Fifty-two weeks of 2027 with what happens in them once."""
    life = Life(datetime(2027, 1, 4, tzinfo=UTC), rng, stops=stops)
    acts, lives = life.acts, life.acts.lives

    def on_day(day: date, act: Callable[[datetime], None]) -> None:
        life.at(life.hour(datetime.combine(day, time(), UTC)), act)

    def the(slug: str, on: date, number: int = 1) -> Table:
        found = (t for t in life.ledger.tables.values() if t.town.slug == slug and t.on == on)
        return next(table for table in found if table.number == number)

    def just_come(slug: str, on: date, after: datetime) -> None:
        """Letters about a café that has begun when the timetable is back are not to leave."""
        for who in lives[slug].guests:
            come = partial(acts.come, who=who, as_reserve=True)
            life.at(life.hour(after), lambda now, come=come: come(the(slug, on), now=now))

    def opened(act: Callable[[datetime], None]) -> Callable[[datetime], None]:
        return lambda now: (act(now), life.look_at_cafes(now))[1]

    london, new_york = lives["london"], lives["new-york"]
    # Holidays known long before, and one when people count on that day already.
    on_day(date(2027, 3, 1), lambda now: acts.take_holiday(london, date(2027, 5, 23), now))
    on_day(date(2027, 8, 27), lambda now: acts.take_holiday(london, date(2027, 8, 29), now))
    on_day(date(2027, 10, 1), lambda now: acts.take_holiday(new_york, date(2027, 12, 27), now))
    # New York has a summer pause; London meets on Thursdays as well for a while.
    on_day(date(2027, 7, 15), lambda now: acts.pause(new_york, 0, date(2027, 8, 2), now))
    on_day(date(2027, 8, 25), opened(lambda now: acts.go_on(new_york, 0, now)))
    on_day(date(2027, 6, 1), opened(lambda now: acts.begin(london, LONDON_THURSDAY, now)))
    on_day(date(2027, 7, 1), lambda now: acts.pause(london, 3, date(2027, 7, 22), now))
    on_day(date(2027, 4, 17), lambda now: acts.call_off(the("london", date(2027, 4, 18)), now))
    on_day(date(2027, 9, 20), lambda now: acts.call_off(the("new-york", date(2027, 9, 20)), now))
    on_day(date(2027, 6, 9), lambda now: acts.move(the("london", date(2027, 6, 10)), now))
    just_come("london", date(2027, 3, 28), datetime(2027, 3, 27, 16, tzinfo=UTC))
    just_come("london", date(2027, 7, 15), datetime(2027, 7, 15, 6, tzinfo=UTC))
    return life
