"""What people say themselves of whether they came."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes.actions.letters import note
from knowcafe.cafes.models import Attendance
from knowcafe.cafes.queries.own_record import CORRECTED_FOR
from knowcafe.refused import Refused


@transaction.atomic
def correct_attendance(cafe_id: int, *, state: str, by: Person, now: datetime) -> None:
    """One's own row only, and while people remember; the hosts see that it was corrected."""
    row = Attendance.objects.filter(cafe=cafe_id, person=by).select_related("cafe").first()
    if row is None:
        raise Refused(_("Nothing is noted of you there."))
    if state not in Attendance.State.values:
        raise Refused(_("You came, could not and said so, or didn’t make it."))
    if row.cafe.ends_at < now - CORRECTED_FOR:
        raise Refused(_("That is long ago, and it fades by itself."))
    if (
        Attendance.objects.filter(pk=row.pk)
        .exclude(state=state)
        .update(state=state, corrected_at=now)
    ):
        note("attendance.corrected", row.cafe, by, now)
