"""A chapter's people, for its hosts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from knowcafe import phrases
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.matching import COMPANY
from knowcafe.members.models import Need, Offer, Profile
from knowcafe.members.queries.topics import topic_label

MOST_LOOKED_FOR = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as hosts see them; `paused_until` only while it lies ahead.

    `is_only_known`: brought in from a list and not been here yet, so they are asked to nothing.
    """

    id: int
    name: str
    email: str
    role: str
    is_professional: bool
    is_host: bool
    since: datetime
    open_needs: int
    know_how: int
    paused_until: date | None
    is_only_known: bool = False


def people_of(chapter: Chapter, *, search: str, today: date) -> list[Listed]:
    """By name; `search` is looked for in names, addresses and what they do."""
    rows = Member.objects.filter(chapter=chapter).select_related("chapter", "person", "profile")
    for word in search.split():
        rows = rows.filter(
            Q(person__first_name__icontains=word)
            | Q(person__email__icontains=word)
            | Q(profile__role__icontains=word)
        )
    by_name = list(rows.order_by("person__first_name", "pk"))
    needs = Need.objects.open().filter(member__in=rows)
    asked = dict(needs.values_list("member").annotate(Count("pk")))
    known = dict(Offer.objects.filter(member__in=rows).values_list("member").annotate(Count("pk")))
    return [
        _listed(
            member, needs=asked.get(member.pk, 0), know_how=known.get(member.pk, 0), today=today
        )
        for member in by_name
    ]


def _listed(member: Member, *, needs: int, know_how: int, today: date) -> Listed:
    profile: Profile | None = getattr(member, "profile", None)
    is_paused = profile is not None and profile.is_paused(today)
    return Listed(
        id=member.pk,
        name=member.person.first_name,
        email=member.person.email,
        role=profile.role if profile else "",
        is_professional=profile is not None and profile.is_professional,
        is_host=member.is_host,
        since=member.chapter.on_the_wall(member.since),
        open_needs=needs,
        know_how=know_how,
        paused_until=profile.paused_until if profile and is_paused else None,
        is_only_known=profile is not None and profile.is_only_known,
    )


def looked_for(chapter: Chapter) -> list[str]:
    """Topics that somebody needs and nobody knows about, the most wanted first: “VAT know-how”.

    Nothing of the needs themselves; and nothing at all where the chapter is closed.
    """
    if not chapter.is_open:
        return []
    known = Offer.objects.filter(member__chapter=chapter).values("topic")
    needs = Need.objects.open().filter(member__chapter=chapter).exclude(topic=COMPANY)
    wanted = needs.exclude(topic__in=known).values("topic").annotate(times=Count("pk"))
    topics = [row["topic"] for row in wanted.order_by("-times", "topic")[:MOST_LOOKED_FOR]]
    cast = phrases.Cast({}, topics={topic: topic_label(chapter, topic) for topic in topics})
    return [cast.know_how(topic) for topic in topics]
