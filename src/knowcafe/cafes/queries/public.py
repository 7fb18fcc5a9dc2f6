"""A chapter's cafés as other programs read them: feeds, calendars, search engines."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries.places import address
from knowcafe.cafes.queries.told import next_cafes
from knowcafe.chapters.models import Chapter

OFTEN = timedelta(hours=6)
"""How often a calendar should look again."""

_AROUND = timedelta(days=366)


def page_of(cafe: Cafe) -> str:
    """The address of a café's public page."""
    return address(reverse("cafe", args=[cafe.chapter.slug, cafe.pk]))


def door_of(chapter: Chapter) -> str:
    """The address of a chapter's front door."""
    return address(reverse("front-door", args=[chapter.slug]))


def where(cafe: Cafe) -> str:
    """The place where everybody may know it; empty for a home, or in a closed chapter."""
    return cafe.place if cafe.is_place_public and cafe.chapter.is_open else ""


def title(chapter: Chapter) -> str:
    return _("Knowledge café in %s") % chapter.name


def invitation_text(cafe: Cafe) -> str:
    """A few lines to paste into a group."""
    lines = (
        title(cafe.chapter),
        f"{phrases.day(cafe.starts)}, {phrases.hours(cafe.starts, cafe.ends)}",
        where(cafe),
        cafe.question,
        _("Small table, ten people at most, free of charge."),
        _("Just come: %s") % page_of(cafe) if cafe.has_open_door else page_of(cafe),
    )
    return "\n".join(line for line in lines if line)


def event_data(cafe: Cafe) -> str:
    """A café as schema.org describes events, as JSON that may stand in a page."""
    data = json.dumps(_event_data(cafe), ensure_ascii=False)
    return data.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _event_data(cafe: Cafe) -> dict[str, object]:
    place: dict[str, object] = {"@type": "Place", "name": cafe.chapter.name}
    mode = "OfflineEventAttendanceMode"
    if where(cafe):
        place = {"@type": "Place", "name": where(cafe), "address": where(cafe)}
    elif not cafe.place:
        place, mode = (
            {"@type": "VirtualLocation", "url": page_of(cafe)},
            "OnlineEventAttendanceMode",
        )
    free = "InStock" if cafe.free else "SoldOut"
    status = "EventCancelled" if cafe.called_off_at else "EventScheduled"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": title(cafe.chapter),
        "startDate": cafe.starts.isoformat(),
        "endDate": cafe.ends.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": place,
        "url": page_of(cafe),
        "description": _about(cafe),
        "maximumAttendeeCapacity": cafe.table_size,
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": f"Knowcafé {cafe.chapter.name}",
            "url": door_of(cafe.chapter),
        },
        "offers": {
            "@type": "Offer",
            "availability": f"https://schema.org/{free}",
            "url": page_of(cafe),
        },
    }


def feed(chapter: Chapter, *, person: Person | None, now: datetime) -> str:
    """An Atom feed of the cafés ahead."""
    atom = Atom1Feed(
        title=f"Knowcafé {chapter.name}",
        link=door_of(chapter),
        feed_url=address(reverse("feed", args=[chapter.slug])),
        description=_("The next knowledge cafés in %s.") % chapter.name,
        language="en-gb",
    )
    for cafe in next_cafes(chapter, person=person, now=now):
        when = f"{phrases.day(cafe.starts)}, {phrases.hours(cafe.starts, cafe.ends)}"
        atom.add_item(
            title=when,
            link=page_of(cafe),
            description=_about(cafe),
            unique_id=page_of(cafe),
            pubdate=cafe.published_at,
            updateddate=cafe.published_at,
        )
    return str(atom.writeString("utf-8"))


def calendar(chapter: Chapter, *, person: Person | None, now: datetime) -> str:
    """The cafés ahead, for calendars that look again every few hours.

    One that is called off is struck out there, unless a table beside it is open.
    """
    cafes = next_cafes(chapter, person=person, now=now)
    open_ = {(cafe.series_id, cafe.on) for cafe in cafes}
    seen = Cafe.objects.visible_to(person).filter(chapter=chapter, starts_at__gt=now)
    off = seen.exclude(called_off_at=None).select_related("chapter").order_by("starts_at", "pk")
    cafes += [cafe for cafe in off if (cafe.series_id, cafe.on) not in open_]
    made = Calendar()
    made.add("prodid", "-//Knowcafé//cafés//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", f"Knowcafé {chapter.name}")
    made.add("x-wr-calname", f"Knowcafé {chapter.name}")
    made.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for cafe in cafes:
        made.add_component(_event(cafe))
    if cafes:
        days = [cafe.on for cafe in cafes]
        made.add_missing_timezones(min(days) - _AROUND, max(days) + _AROUND)
    return str(made.to_ical().decode())


def _event(cafe: Cafe) -> Event:
    event = Event()
    event.add("uid", f"cafe-{cafe.pk}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("sequence", cafe.sequence)
    event.add("dtstamp", cafe.called_off_at or cafe.published_at or cafe.starts_at)
    event.add("dtstart", cafe.starts)
    event.add("dtend", cafe.ends)
    event.add("summary", title(cafe.chapter))
    if cafe.called_off_at:
        event.add("status", "CANCELLED")
    event.add("description", _about(cafe))
    event.add("url", page_of(cafe))
    if where(cafe):
        event.add("location", where(cafe))
    return event


def _about(cafe: Cafe) -> str:
    """What anybody may know, in a few lines."""
    hidden = "" if where(cafe) else _("We tell the address to those who have a seat.")
    lines = (
        phrases.hours(cafe.starts, cafe.ends),
        where(cafe) or hidden,
        cafe.access,
        cafe.question,
        _("An hour or so with people who know what you need to know."),
    )
    return "\n".join(line for line in lines if line)
