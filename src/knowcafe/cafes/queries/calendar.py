"""A café as a calendar takes it from a letter: asked for, changed, taken out again."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.outbox import queries as outbox

REQUEST, CANCEL = "REQUEST", "CANCEL"

CANCELLING = ("released", "declined", "expired", "called-off")
"""The letters that take a café out of somebody's calendar again, as their keys begin."""

_AROUND = timedelta(days=366)


def calendar_part(
    cafe: Cafe, person: Person, *, method: str, is_sure: bool, knows_place: bool, url: str,
    now: datetime,
) -> str:  # fmt: skip
    """One event for one person, who is its only attendee.

    SEQUENCE grows by one with every cancelling and every asking again, so that a calendar which
    has taken the café out puts it back.
    """
    event = Event()
    event.add("uid", f"cafe-{cafe.pk}-{person.pk}@{_host()}")
    event.add("sequence", cafe.sequence + 2 * _cancelled(cafe, person) + (method == CANCEL))
    event.add("dtstamp", now)
    event.add("dtstart", cafe.starts)
    event.add("dtend", cafe.ends)
    event.add("summary", _("Knowcafé %s") % cafe.chapter.name)
    event.add("status", _status(method, is_sure))
    event.add("organizer", _party(parseaddr(settings.MAIL_FROM)[1], cafe.chapter.name))
    attendee = _party(person.email, person.first_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if is_sure else "NEEDS-ACTION")
    event.add("attendee", attendee)
    event.add("url", url)
    event.add("class", "PRIVATE")
    if knows_place:
        event.add("location", cafe.place)
        lines = (cafe.access, cafe.link if is_sure else "")
        event.add("description", "\n".join(line for line in lines if line))
    calendar = Calendar()
    calendar.add("prodid", "-//Knowcafé//cafés//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones(cafe.on - _AROUND, cafe.on + _AROUND)
    return str(calendar.to_ical().decode())


def _cancelled(cafe: Cafe, person: Person) -> int:
    return outbox.written(*(f"{kind}:{cafe.pk}:{person.pk}:" for kind in CANCELLING))


def _status(method: str, is_sure: bool) -> str:
    if method == CANCEL:
        return "CANCELLED"
    return "CONFIRMED" if is_sure else "TENTATIVE"


def _party(email: str, name: str) -> vCalAddress:
    party = vCalAddress(f"mailto:{email}")
    party.params["CN"] = vText(name)
    return party


def _host() -> str:
    return urlsplit(settings.ADDRESS).hostname or "localhost"
