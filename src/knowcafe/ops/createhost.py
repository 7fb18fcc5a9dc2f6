"""`knowcafe createhost`: from an empty installation to a front door people can come to."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.queries import address
from knowcafe.chapters import actions as chapters
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.refused import Refused

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY = re.compile(r"([a-z]{3})[a-z]* +([01]?\d|2[0-3])[:.]([0-5]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is typed: the host, the chapter, and when it meets ("Thu 18:30")."""

    email: str
    name: str
    chapter: str
    zone: str
    place: str
    every: str
    minutes: int = 90
    access: str = ""
    seats: int = 10
    closed: bool = False


@transaction.atomic
def create_host(opening: Opening, *, now: datetime) -> str:
    """Host, chapter, series and the next cafés, all or nothing; returns the door's address."""
    try:
        validate_email(opening.email)
    except ValidationError:
        raise Refused(_("“%s” is not an e-mail address.") % opening.email) from None
    weekday, starts = _read_every(opening.every)
    host = accounts.ensure_person(opening.email, first_name=opening.name, now=now)
    accounts.vouch_for(host, now=now)
    chapter = chapters.open_chapter(
        opening.chapter,
        host=host,
        zone=opening.zone,
        place=opening.place,
        access=opening.access,
        table_size=opening.seats,
        is_open=not opening.closed,
        now=now,
    )
    chapters.meet_weekly(
        chapter, weekday=weekday, starts=starts, minutes=opening.minutes, by=host, now=now
    )
    cafes.open_ahead(now=now)
    return address(reverse("front-door", args=[chapter.slug]))


def create_host_command(options: argparse.Namespace, *, now: datetime) -> int:
    """0 when done, 2 with a sentence when refused; nothing is kept then."""
    fields = {field: getattr(options, field) for field in Opening.__slots__}
    bring_up_to_date()
    try:
        door = create_host(Opening(**fields), now=now)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    sys.stdout.write(_("The chapter is open. Its front door: %s") % door + "\n")
    sys.stdout.write(_("Start it with: knowcafe serve") + "\n")
    return 0


def _read_every(text: str) -> tuple[int, time]:
    found = _EVERY.fullmatch(text.strip())
    if not found or found[1].lower() not in _DAYS:
        raise Refused(_("“%s” is no weekly time; it is written like “Thu 18:30”.") % text)
    return _DAYS.index(found[1].lower()), time(int(found[2]), int(found[3]))
