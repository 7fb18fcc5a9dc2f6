"""Who is left at a table without the help they were told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from knowcafe.accounts.models import Person as Somebody
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.cafes.queries import asked
from knowcafe.cafes.queries.the_list import answers
from knowcafe.core.matching import COMPANY, Offer, Person
from knowcafe.members import queries as members
from knowcafe.phrases.fitting import somebody
from knowcafe.phrases.grammar import as_yours


@dataclass(frozen=True, slots=True)
class LeftWithout:
    """Somebody with a seat, who it was that could help them, and with what, in words to them."""

    person: Somebody
    who: str
    topics: tuple[str, ...]


def left_without(cafe: Cafe, helper: Somebody, *, now: datetime) -> list[LeftWithout]:
    """Whom `helper`, who has left the table, could have helped there, and nobody else can.

    Whoever else is asked and has not answered still counts as help.
    """
    member = members.member_of(cafe.chapter, helper)
    known = members.offers_of(member).values_list("topic", "depth") if member else ()
    if not member or not known:
        return []
    said = members.profile_of(member)
    offers = tuple(Offer(topic, depth) for topic, depth in known)
    gone = Person(id=str(helper.pk), offers=offers, languages=tuple(said.languages))
    who = somebody(
        name=helper.first_name if said.may_show_name else "",
        role=said.role,
        for_a_living=said.is_professional,
    )
    return [
        LeftWithout(person, who, tuple(as_yours(label) for label in labels))
        for person, labels in _without(gone, asked.table(cafe, now=now))
    ]


def _without(gone: Person, table: asked.Table) -> Iterator[tuple[Somebody, list[str]]]:
    """Everybody with a seat whose needs nobody there can meet now, and the topics that were met."""
    people = {person.id: person for person in table.ahead.problem.people}
    others = [people[person] for person in table.here]
    seats = Seat.objects.filter(cafe=table.cafe).select_related("person").order_by("number")
    for person in (seat.person for seat in seats if seat.person):
        owner = people[str(person.pk)]
        mine = [need for need in table.ahead.problem.needs if need.person == owner.id]
        met = {n.topic for n in mine if n.topic != COMPANY and answers(gone, n, owner)}
        if met and not any(answers(other, need, owner) for other in others for need in mine):
            chapter = table.cafe.chapter
            yield person, sorted(members.topic_label(chapter, topic) for topic in met)
