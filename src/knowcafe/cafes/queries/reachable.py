"""Who could still be asked to a café: the list, those who agreed to short notice, and members who
have not been asked for weeks. Chosen by waiting and by what the table knows, never by how often
somebody came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, Invitation
from knowcafe.cafes.queries.asked import Table, table
from knowcafe.cafes.queries.asking import resting
from knowcafe.cafes.queries.conflicts import conflicts
from knowcafe.cafes.queries.met import REMEMBERED
from knowcafe.cafes.queries.the_list import busy, next_on_list
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.matching import COMPANY
from knowcafe.members import queries as members
from knowcafe.members.models import Need

RESTED = timedelta(weeks=6)
"""So long nobody is asked again who did not ask for anything…"""

AGREED = timedelta(weeks=3)
"""…or who agreed to be asked at short notice."""

Kind = Invitation.Kind


@dataclass(frozen=True, slots=True)
class Reachable:
    """Who could be asked to a café now, each group in its order; nobody is in two of them."""

    waiting: tuple[Person, ...]
    agreed: tuple[Person, ...]
    rested: tuple[Person, ...]


def reachable(cafe: Cafe, *, now: datetime) -> Reachable:
    """Whoever may be asked without being disturbed more than they agreed to."""
    here = table(cafe, now=now)
    listed = list(next_on_list(here))
    known = _known_people(person.pk for person in listed)
    waiting = tuple(person for person in listed if person.pk in known)
    taken = {person.pk for person in waiting}
    found = _Reading(here, now)
    agreed = [p for p in found.agreed() if p.pk not in taken]
    taken |= {person.pk for person in agreed}
    rested = [p for p in found.rested() if p.pk not in taken]
    return Reachable(waiting, tuple(agreed), tuple(rested))


def known_there(here: Table) -> list[str]:
    """The topics that somebody at a table can help with, as a chapter calls them."""
    labels = {topic.id: topic.label for topic in members.tree_of(here.cafe.chapter).topics}
    return sorted(labels[topic] for topic in _known(here) if topic in labels)


def _known(here: Table) -> set[str]:
    people = (person for person in here.ahead.problem.people if person.id in here.here)
    return {offer.topic for person in people for offer in person.offers}


class _Reading:
    """The members of a chapter who are asked nothing else just now."""

    def __init__(self, here: Table, now: datetime) -> None:
        self.here, self.cafe, self.chapter, self.now = here, here.cafe, here.cafe.chapter, now
        self.profiles = members.profiles(self.chapter)
        at_table = {int(person) for person in here.here}
        self.out = {int(person) for person in busy(here) if person != "None"}
        self.out |= set(resting(self.chapter, self.profiles, now=now))
        self.out |= _apart_from(self.chapter, at_table, now)
        self.out |= _not_free(self.cafe)
        self.last = self._last_asked()
        self.suits = _interested(self.chapter, _known(here))

    def agreed(self) -> list[Person]:
        people = {p for p, said in self.profiles.items() if said.agrees_to_short_notice}
        return self._in_order(people, AGREED)

    def rested(self) -> list[Person]:
        """Not those who give their time by the quarter: nobody of them is called cold."""
        rows = Member.objects.filter(chapter=self.chapter, is_host=False)
        people = set(rows.values_list("person_id", flat=True))
        giving = {p for p, said in self.profiles.items() if said.is_professional}
        return self._in_order(people - giving, RESTED)

    def _in_order(self, people: set[int], rest: timedelta) -> list[Person]:
        """Whom the table can help first, then whoever was asked longest ago, then first come."""
        never = self.now - REMEMBERED
        since = {p: self.last.get(p, never) for p in people - self.out}
        free = [p for p, asked in since.items() if asked <= self.now - rest]
        free.sort(key=lambda p: (p not in self.suits, since[p], p))
        rows = _known_people(free)
        return [rows[p] for p in free if p in rows]

    def _last_asked(self) -> dict[int, datetime]:
        rows = Invitation.objects.filter(
            cafe__chapter=self.chapter, sent_at__gt=self.now - RESTED
        ).exclude(told_at=None)
        found: dict[int, datetime] = {}
        for person, at in rows.values_list("person_id", "sent_at"):
            found[person] = max(at, found.get(person, at))
        return found


def _known_people(ids: Iterable[int]) -> dict[int, Person]:
    """Those who have proven their address or have come: nobody else's is written to."""
    came = Attendance.objects.filter(person=OuterRef("pk"), state=Attendance.State.CAME)
    known = Person.objects.filter(~Q(verified_at=None) | Exists(came))
    return {person.pk: person for person in known.filter(pk__in=list(ids))}


def _apart_from(chapter: Chapter, at_table: set[int], now: datetime) -> set[int]:
    since = chapter.on_the_wall(now).date() - REMEMBERED
    pairs = members.apart(chapter) | conflicts(chapter, since=since)
    return {person for pair in pairs if pair & at_table for person in pair - at_table}


def _not_free(cafe: Cafe) -> set[int]:
    """Who has said when they can come around then, and not that they can then."""
    around = timedelta(days=14)
    days: dict[int, set[object]] = defaultdict(set)
    rows = members.free_dates(cafe.chapter, cafe.on - around, cafe.on + around)
    for person, series, on in rows.values_list("member__person_id", "series_id", "on"):
        days[person].add((series, on))
    return {person for person, said in days.items() if (cafe.series_id, cafe.on) not in said}


def _interested(chapter: Chapter, topics: Iterable[str]) -> set[int]:
    """Who has ever asked about one of these topics."""
    wanted = set(topics) - {COMPANY}
    rows = Need.objects.filter(member__chapter=chapter, topic__in=wanted)
    return set(rows.values_list("member__person_id", flat=True))
