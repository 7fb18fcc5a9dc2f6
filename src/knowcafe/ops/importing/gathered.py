"""What three files say about each person, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowcafe.chapters.models import Series
from knowcafe.core.calendar import Quarter
from knowcafe.core.exchange import NeedRow, PersonRow
from knowcafe.members.queries import quarter_days, quarter_of
from knowcafe.ops.compose.week import Draft, Inputs
from knowcafe.ops.importing.naming import first_names
from knowcafe.ops.importing.weekly import Weekly
from knowcafe.phrases.week.composed import Asked

SOON = timedelta(weeks=3)
"""A quarter that begins so soon is spoken of too, as its first weeks are planned in this one."""

Dates = list[tuple[Series, date]]


@dataclass(frozen=True, slots=True)
class Row:
    """One person; `apart` holds the addresses and first names of others."""

    said: PersonRow
    called: str
    depths: dict[str, int]
    free: dict[Quarter, Dates]
    needs: list[tuple[NeedRow, Asked]]
    apart: list[tuple[str, str]]


class Gathered:
    """The people of a draft by their ids, and the days they can come."""

    def __init__(self, inputs: Inputs, drafted: Draft, weekly: Weekly) -> None:
        problem = drafted.problem
        ids = [one.id for one in problem.people]
        self.people = dict(zip(ids, inputs.people.rows, strict=True))
        self.needs: dict[str, list[tuple[NeedRow, Asked]]] = defaultdict(list)
        for need, row in zip(problem.needs, inputs.needs.rows, strict=True):
            self.needs[need.person].append((row, drafted.needs[need.id]))
        self._of_problem = dict(zip(ids, problem.people, strict=True))
        self._apart = problem.apart
        self._called = first_names(row.name for row in self.people.values())
        self._slots = {
            slot.id: weekly.on(row)
            for slot, row in zip(problem.slots, inputs.slots.rows, strict=True)
        }
        self._days = dict(_quarters(weekly))

    def row(self, person: str) -> Row:
        said = self.people[person]
        others = [self.people[other] for pair in self._apart if person in pair for other in pair]
        return Row(
            said=said,
            called=self._called[said.name],
            depths={offer.topic: offer.depth for offer in self._of_problem[person].offers},
            free={quarter: self._free(person, days) for quarter, days in self._days.items()},
            needs=self.needs[person],
            apart=sorted(
                (other.email, self._called[other.name])
                for other in others
                if other.email and other is not said
            ),
        )

    def _free(self, person: str, days: Dates) -> Dates:
        """“Tue evening” is every Tuesday of the quarter; a slot by its id is that day alone."""
        said = self.people[person]
        named = {self._slots[slot] for slot in self._of_problem[person].free}
        times = [window for window in said.free if not window.slot]
        return [
            (series, on)
            for series, on in days
            if (series, on) in named
            or any(window.suits(series.chapter.on_the_wall(series.begins(on))) for window in times)
        ]


def _quarters(weekly: Weekly) -> Iterator[tuple[Quarter, Dates]]:
    """The days of this quarter's series that are still to come, and of one that begins soon."""
    today = weekly.chapter.on_the_wall(weekly.now).date()
    for quarter in dict.fromkeys((quarter_of(today), quarter_of(today + SOON))):
        known = quarter_days(weekly.chapter, quarter, weekly.now)
        yield quarter, [(w.series, day.on) for w in known for day in w.days if not day.is_holiday]
