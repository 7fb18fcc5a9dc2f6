"""Weeks that nobody has planned: which of them are worth a closer look."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from knowcafe.cafes.queries.planning import current_plan
from knowcafe.cafes.queries.week import FEW
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Week
from knowcafe.members.models import Need, Offer


def may_be_worth_planning(chapter: Chapter, week: Week) -> bool:
    """Whether a draft waits, or enough members need or know something. In a small chapter neither
    is so for weeks on end, and nothing more has to be read.
    """
    if current_plan(chapter, week):
        return True
    mine = {"member": OuterRef("pk")}
    needing, knowing = (
        Exists(Need.objects.open().filter(**mine)),
        Exists(Offer.objects.filter(**mine)),
    )
    people = Member.objects.filter(needing | knowing, chapter=chapter)
    return people[:FEW].count() == FEW
