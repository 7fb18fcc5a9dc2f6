"""A chapter's week as the planner sees it: rows become a problem of core.matching."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from knowcafe.cafes.models import Attendance, Cafe, Invitation, Seat
from knowcafe.cafes.queries import asking
from knowcafe.cafes.queries.conflicts import conflicts
from knowcafe.cafes.queries.met import REMEMBERED, last_met
from knowcafe.chapters.models import Chapter
from knowcafe.core.calendar import Week
from knowcafe.core.matching import Need, Offer, Opening, Person, Problem, Slot
from knowcafe.members import queries as members
from knowcafe.members.models import Profile
from knowcafe.phrases.week.composed import Asked, Where, Who

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The week's problem, and what stands behind its identifiers.

    Whoever holds a seat, or has one kept for them, is pinned to it: those are `held`. `unasked` are
    the names of those who need something, but may not be asked just now.
    """

    problem: Problem
    held: frozenset[Pair]
    cafes: dict[str, Cafe]
    people: dict[str, Who]
    needs: dict[str, Asked]
    unasked: tuple[tuple[str, asking.Hindrance], ...] = ()

    @property
    def openings(self) -> dict[str, Where]:
        shared = Counter(opening.slot for opening in self.problem.openings)
        slots = {opening.id: opening.slot for opening in self.problem.openings}
        return {
            cafe: Where(
                row.starts,
                row.ends,
                row.place,
                row.access,
                table=_("Table %d") % row.table if shared[slots[cafe]] > 1 else "",
            )
            for cafe, row in self.cafes.items()
        }

    @property
    def asking_or_knowing(self) -> int:
        """How many people the planner could find a table for: they need something, or know it."""
        asking = {need.person for need in self.problem.needs}
        free = {person.id for person in self.problem.people if person.free and person.offers}
        return len(asking | free)


def matching_problem(chapter: Chapter, week: Week, *, now: datetime) -> Problem:
    """What a chapter's week asks of the planner, before any host's wish."""
    return ahead(chapter, week, now=now).problem


def ahead(chapter: Chapter, week: Week, *, now: datetime) -> Ahead:
    """A chapter's week from now on, in a constant number of queries.

    Waits and past meetings are counted to the week's Thursday, so that a plan is worth the same
    on every day on which somebody looks at it.
    """
    return _Reading(chapter, week, now).ahead()


_WHO = ("member__person_id", "member__person__first_name")


class _Asking(NamedTuple):
    """An open need and its owner."""

    pk: int
    person: int
    name: str
    topic: str
    for_table: str
    urgent: bool
    asked_at: datetime


class _Reading:
    """The rows of one week on their way to a problem."""

    def __init__(self, chapter: Chapter, week: Week, now: datetime) -> None:
        self.chapter, self.week = chapter, week
        self.now = now
        days = {"on__gte": week.monday, "on__lte": week.days[-1]}
        cafes = Cafe.objects.filter(chapter=chapter, **days).upcoming(now)
        self.cafes = {str(row.pk): row for row in cafes.select_related("chapter")}
        shared: dict[str, Slot] = {}
        self.slots = {
            key: shared.setdefault(_spelt(row), _slot(row, week)) for key, row in self.cafes.items()
        }
        self.profiles = members.profiles(chapter)
        self.resting = asking.resting(chapter, self.profiles, now=now)
        self.thursday = week.days[3]
        self.names: dict[int, str] = {}
        self.unasked: tuple[tuple[str, asking.Hindrance], ...] = ()
        self.came: list[tuple[int, int, date]] = []
        self.absent: set[tuple[int, int]] = set()

    def ahead(self) -> Ahead:
        seated = self._seated()
        needs = {row.pk: row for row in self._needs({person for person, _cafe in seated})}
        offers = self._offers()
        self._remember()
        ids = {person for person, _cafe in seated} | {row.person for row in needs.values()}
        ids |= set(offers)
        held, lost = self._pinned(seated)
        people = self._people(sorted(ids), offers)
        together = {
            frozenset(pair) for here in _tables(held).values() for pair in combinations(here, 2)
        }
        problem = Problem(
            people=people,
            needs=tuple(self._need(row) for row in needs.values()),
            slots=tuple(dict.fromkeys(self.slots.values())),
            openings=tuple(
                Opening(key, self.slots[key].id, row.table_size - lost[key])
                for key, row in self.cafes.items()
            ),
            apart=frozenset(_among(self._apart(), ids) - together),
            met=self._met(ids),
            pins=held,
            forbidden=(self._asked_before(ids) | self._too_near(ids)) - held,
        )
        return Ahead(
            problem=problem,
            held=held,
            cafes=self.cafes,
            people={person.id: self._who(person) for person in people},
            needs={
                str(pk): Asked(str(row.person), row.for_table, row.topic)
                for pk, row in needs.items()
            },
            unasked=self.unasked,
        )

    def _seated(self) -> list[tuple[int, str]]:
        """(person, café) of every seat that is held or kept, the earliest café first."""
        rows = (
            Seat.objects.filter(cafe__in=list(self.cafes.values()))
            .annotate(
                sitter=Coalesce("person_id", "kept_for_id"),
                name=Coalesce("person__first_name", "kept_for__first_name"),
            )
            .exclude(sitter=None)
            .order_by("cafe__starts_at", "pk")
        )
        taken = list(rows.values_list("sitter", "cafe_id", "name"))
        self.names |= {person: name for person, _cafe, name in taken}
        return [(person, str(cafe)) for person, cafe, _name in taken]

    def _pinned(self, seated: Iterable[tuple[int, str]]) -> tuple[frozenset[Pair], Counter[str]]:
        """Who is pinned where; a second seat at the same time only makes its table smaller."""
        held: set[Pair] = set()
        lost: Counter[str] = Counter()
        at: dict[int, list[Slot]] = defaultdict(list)
        for person, cafe in seated:
            slot = self.slots[cafe]
            if any(s.starts < slot.ends and slot.starts < s.ends for s in at[person]):
                lost[cafe] += 1
                continue
            at[person].append(slot)
            held.add((str(person), cafe))
        return frozenset(held), lost

    def _needs(self, seated: set[int]) -> list[_Asking]:
        """Open needs of those who are here, or may be asked."""
        found = members.open_needs(self.chapter).values_list(
            "pk", *_WHO, "topic", "for_table", "is_urgent", "asked_at"
        )
        rows = [_Asking(*row) for row in found]
        here = [row for row in rows if row.person in seated or row.person not in self.resting]
        self.names |= {row.person: row.name for row in here}
        left = {row.person: row.name for row in rows if row.person not in self.names}
        self.unasked = tuple((name, self.resting[person]) for person, name in left.items())
        return here

    def _offers(self) -> dict[int, list[Offer]]:
        found: dict[int, list[Offer]] = defaultdict(list)
        rows = members.offers(self.chapter).values_list(*_WHO, "topic", "depth")
        for person, name, topic, depth in rows:
            if person not in self.resting or person in self.names:
                self.names[person] = name
                found[person].append(Offer(topic, depth))
        return found

    def _people(self, ids: list[int], offers: dict[int, list[Offer]]) -> tuple[Person, ...]:
        free: dict[int, set[str]] = defaultdict(set)
        slots = {slot.id for slot in self.slots.values()}
        dates = members.free_dates(self.chapter, self.week.monday, self.week.days[-1])
        for person, series, on in dates.values_list("member__person_id", "series_id", "on"):
            if f"{series}.{on}" in slots:
                free[person].add(f"{series}.{on}")
        quarter = members.quarter_of(self.week.monday)
        caps, given = members.caps(self.chapter, quarter), self._given(*members.days_of(quarter))
        been = set(
            Attendance.objects.filter(
                cafe__chapter=self.chapter, state=Attendance.State.CAME
            ).values_list("person_id", flat=True)
        )
        found = []
        for person in ids:
            said = self.profiles.get(person) or Profile()
            cap = caps.get(person, 0 if said.is_professional else None)
            found.append(
                Person(
                    id=str(person),
                    free=frozenset(free[person]),
                    offers=tuple(offers.get(person, ())),
                    cap_total=None if cap is None else max(0, cap - given[person]),
                    professional=said.is_professional,
                    newcomer=person not in been,
                    languages=tuple(said.languages),
                )
            )
        return tuple(found)

    def _given(self, first: date, last: date) -> Counter[int]:
        """Cafés of the quarter, without this week's, at which somebody sits or has sat."""
        rows = Seat.objects.filter(
            cafe__chapter=self.chapter, cafe__on__gte=first, cafe__on__lte=last
        ).exclude(person=None)
        sat = {row for row in rows.values_list("person_id", "cafe_id") if row not in self.absent}
        sat |= {(person, cafe) for person, cafe, on in self.came if first <= on <= last}
        return Counter(person for person, cafe in sat if str(cafe) not in self.cafes)

    def _remember(self) -> None:
        """Who came and who did not, as far back as it matters."""
        rows = Attendance.objects.filter(
            cafe__chapter=self.chapter,
            cafe__on__gte=self.week.monday - REMEMBERED,
            person__isnull=False,
        ).values_list("person_id", "cafe_id", "cafe__on", "state")
        for person, cafe, on, state in rows:
            if state == Attendance.State.CAME:
                self.came.append((person, cafe, on))
            else:
                self.absent.add((person, cafe))

    def _apart(self) -> frozenset[frozenset[int]]:
        """Who would rather not, and who said that they should not, share a table."""
        since = self.week.monday - REMEMBERED
        return members.apart(self.chapter) | conflicts(self.chapter, since=since)

    def _met(self, ids: set[int]) -> dict[frozenset[str], int]:
        """Weeks since two of them last shared a table, as far as it counts."""
        last = last_met(self.chapter, since=self.week.monday - REMEMBERED)
        return {
            frozenset(map(str, pair)): self._weeks_since(on)
            for pair, on in last.items()
            if pair <= ids
        }

    def _asked_before(self, ids: set[int]) -> frozenset[Pair]:
        """Nobody is asked to the same café twice."""
        rows = Invitation.objects.filter(cafe__in=list(self.cafes.values()))
        asked = rows.values_list("person_id", "cafe_id")
        return frozenset((str(person), str(cafe)) for person, cafe in asked if person in ids)

    def _too_near(self, ids: set[int]) -> frozenset[Pair]:
        """Nobody is asked to a café that is about to begin."""
        near = [key for key, cafe in self.cafes.items() if cafe.is_too_near(self.now)]
        return frozenset((str(person), cafe) for person in ids for cafe in near)

    def _need(self, row: _Asking) -> Need:
        asked_on = self.chapter.on_the_wall(row.asked_at).date()
        return Need(
            id=str(row.pk),
            person=str(row.person),
            topic=row.topic,
            urgent=row.urgent,
            waiting_weeks=self._weeks_since(asked_on),
        )

    def _weeks_since(self, on: date) -> int:
        return max(0, (self.thursday - on).days) // 7

    def _who(self, person: Person) -> Who:
        said = self.profiles.get(int(person.id)) or Profile()
        return Who(self.names[int(person.id)], said.role, person.professional, person.newcomer)


def digest(problem: Problem) -> str:
    """The same for two problems that say the same, in whatever process."""
    return sha256(repr(_plain(problem)).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted((_plain(one) for one in value), key=repr)
    if isinstance(value, dict):
        return sorted(((_plain(key), what) for key, what in value.items()), key=repr)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    names = getattr(type(value), "__slots__", ()) if not isinstance(value, str) else ()
    return [_plain(getattr(value, name)) for name in names] or value


def _slot(cafe: Cafe, week: Week) -> Slot:
    return Slot(_spelt(cafe), str(week), cafe.starts_at, cafe.ends_at)


def _spelt(cafe: Cafe) -> str:
    """Tables of a series on one day share a slot; a café of its own has one to itself."""
    return f"{cafe.series_id}.{cafe.on}" if cafe.series_id else f"cafe {cafe.pk}"


def _tables(held: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for person, cafe in sorted(held):
        found[cafe].append(person)
    return found


def _among(pairs: Iterable[frozenset[int]], ids: set[int]) -> set[frozenset[str]]:
    return {frozenset(map(str, pair)) for pair in pairs if pair <= ids}
