"""What the planner is asked: who needs what, who knows what, when, and where there are seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations

DONE_IT = 1
"""Depth of know-how: has done it for their own business."""

FOR_A_LIVING = 2
"""Depth of know-how: does it for a living."""

COMPANY = "company"
"""The topic of a need that says no more than “I'd like company”."""


class BadProblem(ValueError):
    """A problem that contradicts itself; says which identifier is at fault."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Know-how: a topic and how deep it goes (`DONE_IT` or `FOR_A_LIVING`)."""

    topic: str
    depth: int = DONE_IT


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a person would like help with; `topic` may be `COMPANY`.

    `depth` is the least depth of know-how that helps; `waiting_weeks` is how long it has been open.
    """

    id: str
    person: str
    topic: str
    urgent: bool = False
    waiting_weeks: int = 0
    depth: int = DONE_IT


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sit in a café, to be helped, to help, or both.

    `free` holds slot ids; `cap` is the most cafés in one week and `cap_total` in the whole plan.
    `languages` come in order of preference, none means any. `modes` says what suits: "place",
    "online" or both.
    """

    id: str
    free: frozenset[str] = frozenset()
    offers: tuple[Offer, ...] = ()
    cap: int = 1
    cap_total: int | None = None
    professional: bool = False
    newcomer: bool = False
    languages: tuple[str, ...] = ()
    modes: frozenset[str] = frozenset({"place", "online"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time (aware UTC instants) in a week; nobody sits twice in overlapping slots."""

    id: str
    week: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """A table that could be held: a slot, a place (or online) and its seats, at most ten."""

    id: str
    slot: str
    seats: int = 10
    mode: str = "place"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a table a good one.

    `fewest`: a held café seats at least so many. `professional_percent`: at most this share of a
    table are professionals. `helped_percent`: at least this share of those who bring a need to a
    table find an answer to one there. People a host has pinned are left out of these sums, and a
    table with a pin may be as small as the host likes. `half_life_weeks`: after so long half of
    “we have met” has faded.
    """

    fewest: int = 2
    professional_percent: int = 50
    helped_percent: int = 51
    half_life_weeks: int = 26


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is made from. Identifiers are strings, unique within their kind.

    `apart` holds unordered pairs who must not share a table; `met` maps an unordered pair to the
    weeks since they last shared one; `pins` and `forbidden` are (person, opening) pairs a host
    has fixed. A pin stands in for the person's availability and caps, not for any other rule.
    """

    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    slots: tuple[Slot, ...]
    openings: tuple[Opening, ...]
    apart: frozenset[frozenset[str]] = frozenset()
    met: dict[frozenset[str], int] = field(default_factory=dict)
    pins: frozenset[tuple[str, str]] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        """Raise `BadProblem` where an identifier is doubled or points nowhere."""
        people = _unique("person", (p.id for p in self.people))
        slots = _unique("slot", (s.id for s in self.slots))
        openings = _unique("opening", (o.id for o in self.openings))
        _unique("need", (n.id for n in self.needs))
        _known("person", people, (n.person for n in self.needs))
        _known("slot", slots, (o.slot for o in self.openings))
        _known("slot", slots, (s for p in self.people for s in p.free))
        _known("person", people, (p for pair in [*self.apart, *self.met] for p in pair))
        _known("person", people, (p for p, _ in [*self.pins, *self.forbidden]))
        _known("opening", openings, (o for _, o in [*self.pins, *self.forbidden]))
        for pair in [*self.apart, *self.met]:
            if len(pair) != 2:
                raise BadProblem(f"a pair needs two people: {sorted(pair)}")
        for opening in self.openings:
            if not 0 <= opening.seats <= 10:
                raise BadProblem(f"opening {opening.id} has {opening.seats} seats, not 0 to 10")
        for slot in self.slots:
            if slot.starts.tzinfo is None or slot.ends <= slot.starts:
                raise BadProblem(f"slot {slot.id} must be aware and end after it starts")
        self._check_pins()

    def wishing(
        self, *, pins: Iterable[tuple[str, str]] = (), forbidden: Iterable[tuple[str, str]] = ()
    ) -> Problem:
        """The same problem with further (person, opening) pairs pinned or forbidden.

        The later word counts: pinning lifts an earlier ban of the same pair, and the reverse.
        """
        pinned, banned = frozenset(pins), frozenset(forbidden)
        return replace(
            self,
            pins=(self.pins - banned) | pinned,
            forbidden=(self.forbidden - pinned) | banned,
        )

    def _check_pins(self) -> None:
        slots = {s.id: s for s in self.slots}
        openings = {o.id: o for o in self.openings}
        if self.pins & self.forbidden:
            raise BadProblem(f"both pinned and forbidden: {sorted(self.pins & self.forbidden)}")
        for (person, one), (other, two) in combinations(sorted(self.pins), 2):
            a, b = slots[openings[one].slot], slots[openings[two].slot]
            if person == other and a.starts < b.ends and b.starts < a.ends:
                raise BadProblem(f"{person} is pinned to {one} and {two} at the same time")
            if one == two and frozenset((person, other)) in self.apart:
                raise BadProblem(f"{person} and {other} are pinned to {one} but kept apart")
        for full, count in Counter(o for _, o in self.pins).items():
            if count > openings[full].seats:
                raise BadProblem(f"more people are pinned to {full} than it has seats")


def _unique(kind: str, ids: Iterable[str]) -> frozenset[str]:
    counts = Counter(ids)
    doubled = [i for i, n in counts.items() if n > 1]
    if doubled:
        raise BadProblem(f"{kind} listed twice: {', '.join(sorted(doubled))}")
    return frozenset(counts)


def _known(kind: str, known: frozenset[str], ids: Iterable[str]) -> None:
    strangers = set(ids) - known
    if strangers:
        raise BadProblem(f"unknown {kind}: {', '.join(sorted(strangers))}")
