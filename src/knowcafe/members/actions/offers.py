"""What somebody can help with, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Member, Series
from knowcafe.core.calendar import Quarter
from knowcafe.core.matching import DONE_IT, FOR_A_LIVING
from knowcafe.members import queries
from knowcafe.members.actions.profiles import come_by, must_speak_for, note
from knowcafe.members.models import Availability, FreeDate, Offer
from knowcafe.refused import Refused

LARGEST_CAP = 26
"""Twice a week for a quarter."""


@transaction.atomic
def offer(member: Member, *, depths: Mapping[str, int], by: Person, now: datetime) -> None:
    """Everything they can help with, by topic: what was offered before and is not here ends."""
    must_speak_for(by, member)
    known = {topic.id for topic in queries.tree_of(member.chapter).topics}
    if any(topic not in known for topic in depths):
        raise Refused(_("Choose what it is about from the list."))
    if any(depth not in (DONE_IT, FOR_A_LIVING) for depth in depths.values()):
        raise Refused(_("Say whether you have done it yourself or do it for a living."))
    Offer.objects.filter(member=member).exclude(topic__in=depths).delete()
    for topic, depth in depths.items():
        Offer.objects.update_or_create(member=member, topic=topic, defaults={"depth": depth})
    note("offers.said", member, by=by, now=now)


@transaction.atomic
def say_when(
    member: Member, *, free: Iterable[tuple[Series, date]], by: Person, now: datetime
) -> None:
    """Further days on which they can come."""
    must_speak_for(by, member)
    add_dates(member, free)
    note("dates.said", member, by=by, now=now)


@transaction.atomic
def say_quarter(
    member: Member,
    *,
    quarter: Quarter,
    cap: int,
    free: Iterable[tuple[Series, date]],
    by: Person,
    now: datetime,
) -> None:
    """How many cafés they would give in a quarter, and on which days.

    It replaces what they said before of that quarter's days that are still to come.
    """
    must_speak_for(by, member)
    first, last = queries.days_of(quarter)
    today = member.chapter.on_the_wall(now).date()
    if last < today:
        raise Refused(_("That quarter is over; tell us about this one."))
    if not 1 <= cap <= LARGEST_CAP:
        raise Refused(
            _("Say how many cafés at most: 1 to %d. No time? Pause instead.") % LARGEST_CAP
        )
    dates = list(free)
    if any(not first <= on <= last for _series, on in dates):
        raise Refused(_("Choose days of this quarter."))
    Availability.objects.update_or_create(
        member=member, quarter=str(quarter), defaults={"cap": cap, "said_at": now}
    )
    FreeDate.objects.filter(member=member, on__gte=max(first, today), on__lte=last).delete()
    add_dates(member, dates)
    if by.pk == member.person_id:
        come_by(member)
    note("quarter.said", member, by=by, now=now)


def add_dates(member: Member, free: Iterable[tuple[Series, date]]) -> None:
    """Days of the member's own chapter, each once."""
    dates = list(free)
    if any(series.chapter_id != member.chapter_id for series, _on in dates):
        raise Refused(_("Choose days of your own chapter."))
    FreeDate.objects.bulk_create(
        [FreeDate(member=member, series=series, on=on) for series, on in dates],
        ignore_conflicts=True,
    )
