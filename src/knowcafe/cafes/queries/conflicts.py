"""Conflicts of interest: said once of a table, kept in mind for every later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from knowcafe.cafes.models import Attendance, Invitation, Seat
from knowcafe.chapters.models import Chapter
from knowcafe.members import queries as members
from knowcafe.members.models import Need


def conflicts(chapter: Chapter, *, since: date) -> frozenset[frozenset[int]]:
    """Helpers who said so, each with everybody at that table whose need they were to answer.

    They were told topics and no names, so it holds for all of these. For the planner's eyes.
    """
    said = Invitation.objects.filter(
        cafe__chapter=chapter, cafe__on__gte=since, answer=Invitation.Answer.CONFLICT
    )
    rows = list(said.values_list("person_id", "cafe_id", "sent_at", "answered_at"))
    if not rows:
        return frozenset()
    there = _there({cafe for _helper, cafe, _sent, _answered in rows})
    knows: dict[int, set[str]] = defaultdict(set)
    for helper, topic in members.offers(chapter).values_list("member__person_id", "topic"):
        knows[helper].add(topic)
    asked = Need.objects.filter(
        member__chapter=chapter, member__person__in=set().union(*there.values())
    ).values_list("member__person_id", "topic", "asked_at", "closed_at")
    return frozenset(
        frozenset((helper, person))
        for person, topic, asked_at, closed_at in asked
        for helper, cafe, sent, answered in rows
        if person in there[cafe] - {helper} and topic in knows[helper]
        if asked_at <= (answered or sent) and not (closed_at and closed_at < sent)
    )


def _there(cafes: Collection[int]) -> dict[int, set[int]]:
    """Who was asked to these cafés, has a seat at them or came."""
    found: dict[int, set[int]] = {cafe: set() for cafe in cafes}
    for table in (Invitation, Seat, Attendance):
        rows = table.objects.filter(cafe__in=cafes).exclude(person=None)
        for cafe, person in rows.values_list("cafe_id", "person_id"):
            found[cafe].add(person)
    return found
