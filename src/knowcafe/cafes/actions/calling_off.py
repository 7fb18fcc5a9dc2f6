"""A café that does not take place after all."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import hosting, public
from knowcafe.refused import Refused

Answer = Invitation.Answer


@transaction.atomic
def call_off(cafe: Cafe, *, by: Person | None, now: datetime) -> int:
    """Tell everybody who counts on it, once, and where the next one is; returns how many.

    It loses its seats, so that nobody can be given one any more, whoever looked at it before.
    """
    if not by or not rules.can_note(by, cafe):
        raise Refused(_("Only hosts of this chapter may call a café off."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun, so it cannot be called off any more."))
    held = Cafe.objects.filter(pk=cafe.pk, called_off_at=None)
    if not held.update(called_off_at=now, sequence=F("sequence") + 1):
        raise Refused(_("This café has been called off already, and everybody knows."))
    cafe.refresh_from_db(fields=["called_off_at", "sequence"])
    told = _tell_all(cafe, by=by, now=now)
    Seat.objects.filter(cafe=cafe).delete()
    Reserve.objects.filter(cafe=cafe).delete()
    still = Invitation.objects.filter(cafe=cafe, answer__in=(Answer.NONE, Answer.COMING))
    still.update(answer=Answer.WITHDRAWN, answered_at=now)
    note("cafe.called-off", cafe, by, now)
    return told


def _tell_all(cafe: Cafe, *, by: Person, now: datetime) -> int:
    """Only those who have it in their calendars are sent what takes it out again."""
    booked = hosting.in_calendars([cafe.pk])[cafe.pk]
    waiting = hosting.waiting([cafe.pk])[cafe.pk]
    people = Person.objects.in_bulk(sorted(booked | waiting))
    words = partial(
        phrases.called_off, instead=_instead(cafe, by, now), door=public.door_of(cafe.chapter)
    )
    return sum(
        tell(cafe, who, "called-off" if key in booked else "not-held", words, now=now)
        for key, who in people.items()
    )


def _instead(cafe: Cafe, by: Person, now: datetime) -> phrases.AnotherCafe | None:
    """The next one with a free seat; whoever hosts sees no more cafés than its members."""
    coming = queries.next_cafes(cafe.chapter, person=by, now=now)
    found = next((other for other in coming if other.free), None)
    if not found:
        return None
    return phrases.AnotherCafe(found.starts, found.ends, public.page_of(found))
