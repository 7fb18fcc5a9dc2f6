"""What those who are here said last time: the first five minutes of a café."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from knowcafe.cafes.models import Cafe
from knowcafe.followups.models import Commitment

LATELY = timedelta(days=60)
"""What is longer ago is not asked about at the table any more; guests are forgotten then."""


@dataclass(frozen=True, slots=True)
class LastStep:
    """A next step of somebody here, by first name. How it went is theirs to tell."""

    who: str
    name: str
    words: str


def last_time(cafe: Cafe, people: Mapping[str, str]) -> tuple[LastStep, ...]:
    """Of `people`, first names by what the café's taps call them (“p12”, “w-…”), in their order.

    Of somebody with an account their latest in this chapter; of a guest what somebody of that
    name said at the café before this one, where only one of that name is meant and here.
    """
    persons = {int(who[1:]): who for who in people if who[:1] == "p" and who[1:].isdecimal()}
    lately = Commitment.objects.filter(
        chapter=cafe.chapter_id,
        cafe__starts_at__lt=cafe.starts_at,
        cafe__starts_at__gt=cafe.starts_at - LATELY,
    ).order_by("cafe__starts_at", "pk")
    found = {persons[row.person_id]: row.text for row in lately.filter(person__in=persons)
             if row.person_id}  # fmt: skip
    found |= _guests(cafe, {who: name for who, name in people.items() if who not in found})
    return tuple(LastStep(who, name, found[who]) for who, name in people.items() if who in found)


def _guests(cafe: Cafe, people: Mapping[str, str]) -> dict[str, str]:
    """Guests of the café before this one, all tables of that day together."""
    held = Cafe.objects.filter(
        chapter=cafe.chapter_id, starts_at__lt=cafe.starts_at, on__lt=cafe.on
    )
    held = held.filter(series=cafe.series_id) if cafe.series_id else held
    held = held.filter(starts_at__gt=cafe.starts_at - LATELY, called_off_at=None)
    before = held.exclude(published_at=None).order_by("-on").values_list("on", flat=True).first()
    if not before:
        return {}
    rows = list(Commitment.objects.filter(cafe__in=held.filter(on=before), person=None))
    there = Counter(row.name.casefold() for row in rows)
    here = Counter(name.casefold() for name in people.values())
    said = {row.name.casefold(): row.text for row in rows if there[row.name.casefold()] == 1}
    return {
        who: said[name.casefold()]
        for who, name in people.items()
        if name.casefold() in said and here[name.casefold()] == 1
    }
