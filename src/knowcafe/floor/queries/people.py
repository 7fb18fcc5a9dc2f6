"""Who is expected at a café, who has come, and what they may be called in the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Seat
from knowcafe.core.hour import State
from knowcafe.members import queries as members
from knowcafe.members.models import Profile
from knowcafe.phrases.fitting import somebody


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody with a place: `who` is what taps call them."""

    who: str
    name: str
    person_id: int
    is_helper: bool

    def as_json(self) -> dict[str, Any]:
        return {"who": self.who, "name": self.name, "is_helper": self.is_helper}


def who_is(person: Person | int) -> str:
    """What taps call somebody with a place."""
    return f"p{person if isinstance(person, int) else person.pk}"


def person_id(who: str) -> int | None:
    """Behind “p12”; nobody behind a walk-in’s mark."""
    return int(who[1:]) if who[:1] == "p" and who[1:].isdecimal() else None


def expected(cafe: Cafe) -> tuple[Expected, ...]:
    """Who holds a seat, by its number, then reserves who were called up."""
    names = names_expected(cafe)
    invited = Invitation.objects.filter(cafe=cafe, as_helper=True, person__in=names)
    helpers = set(invited.values_list("person_id", flat=True))
    known = members.profiles(cafe.chapter, names)
    helpers |= {id_ for id_, profile in known.items() if profile.is_professional}
    return tuple(Expected(who_is(id_), name, id_, id_ in helpers) for id_, name in names.items())


def names_expected(cafe: Cafe) -> dict[int, str]:
    """First names of whoever is expected, by the person's id, in the same order."""
    seats = Seat.objects.filter(cafe=cafe).exclude(person=None).order_by("number")
    called = Confirmation.objects.filter(cafe=cafe, as_reserve=True).exclude(called_up_at=None)
    called = called.exclude(answer=Confirmation.Answer.CANNOT).order_by("called_up_at", "pk")
    fields = ("person_id", "person__first_name")
    return {id_: name for rows in (seats, called) for id_, name in rows.values_list(*fields)}


def names_in_room(cafe: Cafe, people: Mapping[str, str]) -> dict[str, str]:
    """What a screen may call them: a professional who has not agreed is “An accountant”.

    `people` maps who to first name. Two of a name are told apart by a number, in this order: that
    of seats, then of arrival, so that nobody is called otherwise once somebody else walks in.
    """
    ids = {who: id_ for who in people if (id_ := person_id(who))}
    known = members.profiles(cafe.chapter, ids.values())
    shown = {who: _in_room(known.get(ids.get(who, 0)), name) for who, name in people.items()}
    return told_apart(shown)


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The second of a name is “Sam 2”, in the order given."""
    seen: dict[str, int] = {}
    told = {}
    for who, name in names.items():
        seen[name.casefold()] = nth = seen.get(name.casefold(), 0) + 1
        told[who] = name if nth == 1 else f"{name} {nth}"
    return told


def people_named(cafe: Cafe, state: State) -> dict[str, str]:
    """First names by who, of everybody expected or here at some time; what phones said wins."""
    names = {who_is(id_): name for id_, name in names_expected(cafe).items()}
    for who, person in state.people.items():
        names[who] = person["name"] or names.get(who, "")
    return names


def came(state: State) -> frozenset[str]:
    """Who is here, or left after it had begun; who was tapped by mistake before did not."""
    begun = state.begun
    return frozenset(
        who
        for who, person in state.people.items()
        if person["here"] or (begun is not None and person["at"] > begun)
    )


def _in_room(profile: Profile | None, name: str) -> str:
    if profile and profile.is_professional and not profile.may_show_name:
        return somebody(name="", role=profile.role, for_a_living=True)
    return name
