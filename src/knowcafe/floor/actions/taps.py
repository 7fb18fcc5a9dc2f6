"""Taking taps: each counts once, whoever sends it and however often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.core.hour import BadTap, Tap, tap_from
from knowcafe.floor import models, rules
from knowcafe.floor.actions.seating import reseat
from knowcafe.floor.models import Hour
from knowcafe.floor.queries.people import expected, person_id
from knowcafe.floor.queries.running import milliseconds
from knowcafe.refused import Refused

AHEAD = timedelta(seconds=2)
"""So far a phone’s idea of our clock may be ahead."""

BEGINS = timedelta(hours=2)
"""Not longer before a café its hour can begin: who only tries it out would have begun it."""

MOST_AT_ONCE, MOST = 500, 5_000
COURSE = {"start", "next", "close"}
PRESENCE = {"here", "gone", "skip", "unskip", "move", "back"}
"""After these somebody may have to sit elsewhere in the rounds to come."""

UNSEEN = {"heard", "unheard", "takeaway", "drop", "step", "nostep"}
"""These change nothing on the room’s screen, nor on anybody else’s own phone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many taps were new, and which could not be taken: a sentence by the tap’s id."""

    new: int
    refused: Mapping[str, str] = field(default_factory=dict)


def take_taps(hour: Hour, taps: Iterable[Mapping[str, Any]], *, by: Person, now: datetime) -> Taken:
    """Keep what a phone has sent; what is known already, and what makes no sense, is left out."""
    if not rules.can_run(by, hour.cafe):
        raise Refused(_("Only those who run this café may do that."))
    sent = list(taps)
    if len(sent) > MOST_AT_ONCE:
        raise Refused(_("That is too much at once. Send it in parts."))
    checked, refused = _checked(hour, sent, now)
    return Taken(keep(hour, checked, by=by, now=now), refused)


def keep(hour: Hour, taps: Iterable[Tap], *, by: Person | None, now: datetime) -> int:
    """Keep good taps, then re-plan the rounds to come where somebody came or left."""
    fresh = save_taps(hour, {tap.id: tap for tap in taps}, by=by, now=now)
    if any(tap.kind in PRESENCE for tap in fresh):
        reseat(hour)
    return len(fresh)


@transaction.atomic
def save_taps(
    hour: Hour, taps: Mapping[str, Tap], *, by: Person | None, now: datetime
) -> list[Tap]:
    """Number and keep those that are new, one sender after the other."""
    if not taps:
        return []
    locked = Hour.objects.select_for_update().get(pk=hour.pk)
    if locked.closed_at:
        raise Refused(_("This café is closed, so nothing can be added to it."))
    known = models.Tap.objects.filter(hour=hour, key__in=list(taps)).values_list("key", flat=True)
    fresh = [_in_time(taps[key], locked, now) for key in taps.keys() - set(known)]
    if locked.version + len(fresh) > MOST:
        raise Refused(_("This café has had more taps than any café could. Close it, please."))
    fresh.sort(key=lambda tap: (tap.at, tap.id))
    models.Tap.objects.bulk_create(
        models.Tap(
            hour=hour, number=number, key=tap.id, kind=tap.kind, at=tap.at, received_at=now,
            by=by, said=dict(tap.said),
        )
        for number, tap in enumerate(fresh, locked.version + 1)
    )  # fmt: skip
    begins = min((tap.at for tap in fresh if tap.kind in ("start", "next")), default=None)
    begun_at = locked.begun_at or (now if begins is not None else None)
    if fresh:
        version = locked.version + len(fresh)
        shown = version if any(tap.kind not in UNSEEN for tap in fresh) else locked.shown
        Hour.objects.filter(pk=hour.pk).update(version=version, shown=shown, begun_at=begun_at)
    return fresh


def _in_time(tap: Tap, hour: Hour, now: datetime) -> Tap:
    """Not before the hour was opened, nor ahead of our clock."""
    earliest, latest = milliseconds(hour.opened_at), milliseconds(now + AHEAD)
    return replace(tap, at=max(earliest, min(tap.at, latest)))


def _checked(
    hour: Hour, sent: list[Mapping[str, Any]], now: datetime
) -> tuple[list[Tap], dict[str, str]]:
    places = {one.who for one in expected(hour.cafe)}
    is_early = now < hour.cafe.starts_at - BEGINS
    good, refused = [], {}
    for data in sent:
        try:
            tap = _one(data, places)
            if is_early and tap.kind in COURSE:
                raise Refused(_("It is too early to begin: so far you can only prepare."))
            good.append(tap)
        except (BadTap, Refused) as error:
            key = data.get("id") if isinstance(data, Mapping) else None
            is_ours = isinstance(error, Refused)
            refused[str(key)] = str(error) if is_ours else _("This could not be understood.")
    return good, refused


def _one(data: Mapping[str, Any], places: set[str]) -> Tap:
    tap = tap_from(data)
    who = tap.said.get("who", "")
    if tap.kind == "here" and person_id(who) and who not in places:
        raise Refused(_("Nobody like that has a place at this café; add them by first name."))
    if tap.kind == "here" and tap.said.get("name"):
        accounts.must_be_name(tap.said["name"])
    return tap
