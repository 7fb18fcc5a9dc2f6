"""A café that does not take place after all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.letters import tell
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries import hosting, public
from knowcafe.chapters.queries import first_host
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

Answer = Invitation.Answer


@transaction.atomic
def call_off(cafe: Cafe, *, by: Person | None, now: datetime) -> int:
    """Tell everybody who counts on it, once, and where the next one is; returns how many.

    It loses its seats, so that nobody can be given one any more, whoever looked at it before.
    Nobody is needed for it where the chapter lets the software call off what stays thin.
    """
    if not rules.can_call_off(by, cafe):
        raise Refused(_("Only hosts of this chapter may call a café off."))
    claim(cafe, now=now)
    found = next_with_room(cafe, by, now)
    return close(cafe, {}, otherwise=come_instead(cafe, found), by=by, now=now)


def claim(cafe: Cafe, *, now: datetime) -> None:
    """Called off from now on; of two who try it at once one is refused."""
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun, so it cannot be called off any more."))
    held = Cafe.objects.filter(pk=cafe.pk, called_off_at=None)
    if not held.update(called_off_at=now, sequence=F("sequence") + 1):
        raise Refused(_("This café has been called off already, and everybody knows."))
    cafe.refresh_from_db(fields=["called_off_at", "sequence"])


def close(
    cafe: Cafe,
    kept: Mapping[int, phrases.KeptElsewhere],
    *,
    otherwise: phrases.LetterWords,
    by: Person | None,
    now: datetime,
) -> int:
    """Tell everybody of a café that was just called off, and take its seats away; how many were
    told. `kept` are those for whom there is a place elsewhere, by their ids; all others are told
    `otherwise`.
    """
    told = _tell_all(cafe, kept, otherwise, now=now)
    Seat.objects.filter(cafe=cafe).delete()
    Reserve.objects.filter(cafe=cafe).delete()
    still = Invitation.objects.filter(cafe=cafe, answer__in=(Answer.NONE, Answer.COMING))
    still.update(answer=Answer.WITHDRAWN, answered_at=now)
    journal.record(
        "cafe.called-off",
        at=now,
        chapter_id=cafe.chapter_id,
        by_id=by.pk if by else None,
        about_id=cafe.pk,
    )
    return told


def _tell_all(
    cafe: Cafe,
    kept: Mapping[int, phrases.KeptElsewhere],
    otherwise: phrases.LetterWords,
    *,
    now: datetime,
) -> int:
    """Only those who have it in their calendars are sent what takes it out again."""
    booked = hosting.in_calendars([cafe.pk])[cafe.pk]
    waiting = hosting.waiting([cafe.pk])[cafe.pk]
    people = Person.objects.in_bulk(sorted(booked | waiting))
    words = {
        key: partial(phrases.seat_elsewhere, kept=kept[key]) if key in kept else otherwise
        for key in people
    }
    return sum(
        tell(cafe, who, "called-off" if key in booked else "not-held", words[key], now=now)
        for key, who in people.items()
    )


def come_instead(cafe: Cafe, other: Cafe | None) -> phrases.LetterWords:
    """That a café is called off, and where another one is."""
    page = phrases.AnotherCafe(other.starts, other.ends, public.page_of(other)) if other else None
    return partial(phrases.called_off, instead=page, door=public.door_of(cafe.chapter))


def next_with_room(cafe: Cafe, by: Person | None, now: datetime) -> Cafe | None:
    """The next one with a free seat; whoever hosts sees no more cafés than its members."""
    host = by or first_host(cafe.chapter)
    coming = queries.next_cafes(cafe.chapter, person=host, now=now)
    return next((other for other in coming if other.free), None)
