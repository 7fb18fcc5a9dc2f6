"""What a group did before it came here, and what that says about the evenings ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from knowcafe.accounts.models import Person
from knowcafe.accounts.rules import is_name
from knowcafe.cafes.models import Cafe, Intake, PastCount, PastMember
from knowcafe.cafes.queries.reading import read_file
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.exchange import History, Judged, Kind, first_name, sort_out
from knowcafe.core.turnout import Model, Past, seeded

FILE_KEPT = timedelta(hours=1)
"""So long a file waits to be brought in."""

TO_UNDO = timedelta(hours=24)
"""So long bringing in can be undone."""

WHEN_NOT_KNOWN = 52.0
"""Sums over evenings of nobody knows when are taken to be so many weeks old."""

MOST_ALIKE = 2
"""So many members are suggested as who somebody from a list may be."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody without an address, and members who are called the same."""

    past: PastMember
    perhaps: tuple[Person, ...]


def waiting_file(chapter: Chapter, person: Person | None, now: datetime) -> Intake | None:
    """The file somebody looks at and has not brought in yet; none once its hour is over."""
    kept = Intake.objects.filter(chapter=chapter, by=person, done_at=None, at__gt=now - FILE_KEPT)
    return kept.select_related("chapter").first()


def read_intake(intake: Intake) -> History:
    """What a waiting file holds, read as its host has said."""
    return read_file(
        bytes(intake.data or b""),
        intake.name,
        zone=intake.chapter.zone,
        kind=Kind(intake.kind) if intake.kind else None,
        columns=intake.columns,
    )


def judged(chapter: Chapter, history: History) -> tuple[Judged, ...]:
    """Every row of a list and what would become of it in a chapter as it is now."""
    members = Member.objects.filter(chapter=chapter).values_list("person__email", flat=True)
    known = PastMember.objects.filter(chapter=chapter, source=history.kind.source)
    return sort_out(
        history.guests,
        members=set(members),
        known=set(known.exclude(key="").values_list("key", flat=True)),
        is_name=is_name,
    )


def intakes(chapter: Chapter) -> QuerySet[Intake]:
    """What was brought in, the latest first."""
    done = Intake.objects.filter(chapter=chapter).exclude(done_at=None).defer("data")
    return done.select_related("by").order_by("-done_at", "-pk")


def can_be_undone(intake: Intake, now: datetime) -> bool:
    """Within a day, and while nothing has been brought in on top of it."""
    last = intakes(intake.chapter).filter(undone_at=None).first()
    return last == intake and intake.done_at is not None and now < intake.done_at + TO_UNDO


def unclaimed(chapter: Chapter, *, search: str = "") -> QuerySet[PastMember]:
    """Those brought in by name alone, by name."""
    found = PastMember.objects.filter(chapter=chapter, person=None)
    for word in search.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")


def claims(chapter: Chapter, rows: Sequence[PastMember]) -> list[Claim]:
    """Each with the members of the chapter who go by their first name or by all of it."""
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    came_here = Member.objects.filter(chapter=chapter).exclude(person__first_name="")
    taken = PastMember.objects.filter(chapter=chapter).exclude(person=None).values("person")
    free = came_here.exclude(person__in=taken).select_related("person")
    names = {name for row in rows for name in _names(row)}
    wanted = Q()
    for name in names:
        wanted |= Q(person__first_name__iexact=name)
    for member in free.filter(wanted).order_by("-since", "pk") if names else ():
        by_name[member.person.first_name.casefold()].append(member.person)
    return [Claim(row, tuple(_alike(row, by_name))) for row in rows]


def _names(row: PastMember) -> set[str]:
    return {row.name.casefold(), first_name(row.name, is_name).casefold()} - {""}


def _alike(row: PastMember, by_name: dict[str, list[Person]]) -> list[Person]:
    found = [person for name in sorted(_names(row)) for person in by_name.get(name, ())]
    return found[:MOST_ALIKE]


def past_counts(chapter: Chapter) -> QuerySet[PastCount]:
    """The latest evening first, sums of many at the end."""
    return PastCount.objects.filter(chapter=chapter).order_by("-on", "source")


def seeded_model(chapter: Chapter) -> Model:
    """What a chapter knows of turn-out before its first evening here, from evenings elsewhere.

    An evening that was noted here as well counts here only; one that was announced at two places
    is one evening. Sums over many evenings count where nothing better is known of that place. It
    is as of the first evening noted here, from which on `core.turnout.learned` goes on.
    """
    found = PastCount.objects.filter(chapter=chapter, said_yes__gt=0).exclude(came=None)
    rows = list(found.order_by("source", "key"))
    if not rows:
        return Model()
    noted = Cafe.objects.filter(chapter=chapter).exclude(noted_at=None)
    own = set(noted.values_list("on", flat=True))
    counts: defaultdict[date, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.on and row.on not in own:
            counts[row.on].append((row.said_yes, row.came or 0))
    dated = {row.source for row in rows if row.on}
    sums = [row for row in rows if row.source not in dated]
    first = min(own, default=max(counts, default=date.max))
    evenings = [
        Past(
            sum(said for said, _came in both),
            sum(came for _said, came in both),
            weeks_ago=max(0.0, (first - on).days / 7),
        )
        for on, both in counts.items()
    ]
    many = [Past(r.said_yes, r.came or 0, WHEN_NOT_KNOWN, is_sum=True) for r in sums]
    return seeded(Model(), [*evenings, *many])
