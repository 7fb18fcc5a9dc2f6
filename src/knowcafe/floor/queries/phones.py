"""A guest's own phone: their table, their reason, and nothing private of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.core.matching import FOR_A_LIVING
from knowcafe.floor.models import Guest, Hour, Pulse, Touch
from knowcafe.floor.queries.people import expected, person_id, who_is
from knowcafe.floor.queries.room import look, room_state
from knowcafe.floor.queries.seating import knowing
from knowcafe.members import queries as members
from knowcafe.phrases import floor as phrases
from knowcafe.phrases.fitting import somebody


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody a guest has been in the room with; `is_chosen`: they would like to stay in touch."""

    who: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Mutual:
    """Both would like to stay in touch: what the other one typed for that."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A guest's page as it is now.

    `room` is the screen's state; `table` the number of theirs in this part, 0 where there is none,
    and `names` who sits there with them. `reason` and `need` are empty unless they have shown that
    they are themselves, or typed it here. `step` is their own next step, `takeaway` what they said.
    """

    guest: Guest
    hour: Hour
    room: dict[str, Any]
    table: int
    names: tuple[str, ...]
    reason: str
    need: str
    step: dict[str, Any] | None
    takeaway: str
    is_here: bool
    has_answered: bool
    others: tuple[Other, ...]
    mutual: tuple[Mutual, ...]

    def as_json(self) -> dict[str, Any]:
        """What changes while the page is open."""
        news = {"table": self.table, "names": list(self.names), "reason": self.reason}
        return {**self.room, **news}


def phone_of(token: str, *, now: datetime) -> Guest | None:
    """The guest whose phone this is, until some days after the café."""
    found = Guest.objects.filter(token=token).select_related("hour__cafe__chapter", "person")
    guest = found.first()
    return guest if guest and guest.hour.is_kept(now) else None


def phone_version(token: str) -> int | None:
    """For whoever asks whether there is news: one small query."""
    found = Guest.objects.filter(token=token)
    return found.values_list("hour__shown", flat=True).first()


def phone(guest: Guest, *, now: datetime) -> Phone:
    """Everything on their page."""
    hour = guest.hour
    seen = look(hour)
    state, shown = seen.state, seen.names
    tables = [] if hour.closed_at else seen.tables
    table, here = next(
        ((n, table) for n, table in enumerate(tables, 1) if guest.who in table), (0, [])
    )
    beside = [who for who in here if who != guest.who]
    chosen = set(Touch.objects.filter(giver=guest).values_list("to_who", flat=True))
    there = sorted(state.people.keys() - {guest.who}, key=lambda who: shown.get(who, ""))
    return Phone(
        guest=guest,
        hour=hour,
        room=room_state(hour, now=now, seen=seen),
        table=table,
        names=tuple(shown.get(who, "") for who in beside),
        reason=_reason(guest, beside) if beside else "",
        need=_need(guest),
        step=state.steps.get(guest.who),
        takeaway=state.takeaways.get(takeaway_key(guest), {}).get("text", ""),
        is_here=guest.who in state.here(),
        has_answered=Pulse.objects.filter(guest=guest).exists(),
        others=tuple(Other(who, shown.get(who, ""), who in chosen) for who in there),
        mutual=_mutual(guest, chosen, shown),
    )


def takeaway_key(guest: Guest) -> str:
    """One take-away a phone, to be said again as often as they like."""
    return f"phone-{guest.who}"


def open_hours_of(person: Person, *, now: datetime) -> tuple[Cafe, ...]:
    """Cafés that are held just now at which somebody has a place: “Open my table”."""
    hours = Hour.objects.filter(closed_at=None, cafe__ends_at__gt=now, cafe__called_off_at=None)
    mine = hours.filter(cafe__seat__person=person) | hours.filter(
        cafe__confirmation__person=person, cafe__confirmation__called_up_at__isnull=False
    )
    rows = mine.select_related("cafe__chapter").order_by("cafe__starts_at").distinct()
    return tuple(
        hour.cafe for hour in rows if any(one.person_id == person.pk for one in expected(hour.cafe))
    )


def guest_of(hour: Hour, person: Person) -> Guest | None:
    """The phone somebody has opened as themselves."""
    return Guest.objects.filter(hour=hour, who=who_is(person), person=person).first()


def _need(guest: Guest) -> str:
    """Their own, as they put it for the table; hidden from everybody's phone after the café."""
    if guest.need or guest.person is None:
        return guest.need
    member = members.member_of(guest.hour.cafe.chapter, guest.person)
    first = members.open_needs_of(member).first() if member else None
    return first.for_table if first else ""


def _reason(guest: Guest, beside: Iterable[str]) -> str:
    """Who at this table can help them, and what they are wanted for."""
    here = [guest.who, *beside]
    chapter, known = guest.hour.cafe.chapter, knowing(guest.hour, here)
    if guest.person is None and person_id(guest.who):
        return ""  # somebody at the door has said this name, and no more
    helpers = []
    for topic, _urgent in known.needs.get(guest.who, ()):
        knows = [who for who in beside if topic in known.knows.get(who, {})]
        if knows:
            best = max(knows, key=lambda who: (known.knows[who][topic], who))
            label = members.topic_label(chapter, topic)
            helpers.append((_introduced(guest, best, known.knows[best][topic]), topic, label))
    mine = known.knows.get(guest.who, {})
    asked = {topic for who in beside for topic, _urgent in known.needs.get(who, ())}
    wanted = [members.topic_label(chapter, topic) for topic in sorted(asked & mine.keys())]
    return phrases.why_here(helpers=helpers, wanted=wanted)


def _introduced(guest: Guest, who: str, depth: int) -> str:
    """By name only if they agreed."""
    id_ = person_id(who) or 0
    said = members.profiles(guest.hour.cafe.chapter, [id_]).get(id_)
    person = Person.objects.filter(pk=id_).first()
    name = person.first_name if person and said and said.may_show_name else ""
    return somebody(name=name, role=said.role if said else "", for_a_living=depth == FOR_A_LIVING)


def _mutual(guest: Guest, chosen: set[str], shown: dict[str, str]) -> tuple[Mutual, ...]:
    """Those who chose each other."""
    both = Touch.objects.filter(
        giver__hour=guest.hour, giver__who__in=chosen, to_who=guest.who
    ).select_related("giver")
    rows = both.order_by("giver__name", "pk")
    return tuple(Mutual(shown.get(one.giver.who, ""), one.giver.contact) for one in rows)
