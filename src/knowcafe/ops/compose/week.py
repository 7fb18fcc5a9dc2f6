"""Rows to a problem: who the people are, what their needs are about, which slots suit them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from knowcafe.core.exchange import Fault, FaultKind, MetRow, NeedRow, PersonRow, Rows, SlotRow
from knowcafe.core.matching import (
    COMPANY,
    DONE_IT,
    FOR_A_LIVING,
    Need,
    Offer,
    Person,
    Problem,
)
from knowcafe.core.topics import Tree, starting_tree
from knowcafe.ops.compose.openings import Openings
from knowcafe.ops.compose.register import Register, plain
from knowcafe.ops.compose.subjects import Subjects, wants_company
from knowcafe.ops.compose.wishes import Fixed, Wish, fixed
from knowcafe.phrases.week.composed import Asked, Where, Who

T = TypeVar("T")
NOTHING_FIXED = Fixed()
_NO_HISTORY: Rows[MetRow] = Rows("")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the files say, each read on its own."""

    people: Rows[PersonRow]
    needs: Rows[NeedRow]
    slots: Rows[SlotRow]
    met: Rows[MetRow] = _NO_HISTORY

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.people.faults + self.needs.faults + self.slots.faults + self.met.faults


@dataclass(frozen=True, slots=True)
class Draft:
    """A problem with the words around it; with faults there is no problem to speak of.

    `strangers` counts the rows of the history that name somebody who is not among the people.
    """

    problem: Problem
    people: dict[str, Who]
    needs: dict[str, Asked]
    openings: dict[str, Where]
    topics: dict[str, str]
    strangers: int = 0
    fixed: Fixed = NOTHING_FIXED
    faults: tuple[Fault, ...] = ()


def draft(
    inputs: Inputs, *, table: int, tree: Tree | None = None, wishes: Sequence[Wish] = ()
) -> Draft:
    """Put the rows of all files together; `table` seats a table where a slot does not say.

    `wishes` are found in them and stand beside the problem, which does not know them yet.

    Waiting and “met so long ago” are counted to the first café, so that equal files give equal
    problems on any day.
    """
    return _Drafting(inputs, table, Subjects(tree or starting_tree())).draft(wishes)


class _Drafting:
    """The rows on their way to a problem, and every fault found between them."""

    def __init__(self, inputs: Inputs, table: int, subjects: Subjects) -> None:
        self.inputs, self.subjects = inputs, subjects
        self.register = Register(inputs.people)
        self.openings = Openings(inputs.slots, table)
        self.faults = self.register.faults + self.openings.faults
        self.strangers = 0

    def draft(self, wishes: Sequence[Wish]) -> Draft:
        people = tuple(self._person(row) for row in self.inputs.people.rows)
        apart = self._apart()
        needs = list(self._needs())
        met = self._met()
        openings = list(self.openings.openings())
        wanted = fixed(wishes, self.register, self.openings)
        self.faults += wanted.faults
        problem = Problem((), (), (), ())
        if not self.faults:
            problem = Problem(
                people=people,
                needs=tuple(need for need, _ in needs),
                slots=self.openings.slots(),
                openings=tuple(opening for opening, _ in openings),
                apart=apart,
                met=met,
            )
        return Draft(
            problem,
            people={self.register.ids[row.line]: _who(row) for row in self.inputs.people.rows},
            needs={need.id: asked for need, asked in needs},
            openings={opening.id: where for opening, where in openings},
            topics=self.subjects.labels,
            strangers=self.strangers,
            fixed=wanted,
            faults=tuple(self.faults),
        )

    def _person(self, row: PersonRow) -> Person:
        return Person(
            id=self.register.ids[row.line],
            free=frozenset().union(*self._free(row)),
            offers=self._offers(row),
            cap=row.cap,
            cap_total=row.cap_total,
            professional=row.professional,
            newcomer=row.newcomer,
            languages=row.languages,
            modes=row.modes,
        )

    def _free(self, row: PersonRow) -> Iterator[frozenset[str]]:
        for window in row.free:
            slots = self.openings.suiting(window)
            if slots is None:
                close = self.openings.close_to(window.slot)
                self._blame_person(FaultKind.UNKNOWN_SLOT, row, "free", window.slot, *close)
            else:
                yield slots

    def _offers(self, row: PersonRow) -> tuple[Offer, ...]:
        usual = FOR_A_LIVING if row.professional else DONE_IT
        deepest: dict[str, int] = {}
        for said, depth in ((said, k.depth) for k in row.knows for said in self._named(k.topic)):
            topic = self.subjects.find(said)
            if topic is None or topic == COMPANY:
                close = self.subjects.close_to(said)
                self._blame_person(FaultKind.UNKNOWN_TOPIC, row, "know_how", said, *close)
            else:
                deepest[topic] = max(deepest.get(topic, 0), depth or usual)
        return tuple(Offer(topic, depth) for topic, depth in deepest.items())

    def _named(self, said: str) -> list[str]:
        """One topic, or several with commas between them; some have a comma in their name."""
        if self.subjects.find(said):
            return [said]
        return [part for part in map(str.strip, said.split(",")) if part]

    def _apart(self) -> frozenset[frozenset[str]]:
        pairs: set[frozenset[str]] = set()
        for row in self.inputs.people.rows:
            for said in row.apart:
                other = self.register.find(said, self.inputs.people, row.line, "apart")
                if isinstance(other, Fault):
                    self.faults.append(other)
                elif other == self.register.ids[row.line]:
                    self._blame_person(FaultKind.SAME_PERSON, row, "apart", said)
                else:
                    pairs.add(frozenset({self.register.ids[row.line], other}))
        return frozenset(pairs)

    def _blame_person(
        self, kind: FaultKind, row: PersonRow, of: str, value: str, *expected: str
    ) -> None:
        self.faults.append(self.inputs.people.fault(kind, row.line, of, value, *expected))

    def _needs(self) -> Iterator[tuple[Need, Asked]]:
        rows = self.inputs.needs
        lines: dict[tuple[str, str], int] = {}
        for row in rows.rows:
            person = self.register.find(row.person, rows, row.line, "person")
            if isinstance(person, Fault):
                self.faults.append(person)
                continue
            said, of = (row.text, "text") if row.text else (row.topic, "topic")
            first = lines.setdefault((person, plain(said)), row.line)
            if first != row.line:
                self.faults.append(rows.fault(FaultKind.DOUBLED, row.line, of, said, str(first)))
            asked = self._asked(row, person)
            weeks = self._weeks(rows, row.line, "since", row.since, row.weeks)
            if asked:
                depth = row.depth or DONE_IT
                spelt = f"need-{row.line}"
                yield Need(spelt, person, asked.topic, row.urgent, weeks, depth), asked

    def _asked(self, row: NeedRow, person: str) -> Asked | None:
        """What the need is about: the topic that is named, else the likeliest that is guessed."""
        rows, subjects = self.inputs.needs, self.subjects
        if row.topic:
            topic = subjects.find(row.topic)
            if topic:
                return Asked(person, row.text or subjects.labels.get(topic, row.topic), topic)
            close = subjects.close_to(row.topic)
            fault = rows.fault(FaultKind.UNKNOWN_TOPIC, row.line, "topic", row.topic, *close)
        elif wants_company(row.text):
            return Asked(person, row.text, COMPANY)
        else:
            guesses = subjects.guess(row.text)
            if guesses:
                return Asked(person, row.text, guesses[0].topic, guesses)
            examples = subjects.examples()
            fault = rows.fault(FaultKind.NO_TOPIC, row.line, "text", row.text, *examples)
        self.faults.append(fault)
        return None

    def _weeks(self, rows: Rows[T], line: int, of: str, on: dt.date | None, weeks: int) -> int:
        """Whole weeks from a day to the first café; `weeks` where no day is given."""
        first = self.openings.first
        if on is None or first is None:
            return weeks
        if on > first:
            self.faults.append(rows.fault(FaultKind.IN_THE_FUTURE, line, of, f"{on}", f"{first}"))
        return max(0, (first - on).days) // 7

    def _met(self) -> dict[frozenset[str], int]:
        """Weeks since each pair met. Those who are no longer among the people are left out."""
        rows = self.inputs.met
        met: dict[frozenset[str], int] = {}
        for row in rows.rows:
            one = self.register.find(row.person, rows, row.line, "person")
            other = self.register.find(row.other, rows, row.line, "other")
            weeks = self._weeks(rows, row.line, "on", row.on, row.weeks)
            if isinstance(one, Fault) or isinstance(other, Fault):
                odd = [found for found in (one, other) if isinstance(found, Fault)]
                self.faults += [f for f in odd if f.kind is not FaultKind.UNKNOWN_PERSON]
                self.strangers += 1
            elif one == other:
                fault = rows.fault(FaultKind.SAME_PERSON, row.line, "other", row.other)
                self.faults.append(fault)
            else:
                pair = frozenset({one, other})
                met[pair] = min(weeks, met.get(pair, weeks))
        return met


def _who(row: PersonRow) -> Who:
    return Who(row.name, row.role, row.professional, row.newcomer)
