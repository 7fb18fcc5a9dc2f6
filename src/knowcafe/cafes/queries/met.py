"""Who met whom, and how fresh it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import combinations

from django.db.models import Q

from knowcafe.cafes.models import Attendance, Met
from knowcafe.chapters.models import Chapter
from knowcafe.core.matching import Limits

REMEMBERED = timedelta(weeks=104)
"""Who shared a table longer ago than this is as good as new to each other; a conflict of interest
is over."""

HALF_LIFE = timedelta(weeks=Limits().half_life_weeks)
"""After so long half of “we have met” has faded."""

Last = dict[frozenset[int], date]


def last_met(chapter: Chapter, *, since: date, people: Collection[int] | None = None) -> Last:
    """When two people met last, as far as it counts.

    Who shared a table in some round met on that day. Where rounds are known, who only came to the
    same café did so half as much, which is as if it had been one half-life earlier; where none
    are, the café was one table.
    """
    tables = Met.objects.filter(chapter=chapter, on__gte=since)
    came = Attendance.objects.filter(
        cafe__chapter=chapter, cafe__on__gte=since, state=Attendance.State.CAME
    ).exclude(person=None)
    if people is not None:
        tables = tables.filter(Q(one__in=people) | Q(other__in=people))
        came = came.filter(person__in=people)
    found: Last = {}
    has_rounds: set[tuple[int, date]] = set()
    for one, other, on in tables.values_list("one_id", "other_id", "on"):
        _keep(found, frozenset((one, other)), on)
        has_rounds |= {(one, on), (other, on)}
    for pair, on in came_together(came.values_list("person_id", "cafe_id", "cafe__on")):
        is_known = any((person, on) in has_rounds for person in pair)
        _keep(found, pair, on - HALF_LIFE if is_known else on)
    return {
        pair: on
        for pair, on in found.items()
        if on >= since and (people is None or pair <= set(people))
    }


def came_together(came: Iterable[tuple[int, int, date]]) -> Iterable[tuple[frozenset[int], date]]:
    """Pairs who came to the same café, and its day."""
    cafes: dict[tuple[int, date], list[int]] = defaultdict(list)
    for person, cafe, on in came:
        cafes[cafe, on].append(person)
    for (_cafe, on), here in cafes.items():
        for pair in combinations(here, 2):
            yield frozenset(pair), on


def freshness(chapter: Chapter, people: Collection[int], on: date) -> dict[frozenset[int], float]:
    """How fresh each meeting of these people is on a day: 1 of today, half after a half-life."""
    met = last_met(chapter, since=on - REMEMBERED, people=people)
    return {pair: 0.5 ** (max(timedelta(0), on - day) / HALF_LIFE) for pair, day in met.items()}


def _keep(found: Last, pair: frozenset[int], on: date) -> None:
    found[pair] = max(on, found.get(pair, on))
