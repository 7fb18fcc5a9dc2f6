"""Where somebody stands with a café, and the links that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Reserve, Seat

_SIGNER = Signer(sep="~", salt="knowcafe.cafes.place")


class Standing(Enum):
    """Where somebody stands with a café."""

    SEAT = "seat"
    RESERVE = "reserve"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place at a café, as their mail's link leads to it."""

    cafe: Cafe
    person: Person
    standing: Standing


def standing(cafe: Cafe, person: Person) -> Standing:
    if Seat.objects.filter(cafe=cafe, person=person).exists():
        return Standing.SEAT
    waits = Reserve.objects.filter(cafe=cafe, person=person).exists()
    return Standing.RESERVE if waits else Standing.NEITHER


def place_at_that_time(cafe: Cafe, person: Person) -> Place | None:
    """A seat, or a reserve's place, at another café that is held at the same time."""
    others = Cafe.objects.filter(starts_at__lt=cafe.ends_at, ends_at__gt=cafe.starts_at)
    theirs = others.exclude(pk=cafe.pk).filter(Q(seat__person=person) | Q(reserve__person=person))
    other = theirs.select_related("chapter").order_by("starts_at", "pk").first()
    return Place(other, person, standing(other, person)) if other else None


def address(path: str) -> str:
    """A path as others reach it."""
    return f"{settings.ADDRESS}{path}"


def place_link(cafe: Cafe, person: Person) -> str:
    """The address of somebody's own page of a café; it goes to their mailbox and nowhere else."""
    token = _SIGNER.sign(f"{cafe.pk}.{person.pk}")
    return address(reverse("place", args=[token]))


def digits(cafe: Cafe, person: Person) -> str:
    """Two digits printed beside the link: a scanner that only follows it has not read them."""
    hashed = salted_hmac("knowcafe.cafes.digits", f"{cafe.pk}.{person.pk}", algorithm="sha256")
    return f"{int(hashed.hexdigest(), 16) % 100:02}"


def place(token: str) -> Place | None:
    """What a link leads to; None if it was not made by us, or what it led to is gone."""
    try:
        cafe_id, person_id = _SIGNER.unsign(token).split(".")
    except BadSignature:
        return None
    cafe = Cafe.objects.with_free().filter(pk=cafe_id).first()
    person = Person.objects.filter(pk=person_id).first()
    if not cafe or not person:
        return None
    return Place(cafe, person, standing(cafe, person))
