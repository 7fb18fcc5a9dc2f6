"""What an hour leaves behind: next steps, know-how, and how it was."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from statistics import mean
from typing import Any

from django.db.models import Q, QuerySet

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe
from knowcafe.chapters.models import Chapter
from knowcafe.floor.models import Hour, Insight, Pulse
from knowcafe.floor.queries.people import people_named, person_id
from knowcafe.floor.queries.running import state_of
from knowcafe.members import queries as members


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody's next step as they said it; `person_id` is None for a walk-in."""

    who: str
    name: str
    person_id: int | None
    text: str
    cue: str = ""
    action: str = ""
    obstacle: str = ""
    plan: str = ""
    on: date | None = None
    buddy: str = ""
    confidence: int | None = None


def steps(hour: Hour) -> tuple[Step, ...]:
    """Of everybody who has said one, in the order in which they did."""
    state = state_of(hour)
    names = people_named(hour.cafe, state)
    ids = {id_ for who in state.steps if (id_ := person_id(who)) and who in names}
    known = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    rows = sorted(state.steps.items(), key=lambda row: (row[1]["at"], row[0]))
    return tuple(
        Step(
            who=who,
            name=names.get(who, ""),
            person_id=id_ if (id_ := person_id(who)) in known else None,
            text=said["text"].strip(),
            cue=said["cue"].strip(),
            action=said["action"].strip(),
            obstacle=said["obstacle"].strip(),
            plan=said["plan"].strip(),
            on=date.fromisoformat(said["on"]) if said["on"] else None,
            buddy=said["buddy"].strip(),
            confidence=said["confidence"],
        )
        for who, said in rows
        if said["text"].strip()
    )


def know_how(
    chapter: Chapter, search: str = "", *, kind: str = "", topic: str = ""
) -> QuerySet[Insight]:
    """What a chapter's tables have found out, the newest first; every word searched for is in it
    or in its topic's name.
    """
    found = Insight.objects.filter(chapter=chapter).order_by("-said_at", "-pk")
    if kind:
        found = found.filter(kind=kind)
    if topic:
        found = found.filter(topic=topic)
    known = members.tree_of(chapter).topics
    for word in search.split():
        named = [one.id for one in known if word.casefold() in one.label.casefold()]
        found = found.filter(Q(text__icontains=word) | Q(topic__in=named))
    return found


@dataclass(frozen=True, slots=True)
class Quick:
    """The three quick questions of an hour, added up: means of 1 to 5, and what to change."""

    answered: int
    useful: float
    space: float
    changes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "changes": list(self.changes)}


def quick_answers(hour: Hour) -> Quick | None:
    """None before anybody has answered; from its sum, once the answers are forgotten."""
    rows = list(Pulse.objects.filter(guest__hour=hour).order_by("answered_at", "pk"))
    if rows:
        return Quick(
            len(rows),
            mean(row.useful for row in rows),
            mean(row.space for row in rows),
            tuple(row.change for row in rows if row.change),
        )
    return Quick(**hour.quick | {"changes": tuple(hour.quick["changes"])}) if hour.quick else None


FEWEST = 3
"""Of fewer people than this hosts read no answers: everybody would know whose they are."""


@dataclass(frozen=True, slots=True)
class Evening:
    """How an evening was, for its chapter's hosts, once it is over.

    Of `asked` people who came so many have answered. `useful` and `space` are None, and `changes`
    empty, where too few did. `changes` stand in no order that says who wrote what.
    """

    asked: int
    answered: int
    useful: float | None
    space: float | None
    changes: tuple[str, ...]
    balance: float | None
    not_heard: int | None


def how_it_was(cafe: Cafe, now: datetime) -> Evening | None:
    """None where nobody opened the hour, or it still goes on."""
    hour = Hour.objects.filter(cafe=cafe).first()
    if hour is None or (hour.closed_at is None and now < cafe.ends_at):
        return None
    quick = quick_answers(hour)
    answered = quick.answered if quick else 0
    came = Attendance.objects.filter(cafe=cafe, state=Attendance.State.CAME).count()
    told = quick if quick and answered >= FEWEST else None
    return Evening(
        asked=max(came, answered),
        answered=answered,
        useful=told.useful if told else None,
        space=told.space if told else None,
        changes=tuple(sorted(told.changes, key=str.casefold)) if told else (),
        balance=hour.balance,
        not_heard=hour.not_heard,
    )
