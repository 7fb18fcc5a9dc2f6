"""Whom a café helped, and who gave their time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, Invitation
from knowcafe.cafes.queries.places import address
from knowcafe.chapters.models import Member
from knowcafe.core.matching import COMPANY
from knowcafe.members.models import Apart, Need, Offer

_SIGNER = Signer(sep="~", salt="knowcafe.cafes.helped")


@dataclass(frozen=True, slots=True)
class Helped:
    """A need of somebody who came, and those who came too and know about it."""

    need: Need
    helpers: tuple[Person, ...]


def helped_at(cafe: Cafe) -> list[Helped]:
    """The needs that met know-how at a café, among those who came; company is nobody's know-how.

    People who would rather not sit together are strangers here as well.
    """
    came = Attendance.objects.filter(cafe=cafe, state=Attendance.State.CAME).exclude(person=None)
    members = Member.objects.filter(chapter=cafe.chapter, person__in=came.values("person"))
    asked = Q(asked_at__lt=cafe.ends_at) & (Q(closed_at=None) | Q(closed_at__gt=cafe.starts_at))
    needs = Need.objects.filter(asked, member__in=members).exclude(topic=COMPANY)
    knowing: dict[str, list[Person]] = {}
    for offer in Offer.objects.filter(member__in=members).select_related("member__person"):
        knowing.setdefault(offer.topic, []).append(offer.member.person)
    apart = set(Apart.objects.filter(member__in=members).values_list("member__person", "other"))
    apart |= {(other, person) for person, other in apart}
    found = []
    for need in needs.select_related("member__person").order_by("asked_at", "pk"):
        asker = need.member.person_id
        helpers = [p for p in knowing.get(need.topic, ()) if p.pk != asker]
        able = tuple(p for p in helpers if (asker, p.pk) not in apart)
        if able:
            found.append(Helped(need, able))
    return found


def gave_time(cafe: Cafe) -> set[int]:
    """Those who came as helpers: asked as such, or giving know-how for a living."""
    invited = Invitation.objects.filter(cafe=cafe, as_helper=True).values_list("person", flat=True)
    members = Member.objects.filter(chapter=cafe.chapter, profile__is_professional=True)
    return set(invited) | set(members.values_list("person", flat=True))


@dataclass(frozen=True, slots=True)
class Thanked:
    """Somebody who came, as the link in their thanks leads to them."""

    attendance: Attendance
    cafe: Cafe
    person: Person
    helped: tuple[Helped, ...]

    @property
    def open_needs(self) -> list[Need]:
        return [found.need for found in self.helped if not found.need.closed_at]

    @property
    def topics(self) -> str:
        """What it may have helped with, in the table's words."""
        return phrases.topics_listed([found.need.for_table for found in self.helped])


def helped_link(cafe: Cafe, person: Person) -> str:
    """The address where somebody says whether it helped; it goes to their mailbox only."""
    return address(reverse("helped", args=[_SIGNER.sign(f"{cafe.pk}.{person.pk}")]))


def thanked(token: str) -> Thanked | None:
    """What a link leads to; None if it was not made by us, or they did not come after all."""
    try:
        cafe_id, person_id = map(int, _SIGNER.unsign(token).split("."))
    except BadSignature:
        return None
    came = Attendance.objects.filter(cafe=cafe_id, person=person_id)
    row = came.filter(state=Attendance.State.CAME).select_related("person").first()
    if not row or not row.person:
        return None
    cafe = Cafe.objects.with_free().get(pk=cafe_id)
    mine = tuple(h for h in helped_at(cafe) if h.need.member.person_id == row.person_id)
    return Thanked(row, cafe, row.person, mine)
