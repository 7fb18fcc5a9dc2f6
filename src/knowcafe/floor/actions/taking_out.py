"""Taking a take-away out of a chapter's know-how."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.floor import rules
from knowcafe.floor.models import Insight
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def take_out(insight: Insight, *, by: Person | None, now: datetime) -> None:
    """For good; twice is once. The journal says that it was done, and not what stood there."""
    if not rules.can_take_out(by, insight):
        raise Refused(_("Only hosts of this chapter may take out what its tables found out."))
    if not Insight.objects.filter(pk=insight.pk).delete()[0]:
        return
    by_id, chapter = by.pk if by else None, insight.chapter_id
    journal.record("insight.out", at=now, chapter_id=chapter, by_id=by_id, about_id=insight.cafe_id)
