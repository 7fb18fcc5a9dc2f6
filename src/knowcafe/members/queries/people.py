"""Who the members are, what they need and know, and when they can come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Quarter
from knowcafe.members.models import (
    MOST_OPEN_NEEDS,
    Apart,
    Availability,
    FreeDate,
    Need,
    NeedQuerySet,
    Offer,
    Profile,
)


def member_of(chapter: Chapter, person: Person | None) -> Member | None:
    """Somebody as a member of a chapter; None for those who do not belong to it."""
    found = Member.objects.filter(chapter=chapter, person=person)
    return found.select_related("chapter", "person").first()


def profile_of(member: Member) -> Profile:
    """How a member would like to be seen; what holds for everybody where they have not said."""
    return Profile.objects.filter(member=member).first() or Profile(member=member)


def profiles(chapter: Chapter, people: Collection[int] | None = None) -> dict[int, Profile]:
    """By the person's id, of everybody or of some; who has none is left out."""
    found = Profile.objects.filter(member__chapter=chapter).select_related("member")
    if people is not None:
        found = found.filter(member__person__in=people)
    return {profile.member.person_id: profile for profile in found}


def open_needs(chapter: Chapter) -> NeedQuerySet:
    """A chapter's, the one that has waited longest first."""
    mine = Need.objects.open().filter(member__chapter=chapter)
    return mine.select_related("member__person", "member__chapter").order_by("asked_at", "pk")


def open_needs_of(member: Member) -> NeedQuerySet:
    return Need.objects.open().filter(member=member).order_by("asked_at", "pk")


def may_ask(chapter: Chapter, person: Person | None) -> bool:
    """Whether one more need of theirs would be taken: so many can be looked after at a time."""
    mine = Need.objects.open().filter(member__chapter=chapter, member__person=person)
    return mine.count() < MOST_OPEN_NEEDS


def needs_of(person: Person | None) -> NeedQuerySet:
    """Everything somebody ever asked, in all their chapters, the newest first."""
    mine = Need.objects.filter(member__person=person)
    return mine.select_related("member__person", "member__chapter").order_by("-asked_at", "-pk")


def offers(chapter: Chapter) -> QuerySet[Offer]:
    """What a chapter's members can help with."""
    mine = Offer.objects.filter(member__chapter=chapter)
    return mine.select_related("member__person").order_by("member", "topic")


def offers_of(member: Member) -> QuerySet[Offer]:
    return Offer.objects.filter(member=member).order_by("topic")


def free_dates(chapter: Chapter, first: date, last: date) -> QuerySet[FreeDate]:
    """When a chapter's members can come, from one day to another, both included."""
    within = FreeDate.objects.filter(member__chapter=chapter, on__gte=first, on__lte=last)
    return within.select_related("member").order_by("on", "series", "member")


def free_dates_of(member: Member, first: date) -> set[tuple[int, date]]:
    """The days of series, by its id, on which a member can come from a day on."""
    return set(FreeDate.objects.filter(member=member, on__gte=first).values_list("series_id", "on"))


def availability_of(member: Member, quarter: Quarter) -> Availability | None:
    return Availability.objects.filter(member=member, quarter=str(quarter)).first()


def caps(chapter: Chapter, quarter: Quarter) -> dict[int, int]:
    """How many cafés members would give in a quarter, by the person's id; who has not said is
    left out.
    """
    said = Availability.objects.filter(member__chapter=chapter, quarter=str(quarter))
    return dict(said.values_list("member__person_id", "cap"))


def apart(chapter: Chapter) -> frozenset[frozenset[int]]:
    """Pairs of people who should not share a table. For the planner's eyes."""
    said = Apart.objects.filter(member__chapter=chapter).values_list("member__person_id", "other")
    return frozenset(frozenset(pair) for pair in said)
