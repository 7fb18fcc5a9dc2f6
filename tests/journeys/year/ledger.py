"""What must have been written, left and come, worked out from what people did: never from rows.

Two things are taken from the software, since they are its choice: whom it asks to a café, and
which seat it finds for a need. That it was allowed to is checked; all that follows is worked out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.journeys.year import expected
from tests.journeys.year.expected import MOST, UNREQUESTED, Row
from tests.journeys.year.known import Known
from tests.journeys.year.post import Note, Written
from tests.journeys.year.towns import A_DAY, A_WEEK, Asked, QuarterAhead, Table, Week

A_MOMENT = timedelta(minutes=1)


@dataclass
class Ledger(Known):
    """Faults are (what, where and when); a year without any is what is asked for."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    told: Counter[Note] = field(default_factory=Counter)
    received: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[int, Written] = field(default_factory=dict)
    pending: dict[Note, datetime] = field(default_factory=dict)
    moments: set[datetime] = field(default_factory=set)
    held_back: Counter[str] = field(default_factory=Counter)

    def fault(self, what: str, where: object, now: datetime) -> None:
        self.faults.append((what, f"{now:%Y-%m-%d %H:%M:%S} {where}"))

    # A step: something was done, or the timetable ran, and letters were written

    def settle(self, now: datetime, letters: Iterable[Written], due: Iterable[Note]) -> None:
        """Exactly these letters must have been written now."""
        left = Counter(due)
        for letter in letters:
            if left[letter.note]:
                left[letter.note] -= 1
            else:
                again = self.told[letter.note]
                self.fault("doubled" if again else "unexpected", letter.note, now)
            self._write_down(letter)
        for note in left.elements():
            self.fault("missed", note, now)

    def _write_down(self, letter: Written) -> None:
        note = letter.note
        self.told[note] += 1
        self.waiting[letter.id] = letter
        if letter.is_unrequested != (note.kind in UNREQUESTED):
            self.fault("not said to be stoppable, or said", note, letter.at)
        if letter.is_unrequested:
            self.unrequested[note.to].append(letter.at)
        useful = self._useful_until(letter)
        if letter.good_until != useful:
            self.fault("useful", f"{note} until {letter.good_until}, not {useful}", letter.at)

    def _useful_until(self, letter: Written) -> datetime:
        note, about = letter.note, self.about(letter.note)
        if note.kind == "invitation":
            asked = about.asked.get(note.to)
            return asked.until if asked else letter.good_until
        return expected.useful_until(note.kind, about, letter.at, self)

    def about(self, note: Note) -> Any:
        if note.kind.startswith(("quarter", "helped")):
            return None
        if note.kind == "nudge":
            slug, week = note.about.split(":")
            year, number = week.split("-W")
            town = next(town for town in self.towns if town.slug == slug)
            return Week(town, date.fromisocalendar(int(year), int(number), 1))
        return self.tables[int(note.about)]

    # The timetable

    def run(self, now: datetime, letters: list[Written]) -> None:
        """The timetable has run: seats that ran out have gone on, and who was due is told."""
        due = list(self._expire(now, letters))
        due += self._chosen(now, letters, Counter(due))
        rows = dict(self._rows(now))
        for letter in letters:
            if letter.note not in due and (letter.note in rows or self._is_due(letter)):
                due.append(letter.note)
        self.settle(now, letters, due)
        self._wait_for(dict(self._rows(now)), now)
        for note in due:
            if note.kind == "thanks":
                self.tables[int(note.about)].is_thanked = True

    def _wait_for(self, rows: dict[Note, Row], now: datetime) -> None:
        """Who was due for longer than a turn of the job has been missed."""
        self.pending = {note: self.pending.get(note, now) for note in rows}
        for note, first in self.pending.items():
            if now - first > rows[note].every:
                self.fault("missed", note, now)
                self.told[note] += 1
            else:
                self.moments.add(first + rows[note].every + timedelta(minutes=1))

    def _is_due(self, letter: Written) -> bool:
        """At the very moment at which the other worker wrote it."""
        return any(note == letter.note for note, _row in self._rows(letter.at))

    def _rows(self, now: datetime) -> Iterator[tuple[Note, Row]]:
        for about, name, row in self._live(now):
            since = row.since(about)
            if now < since:
                if since - now < A_DAY:
                    self.moments |= {since - row.every, since} if row.is_calm else {since}
                continue
            if now < row.until(about):
                for who in row.who(self, about, now):
                    note = Note(row.kind, who, name)
                    if not self.told[note]:
                        yield note, row

    def _live(self, now: datetime) -> Iterator[tuple[Any, str, Row]]:
        for table in self.tables.values():
            if not table.is_off and now - 8 * A_DAY < table.ends and table.begins < now + A_WEEK:
                yield from ((table, str(table.id), row) for row in expected.TABLES)
        for town in self.towns:
            today = town.today(now)
            monday = today - today.weekday() * A_DAY
            for week in (Week(town, monday), Week(town, monday + A_WEEK)):
                yield from ((week, week.name, row) for row in expected.WEEKS)
            quarter = QuarterAhead.after(town, now)
            yield from ((quarter, quarter.name, row) for row in expected.QUARTERS)

    # Letters out of the house

    def leave(self, letter: int, to: str, at: datetime) -> None:
        written = self.waiting.pop(letter, None)
        if not written:
            self.fault("doubled", f"letter {letter} to {to} left twice", at)
            return
        note = written.note
        if at > written.good_until:
            self.fault("stale", note, at)
        table = self.about(note)
        if (
            isinstance(table, Table)
            and table.is_off
            and note.kind not in ("called-off", "not-held")
        ):
            self.fault("about a café called off", note, at)
        if note.kind == "invitation" and to in table.asked:
            table.asked[to].has_left = True
        if note.kind in UNREQUESTED:
            self.unrequested[to].remove(written.at)
            self.unrequested[to].append(at)
            lately = [before for before in self.received[to] if before > at - A_WEEK + A_MOMENT]
            self.received[to] = [*lately, at]
            if len(lately) >= MOST:
                self.fault("too many", note, at)

    def nothing_waits(self, now: datetime, held: set[int]) -> None:
        """After a round what has not left is too late to be of use, and is held."""
        for pk, letter in list(self.waiting.items()):
            if pk not in held:
                self.fault("late", letter.note, now)
            elif letter.good_until >= now:
                self.fault("held back", letter.note, now)
            self.held_back[letter.note.kind] += 1
            del self.waiting[pk]

    # Seats

    def _expire(self, now: datetime, letters: list[Written]) -> Iterator[Note]:
        reached = max([now, *(letter.at for letter in letters)])  # by the later of two timetables
        over = [
            (asked.until, asked.letter, table, who)
            for table in self.tables.values()
            for who, asked in table.kept.items()
            if asked.until <= reached
        ]
        for _until, _letter, table, who in sorted(over, key=lambda one: one[:2]):
            asked = table.kept.pop(who)
            asked.is_open = False
            yield from self.pass_on(table, who, asked.as_helper, now, letters)
            note = Note("expired", who, str(table.id))
            at = next((letter.at for letter in letters if letter.note == note), now)
            if now < table.begins and asked.has_left and self.may_disturb(who, at):
                yield note

    def pass_on(
        self, table: Table, leaver: str, was_helper: bool, now: datetime, letters: list[Written]
    ) -> Iterator[Note]:
        """The published rule for a seat that came free. Whom it asks is the software's choice."""
        if now >= table.begins:
            return
        before = set(table.asked)
        next_ = [
            letter
            for letter in letters
            if letter.note.kind == "invitation" and letter.note.about == str(table.id)
            if letter.note.to not in before and not letter.step
        ]
        helper = next((one for one in next_ if one.as_helper), None) if was_helper else None
        other = next((one for one in next_ if not one.as_helper), None)
        if helper:
            yield self.ask(table, helper)
        elif table.waiting:
            who = next(iter(table.waiting))
            table.held[who] = table.waiting.pop(who)
            yield Note("seat", who, str(table.id))
        elif other:
            yield self.ask(table, other)
        elif passed_over := self._surely_next(table, now):
            self.fault("missed", f"nobody asked to {table}, though {passed_over} wait", now)
        yield from self._without_help(table, leaver)

    def ask(self, table: Table, letter: Written) -> Note:
        """Somebody is asked: they may be, and a seat is kept for them from now on."""
        who, now = letter.note.to, letter.at
        hindrances = {
            "asked before": who in table.asked,
            "sits there": who in table.here,
            "no seat free": table.free < 1,
            "rests": self.is_resting(table.town, who, now),
            "is not free": not self.is_free(table, who),
            "too near": now + timedelta(hours=1) > table.last_call,
            "called off": table.is_off,
            "a holiday": table.on in table.town.holidays and not (table.asked or table.held),
        }
        for why in (why for why, is_so in hindrances.items() if is_so):
            self.fault("asked wrongly", f"{who} to {table}: {why}", now)
        until = table.kept_until(now)
        table.asked[who] = table.kept[who] = Asked(letter.id, until, now, letter.as_helper)
        self.moments.add(until)
        return letter.note

    # What the software chooses: it is only looked at whether it might

    def _chosen(self, now: datetime, letters: list[Written], due: Counter[Note]) -> Iterator[Note]:
        """Invitations that keep no seat, and reserves who are told to come."""
        for letter in letters:
            note = letter.note
            if due[note]:
                due[note] -= 1
            elif note.kind == "invitation" and letter.step:
                yield self._ask_without_seat(self.about(note), letter)
            elif note.kind == "thin":
                yield self._warn(self.about(note), note, now)
            elif note.kind == "called-up" or (note.kind == "seat" and self._waits(note)):
                yield from self._call_up(self.about(note), note, now)

    def _waits(self, note: Note) -> bool:
        return note.to in self.about(note).waiting

    def _call_up(self, table: Table, note: Note, now: datetime) -> Iterator[Note]:
        who, first = note.to, [w for w in table.waiting if w not in table.called][:1]
        hindrances = {
            "is not the first who waits": [who] != first,
            "not the day before or on the day": now < expected.filling_begins(table),
            "told so late": now >= table.reserves_told,
            "a seat is free": note.kind == "called-up" and table.free > 0,
            "no seat is free": note.kind == "seat" and table.free < 1,
        }
        for why in (why for why, is_so in hindrances.items() if is_so):
            self.fault("called wrongly", f"{who} to {table}: {why}", now)
        if note.kind == "seat" and who in table.waiting:
            table.held[who] = table.waiting.pop(who)
        table.called.add(who)
        yield note

    def _warn(self, table: Table, note: Note, now: datetime) -> Note:
        """Whether a café looks thin is the software's judgement; each host hears of it once."""
        is_time = expected.filling_begins(table) <= now < table.begins - timedelta(hours=4)
        if not is_time or note.to not in table.town.hosts or self.told[note] or table.is_off:
            self.fault("warned wrongly", note, now)
        return note

    def _ask_without_seat(self, table: Table, letter: Written) -> Note:
        who, now, town = letter.note.to, letter.at, table.town
        is_early = now < expected.filling_begins(table)
        is_on_list = bool(self.open_needs(town, who)) and self.is_free(table, who)
        others = [t for t in self.tables.values() if t.town is town and who in t.asked]
        asked = [other.asked[who].at for other in others]
        hindrances = {
            "asked before": who in table.asked,
            "has a seat": who in table.here,
            "waits for one": who in table.waiting,
            "rests": self.is_resting(town, who, now),
            "a host": who in town.hosts,
            "called off": table.is_off,
            "nobody has published the week": (town.slug, table.monday) not in self.planned,
            "before its day": now < expected.wave_begins(table),
            "too late": now >= table.last_call,
            "too late for a wave": is_early and now > table.begins - timedelta(hours=48),
            "asked lately": not is_on_list and any(at > now - expected.SIX_WEEKS for at in asked),
            "not on the list": letter.step == "offer" and not is_on_list,
        }
        for why in (why for why, is_so in hindrances.items() if is_so):
            self.fault("asked wrongly", f"{who} to {table}: {why}", now)
        step = "wave" if is_early else f"{letter.step} {table.town.today(now)}"
        first = table.steps.setdefault(step, now)
        if now - first > timedelta(seconds=1):
            self.fault("doubled", f"the step “{step}” of {table}", now)
        until = expected.answer_until(table, letter.step, now)
        table.asked[who] = Asked(letter.id, until, now, keeps_seat=False)
        return letter.note

    def _surely_next(self, table: Table, now: datetime) -> list[str]:
        """Who is on the list beyond doubt: somebody then had to be asked."""
        is_too_near = now + timedelta(hours=1) > table.last_call
        if (
            not table.is_planned
            or is_too_near
            or (table.here | table.asked.keys()) & self.conflicted
        ):
            return []
        week = [t for t in self.tables_of(Week(table.town, table.monday)) if not t.is_off]
        busy = {who for t in week for who in t.here | t.asked.keys() | t.waiting.keys()}
        return [
            who
            for slug, who in list(self.needs)
            if slug == table.town.slug and who not in busy and who not in self.conflicted
            if self.open_needs(table.town, who) and (slug, who) not in self.offers
            if self.is_free(table, who) and not self.is_resting(table.town, who, now)
        ]

    def _without_help(self, table: Table, leaver: str) -> Iterator[Note]:
        """Who sits there only for what somebody knows who has left is told so, once."""
        slug = table.town.slug
        known = self.offers.get((slug, leaver), set())
        for who in table.held:
            mine = self.open_needs(table.town, who)
            others = table.here - {who}
            helped = any(mine & self.offers.get((slug, other), set()) for other in others)
            note = Note("without-help", who, str(table.id))
            if mine & known and not helped and not self.told[note]:
                yield note
