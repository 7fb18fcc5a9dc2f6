"""People with needs and know-how on a chapter's Thursdays, for tests of its week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.calendar import Week
from knowcafe.members.models import Availability, FreeDate, Need, Offer, Profile


def week_of(on: date) -> Week:
    return Week.containing(on)


def member(chapter: Chapter, name: str, now: datetime) -> Member:
    person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=now)
    return chapters.join(chapter, person=person, now=now)


def asks(
    chapter: Chapter, name: str, topic: str, *, now: datetime, weeks: int = 0, urgent: bool = False
) -> Need:
    return Need.objects.create(
        member=member(chapter, name, now), text=f"Help with {topic}", topic=topic,
        for_table=f"A question about {topic}", asked_at=now - timedelta(weeks=weeks),
        is_urgent=urgent,
    )  # fmt: skip


def knows(chapter: Chapter, name: str, *topics: str, now: datetime, role: str = "") -> Member:
    """Somebody with know-how; with a role a professional, who gives three cafés this quarter."""
    who = member(chapter, name, now)
    for topic in topics:
        Offer.objects.create(member=who, topic=topic, depth=2 if role else 1)
    if role:
        Profile.objects.create(member=who, role=role, is_professional=True)
        Availability.objects.create(member=who, quarter="2027-Q1", cap=3, said_at=now)
    return who


def is_free(chapter: Chapter, *names: str, on: date) -> None:
    series = Series.objects.filter(chapter=chapter).order_by("pk")
    people = Person.objects.filter(first_name__in=names)
    for who in Member.objects.filter(chapter=chapter, person__in=people):
        for one in series.filter(weekday=on.weekday()):
            FreeDate.objects.create(member=who, series=one, on=on)
