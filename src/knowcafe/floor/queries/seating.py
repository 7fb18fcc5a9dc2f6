"""Who should sit with whom in the rounds to come: rows become a problem of core.seating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from knowcafe.cafes.queries.conflicts import conflicts
from knowcafe.cafes.queries.met import REMEMBERED, freshness
from knowcafe.core.hour import Part, State, seatings, table_size
from knowcafe.core.matching import COMPANY, FOR_A_LIVING
from knowcafe.core.seating import Plan, Problem, Round, replan, seat, sizes_for
from knowcafe.floor.models import Guest, Hour
from knowcafe.floor.queries.people import expected, person_id
from knowcafe.floor.queries.running import parts_of
from knowcafe.floor.queries.templates import template_of
from knowcafe.members import queries as members

Tables = dict[str, list[list[str]]]
Places = tuple[tuple[int, ...], ...]

MORE, MOST = 4, 16
"""Seats are prepared for so many more people than expected, and for so many at most."""

SPARE_STEPS = 2_000
DEEPEST = 1.5
URGENT = 2.0


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the people of a café need and know, by who; nothing of it is for a screen."""

    needs: Mapping[str, tuple[tuple[str, bool], ...]]
    knows: Mapping[str, Mapping[str, int]]
    roles: Mapping[str, str]

    def helps(self, people: Iterable[str]) -> dict[tuple[str, str], float]:
        """(who needs, who knows) and how much it matters that they share a table."""
        found: dict[tuple[str, str], float] = {}
        here = sorted(people)
        for asks in here:
            for topic, urgent in self.needs.get(asks, ()):
                for helper in here:
                    depth = self.knows.get(helper, {}).get(topic)
                    if depth and helper != asks:
                        weight = DEEPEST if depth == FOR_A_LIVING else 1.0
                        weight *= URGENT if urgent else 1.0
                        found[asks, helper] = max(weight, found.get((asks, helper), 0.0))
        return found

    def rivals(self, people: Iterable[str]) -> frozenset[frozenset[str]]:
        """Pairs who do the same for a living."""
        working = [(who, self.roles[who]) for who in sorted(people) if self.roles.get(who)]
        pairs = combinations(working, 2)
        return frozenset(frozenset((a, b)) for (a, one), (b, other) in pairs if one == other)


def knowing(hour: Hour, people: Iterable[str]) -> Knowing:
    """Open needs, know-how and professions of those who are here; walk-ins’ as they typed it."""
    ids = {id_: who for who in people if (id_ := person_id(who))}
    chapter = hour.cafe.chapter
    needs: dict[str, list[tuple[str, bool]]] = {}
    asked = members.open_needs(chapter).filter(member__person__in=ids).exclude(topic=COMPANY)
    for id_, topic, urgent in asked.values_list("member__person_id", "topic", "is_urgent"):
        needs.setdefault(ids[id_], []).append((topic, urgent))
    typed = Guest.objects.filter(hour=hour, who__in=list(people)).exclude(topic="")
    for who, topic in typed.values_list("who", "topic"):
        needs.setdefault(who, []).append((topic, False))
    knows: dict[str, dict[str, int]] = {}
    offered = members.offers(chapter).filter(member__person__in=ids)
    for id_, topic, depth in offered.values_list("member__person_id", "topic", "depth"):
        knows.setdefault(ids[id_], {})[topic] = depth
    known = members.profiles(chapter, ids)
    roles = {ids[id_]: said.role.casefold() for id_, said in known.items() if said.is_professional}
    return Knowing({who: tuple(all_) for who, all_ in needs.items()}, knows, roles)


@dataclass(frozen=True, slots=True)
class Rounds:
    """The parts with tables of a script, gathered to rounds: in turns nobody changes tables.

    Each round is the numbers of its parts, those that are left out not among them.
    """

    parts: tuple[Part, ...]
    numbers: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, parts: Sequence[Part], skipped: Iterable[int] = ()) -> Rounds:
        out = set(skipped)
        left = (tuple(n for n in round_ if n not in out) for round_ in seatings(parts))
        return cls(tuple(parts), tuple(round_ for round_ in left if round_))

    def sizes(self, heads: int) -> tuple[tuple[int, ...], ...]:
        """Chairs by round for so many people."""
        count = len(self.numbers)
        abouts = [table_size(self.parts[round_[0]], heads=heads) for round_ in self.numbers]
        return tuple(
            sizes_for(heads, about=about, rounds=count)[r] for r, about in enumerate(abouts)
        )

    def by_part(self, rounds: Sequence[Round], *, first: int = 0) -> Tables:
        """Who sits where, by the part's number, from a round on."""
        return {
            str(n): [list(table) for table in rounds[r]]
            for r in range(first, len(self.numbers))
            for n in self.numbers[r]
        }


def seating_problem(hour: Hour, state: State) -> Problem:
    """What the rest of the hour asks of core.seating; before anybody is here, for the expected."""
    people = state.here() or sorted(one.who for one in expected(hour.cafe))
    return _Reading(hour, state, tuple(people)).problem()


def planned(hour: Hour, state: State) -> Tables:
    """Who sits where in every part with tables that has not begun. Thinks; writes nothing."""
    people = tuple(state.here() or sorted(one.who for one in expected(hour.cafe)))
    reading = _Reading(hour, state, people)
    if not people or len(reading.held) == len(reading.rounds.numbers):
        return {}
    problem = reading.problem()
    plan: Plan = replan(problem) if problem.before else seat(problem)
    return reading.rounds.by_part(plan.rounds, first=len(reading.held))


class _Reading:
    """An hour on its way to a problem."""

    def __init__(self, hour: Hour, state: State, people: tuple[str, ...]) -> None:
        self.hour, self.state, self.people = hour, state, people
        self.rounds = Rounds.of(parts_of(hour), state.skipped)
        begun = [r for r in self.rounds.numbers if r[0] <= state.part]
        self.held = tuple(self._held(round_) for round_ in begun)
        self.template = template_of(hour)
        self.ids = {id_: who for who in people if (id_ := person_id(who))}

    def _held(self, round_: tuple[int, ...]) -> Round:
        known = next((self.state.tables[n] for n in round_ if n in self.state.tables), [])
        return tuple(tuple(sorted(table)) for table in known if table)

    def problem(self) -> Problem:
        """Before the start nothing was announced, so nothing has to stay as it was."""
        people = self.people
        asked = knowing(self.hour, people)
        sizes = self.rounds.sizes(len(people))
        held = len(self.held)
        coming = self.rounds.numbers[held:]
        told = [self.hour.plan.get(str(round_[0])) for round_ in coming if self.state.begun]
        return Problem(
            people=people,
            sizes=tuple(tuple(map(len, round_)) for round_ in self.held) + sizes[held:],
            hosts=self._hosts(asked, sizes[held:]),
            helps=asked.helps(people),
            apart=self._apart(),
            rivals=asked.rivals(people),
            spread=frozenset(one.who for one in expected(self.hour.cafe) if one.is_helper),
            met=self._met(),
            held=self.held,
            before=tuple(_round(tables) for tables in told if tables) if all(told) else (),
        )

    def _hosts(self, asked: Knowing, sizes: Sequence[tuple[int, ...]]) -> dict[str, int]:
        """One who stays at each table: those who do it for a living first."""
        if not self.template or not self.template.hosts_stay or not sizes:
            return {}
        tables = min(map(len, sizes))
        order = sorted(self.people, key=lambda who: (not asked.roles.get(who), who))
        return {who: n for n, who in enumerate(order[:tables])}

    def _apart(self) -> frozenset[frozenset[str]]:
        """Who would rather not, and who said that they should not, share a table."""
        cafe, ids = self.hour.cafe, self.ids
        pairs = members.apart(cafe.chapter) | conflicts(cafe.chapter, since=cafe.on - REMEMBERED)
        return frozenset(frozenset(ids[id_] for id_ in pair) for pair in pairs if pair <= set(ids))

    def _met(self) -> dict[frozenset[str], float]:
        met = freshness(self.hour.cafe.chapter, set(self.ids), self.hour.cafe.on)
        return {frozenset(self.ids[id_] for id_ in pair): fresh for pair, fresh in met.items()}


def _round(tables: Iterable[Iterable[str]]) -> Round:
    return tuple(tuple(sorted(table)) for table in tables)


def spare_seats(parts: Sequence[Part], heads: int) -> dict[str, list[list[list[int]]]]:
    """Tables of places for each plausible number of heads, one for each part with tables.

    For a phone without a signal: place n is the n-th of those who are here, in the order of ids.
    """
    rounds = Rounds.of(parts)
    if not rounds.numbers:
        return {}
    each = [r for r, round_ in enumerate(rounds.numbers) for _ in round_]
    spare = {}
    for count in range(2, min(MOST, heads + MORE) + 1):
        seats = _places(count, rounds.sizes(count))
        spare[str(count)] = [[list(table) for table in seats[r]] for r in each]
    return spare


@lru_cache(maxsize=256)
def _places(
    heads: int, sizes: tuple[tuple[int, ...], ...]
) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Everybody meets everybody, for people of whom nothing is known; reckoned once."""
    people = tuple(f"{n:03}" for n in range(heads))
    plan = seat(Problem(people, sizes), steps=SPARE_STEPS)
    return tuple(tuple(tuple(map(int, table)) for table in round_) for round_ in plan.rounds)
