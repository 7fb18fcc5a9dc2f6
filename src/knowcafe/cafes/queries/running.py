"""Who runs a café beside its hosts, and who could be asked to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Seat


@dataclass(frozen=True, slots=True)
class Runners:
    """People as (id, name): those named, and who else could be, with a seat here or without one.

    The chapter's hosts are in none of them: they run every café.
    """

    named: tuple[tuple[int, str], ...]
    seated: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]


def named_to_run(cafe: Cafe) -> QuerySet[Person]:
    """Whoever a host lets run this café."""
    return Person.objects.filter(facilitator__cafe=cafe).order_by("first_name", "pk")


def could_run(cafe: Cafe) -> QuerySet[Person]:
    """The chapter's members and whoever has a seat here, except those who run it already."""
    seated = Seat.objects.filter(cafe=cafe).exclude(person=None).values("person")
    members = Person.objects.filter(member__chapter=cafe.chapter_id, member__is_host=False)
    hosts = Person.objects.filter(member__chapter=cafe.chapter_id, member__is_host=True)
    asked = Person.objects.filter(pk__in=seated) | Person.objects.filter(pk__in=members)
    free = asked.exclude(pk__in=named_to_run(cafe)).exclude(pk__in=hosts).exclude(first_name="")
    return free.exclude(pk=cafe.second_facilitator_id or 0).order_by("first_name", "pk")


def runners(cafe: Cafe) -> Runners:
    """For the café's page; namesakes are told apart by their addresses."""
    seated = set(Seat.objects.filter(cafe=cafe).values_list("person", flat=True))
    named, free = list(named_to_run(cafe)), list(could_run(cafe))
    everybody = [person.first_name for person in (*named, *free)]

    def told(people: list[Person]) -> tuple[tuple[int, str], ...]:
        return tuple((person.pk, _told_apart(person, everybody)) for person in people)

    return Runners(
        named=told(named),
        seated=told([person for person in free if person.pk in seated]),
        others=told([person for person in free if person.pk not in seated]),
    )


def _told_apart(person: Person, names: list[str]) -> str:
    is_alone = names.count(person.first_name) == 1
    return person.first_name if is_alone else f"{person.first_name} ({person.email})"
