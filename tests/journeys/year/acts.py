"""What people do in a year, through the real actions, and what the ledger makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from numpy.random import Generator

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.actions.fitting import put_on_list
from knowcafe.cafes.models import Cafe, Invitation
from knowcafe.cafes.queries import asked, helped
from knowcafe.core.calendar import Week as TheWeek
from knowcafe.members import actions as members
from knowcafe.members import queries as listed
from knowcafe.refused import Refused
from tests.journeys.year.known import Need
from tests.journeys.year.ledger import Ledger
from tests.journeys.year.people import TOPICS, Habits, Living
from tests.journeys.year.post import Note, Outbox, Written
from tests.journeys.year.towns import A_WEEK, Table, Week, Weekly

Notes = Iterator[Note]


@dataclass
class Acts:
    """Each act calls an action, then tells the ledger what must have been written for it."""

    ledger: Ledger
    outbox: Outbox
    lives: dict[str, Living]
    habits: Habits
    rng: Generator

    def chance(self, percent: int) -> bool:
        return bool(self.rng.integers(100) < percent)

    def _settle(self, now: datetime, notes: Callable[[list[Written]], Notes]) -> None:
        letters = self.outbox.new()
        self.ledger.settle(now, letters, list(notes(letters)))

    def _refused(self, what: str, now: datetime) -> None:
        self.ledger.fault("turned away", what, now)

    # Coming and going

    def come(self, table: Table, who: str, now: datetime, *, as_reserve: bool) -> None:
        """Somebody just comes; who finds the table full may wait."""
        if table.id not in self.ledger.tables or table.is_off or now >= table.begins:
            return
        if who in table.asked or self.ledger.place_at(table, who):
            return
        person, is_free = _person(who), table.free > 0
        try:
            cafes.just_come(
                _cafe(table),
                first_name=person.first_name,
                email=who,
                asked_with="",
                by=person,
                now=now,
                as_reserve=as_reserve,
            )
        except cafes.Full:
            if is_free or as_reserve:
                self._refused(f"{who} from {table}", now)
            return

        def notes(_letters: list[Written]) -> Notes:
            where = table.held if is_free else table.waiting
            where[who] = now
            self._forget_question(table, who)
            yield Note("seat" if is_free else "reserve", who, str(table.id))

        self._settle(now, notes)

    def _forget_question(self, table: Table, who: str) -> None:
        """Whoever comes back has not been asked yet whether they come."""
        self.ledger.told.pop(Note("question", who, str(table.id)), None)
        table.answered.discard(who)

    def release(self, table: Table, who: str, now: datetime) -> None:
        has_place = who in table.held or who in table.waiting
        if not has_place or table.is_off or now >= table.begins:
            return
        cafes.give_up(_cafe(table), _person(who), now=now)
        self._settle(now, lambda letters: self._left(table, who, now, letters))

    def _left(self, table: Table, who: str, now: datetime, letters: list[Written]) -> Notes:
        if table.waiting.pop(who, None) and who in table.called:
            yield Note("released", who, str(table.id))
        table.called.discard(who)
        if table.held.pop(who, None):
            yield Note("released", who, str(table.id))
            helps = who in table.asked and table.asked[who].as_helper
            table.helping.discard(who)
            yield from self.ledger.pass_on(table, who, helps, now, letters)

    def answer(self, table: Table, who: str, said: str, now: datetime) -> None:
        """To an invitation, in time or too late."""
        if table.is_off or now >= table.begins:
            return
        row = Invitation.objects.get(cafe=table.id, person__email=who)
        invited = asked.invited(asked.invitation_link(row).rstrip("/").rpartition("/")[2])
        assert invited
        until = table.town.today(now) + 3 * A_WEEK if said == "pause" else None
        fits = who in table.held or who in table.kept or table.free > 0
        try:
            cafes.answer_invitation(
                invited, answer=said, until=until, typed="", by=_person(who), now=now
            )
        except Refused:
            if said != "coming" or fits:
                self._refused(f"{who} who said {said} to {table}", now)
            elif not table.asked[who].keeps_seat:
                self.answer(table, who, "reserve", now)
            return
        table.asked[who].is_open = False
        if until:
            self.ledger.paused[table.town.slug, who] = until
        if said == "conflict":
            self.ledger.conflicted.add(who)
        if said == "reserve":
            self._settle(now, lambda _letters: self._will_wait(table, who, now))
        elif said == "coming":
            self._settle(now, lambda _letters: self._comes(table, who, now))
        else:
            self._settle(now, lambda letters: self._declines(table, who, now, letters))

    def _comes(self, table: Table, who: str, now: datetime) -> Notes:
        if who in table.held:
            return
        table.kept.pop(who, None)
        if table.waiting.pop(who, None) is None:
            self._forget_question(table, who)
        table.held[who] = now
        if table.asked[who].as_helper:
            table.helping.add(who)
        yield Note("seat", who, str(table.id))

    def _will_wait(self, table: Table, who: str, now: datetime) -> Notes:
        if who not in table.waiting:
            table.waiting[who] = now
            self._forget_question(table, who)
            yield Note("reserve", who, str(table.id))

    def _declines(self, table: Table, who: str, now: datetime, letters: list[Written]) -> Notes:
        if who in table.held or who in table.waiting:
            yield from self._left(table, who, now, letters)
        elif kept := table.kept.pop(who, None):
            yield Note("declined", who, str(table.id))
            yield from self.ledger.pass_on(table, who, kept.as_helper, now, letters)

    # Needs

    def need(self, living: Living, who: str, now: datetime) -> None:
        """Something to ask, and when one can come: a seat may fit at once."""
        town, ledger, person = living.town, self.ledger, _person(who)
        if len([n for n in ledger.needs[town.slug, who] if not n.closed]) > 2:
            return
        topic = str(self.rng.choice(TOPICS))
        dates = [
            (living.series[weekly.weekday], on)
            for weekly, on in town.days_ahead(now, days=42)
            if self.chance(75)
        ]
        put_on_list(
            living.chapter,
            text=f"Somebody to think along about {topic}",
            topic=topic,
            first_guess=topic,
            for_table="",
            is_urgent=self.chance(10),
            free=dates,
            asked_with=f"{who}{now:%d%m}",
            by=person,
            now=now,
        )
        ledger.needs[town.slug, who].append(Need(topic, now))
        ledger.free[town.slug, who] |= {(series.weekday, on) for series, on in dates}
        self._settle(now, lambda letters: self._seated(who, now, letters))

    def _seated(self, who: str, now: datetime, letters: list[Written]) -> Notes:
        """Which seat fits is the software's choice; it must have been free."""
        for letter in [one for one in letters if one.note.kind == "seat"][:1]:
            table = self.ledger.tables[int(letter.note.about)]
            if letter.note.to != who or table.free < 1 or self.ledger.place_at(table, who):
                self.ledger.fault("seated wrongly", letter.note, now)
            self._forget_question(table, who)
            table.held[who] = now
            yield letter.note

    def say_when(self, living: Living, who: str, now: datetime) -> None:
        member = listed.member_of(living.chapter, _person(who))
        assert member
        dates = [
            (living.series[weekly.weekday], on)
            for weekly, on in living.town.days_ahead(now, days=42)
            if self.chance(60)
        ]
        members.say_when(member, free=dates, by=member.person, now=now)
        self.ledger.free[living.town.slug, who] |= {(s.weekday, on) for s, on in dates}

    def say_it_helped(self, table: Table, who: str, now: datetime) -> None:
        """What was met is closed, and whoever came and knew about it hears so."""
        town, ledger = table.town, self.ledger
        link = helped.helped_link(_cafe(table), _person(who))
        thanked = helped.thanked(link.rstrip("/").rpartition("/")[2])
        assert thanked
        cafes.say_it_helped(
            thanked,
            tell=True,
            met=[need.pk for need in thanked.open_needs],
            typed="",
            by=thanked.person,
            now=now,
        )
        mine = [
            need
            for need in ledger.needs[town.slug, who]
            if need.asked < table.ends and (not need.closed or need.closed > table.begins)
        ]
        helpers: set[str] = set()
        for need in mine:
            knowing = {w for w in table.came if need.topic in ledger.offers.get((town.slug, w), ())}
            if knowing - {who}:
                helpers |= knowing - {who}
                need.closed = need.closed or now
        notes = [Note("helped", helper, f"{table.id}:{who}") for helper in helpers]
        self._settle(now, lambda _letters: iter(notes))

    # Hosts

    def plan(self, week: Week, now: datetime, *, publishes: bool) -> None:
        """A host drafts a week and publishes it, or forgets to."""
        town, ledger = week.town, self.ledger
        chapter, esi = self.lives[town.slug].chapter, _person(town.hosts[0])
        key = (town.slug, week.monday)
        try:
            plan = cafes.draft_plan(chapter, week=TheWeek.containing(week.monday), by=esi, now=now)
            ledger.drafted.add(key)
            if publishes:
                cafes.publish_plan(plan, by=esi, now=now)
                ledger.planned.add(key)
        except Refused:
            pass

        def notes(letters: list[Written]) -> Notes:
            for letter in letters:
                table = ledger.tables.get(int(letter.note.about))
                if table and letter.note.kind == "invitation" and table.monday == week.monday:
                    yield ledger.ask(table, letter)

        self._settle(now, notes)

    def note(self, table: Table, now: datetime) -> None:
        """Who came; now and then somebody did not, and somebody walked in."""
        cafe, esi = _cafe(table), _person(table.town.hosts[0])
        if table.is_off or not table.held or table.noted_at:
            return
        for who in table.held:
            if self.chance(8):
                cafes.note_attendance(cafe, _person(who).pk, state="missed", by=esi, now=now)
            else:
                table.came.add(who)
        cafes.note_everyone_came(cafe, by=esi, now=now)
        if self.chance(20):
            cafes.add_walk_in(cafe, first_name="Sunny", asked_with="", by=esi, now=now)
        table.noted_at = now
        self._settle(now, lambda _letters: iter(()))

    def call_off(self, table: Table, now: datetime) -> None:
        booked = table.held.keys() | table.kept.keys()
        asked = {who for who, said in table.asked.items() if said.is_open and now < said.until}
        waiting = (table.waiting.keys() | asked) - booked
        cafes.call_off(_cafe(table), by=_person(table.town.hosts[0]), now=now)
        table.is_off = True
        notes = [Note("called-off", who, str(table.id)) for who in booked]
        notes += [Note("not-held", who, str(table.id)) for who in waiting]
        for places in (table.held, table.kept, table.waiting):
            places.clear()
        self._settle(now, lambda _letters: iter(notes))

    def take_holiday(self, living: Living, on: date, now: datetime) -> None:
        """No cafés on this day; those that people count on are called off one by one."""
        esi = _person(living.town.hosts[0])
        cafes.take_holiday(living.chapter, on=on, by=esi, now=now)
        living.town.holidays.add(on)
        self._drop(living, lambda table: table.on == on)
        for table in [t for t in self.ledger.tables.values() if t.town is living.town]:
            if table.on == on and not table.is_off:
                self.call_off(table, now)

    def begin(self, living: Living, weekly: Weekly, now: datetime) -> None:
        """One more time a week."""
        by = _person(living.town.hosts[0])
        times = {"starts": weekly.starts, "minutes": weekly.minutes, "tables": weekly.tables}
        cafes.meet_weekly(living.chapter, by=by, now=now, weekday=weekly.weekday, **times)
        living.series[weekly.weekday] = living.chapter.series_set.get(weekday=weekly.weekday)
        living.town.weeklies += (weekly,)

    def pause(self, living: Living, weekday: int, last_on: date, now: datetime) -> None:
        """No cafés of a series after a day; those that people count on are held."""
        series, by = living.series[weekday], _person(living.town.hosts[0])
        cafes.stop_weekly(series, last_on=last_on, by=by, now=now)
        living.town.last_on[weekday] = last_on
        self._drop(living, lambda table: table.on > last_on and table.on.weekday() == weekday)

    def go_on(self, living: Living, weekday: int, now: datetime) -> None:
        by = _person(living.town.hosts[0])
        cafes.go_on_weekly(living.series[weekday], by=by, now=now)
        del living.town.last_on[weekday]

    def _drop(self, living: Living, is_over: Callable[[Table], bool]) -> None:
        """Those that nobody counts on are gone."""
        for table in [t for t in self.ledger.tables.values() if t.town is living.town]:
            counts = table.held or table.waiting or table.asked or table.is_off
            if is_over(table) and not counts:
                del self.ledger.tables[table.id]

    def move(self, table: Table, now: datetime) -> None:
        """Another room: whoever holds a seat gets a new letter."""
        cafe = _cafe(table)
        cafes.change_cafe(
            cafe,
            place="The room upstairs",
            access=cafe.access,
            link=cafe.link,
            is_place_public=cafe.is_place_public,
            has_open_door=cafe.has_open_door,
            read_first=cafe.read_first,
            question=cafe.question,
            by=_person(table.town.hosts[0]),
            now=now,
        )
        notes = [Note("seat", who, str(table.id)) for who in table.held]
        self._settle(now, lambda _letters: iter(notes))


def _cafe(table: Table) -> Cafe:
    return Cafe.objects.with_free().get(pk=table.id)


def _person(who: str) -> Person:
    return Person.objects.get(email=who)
