"""People with needs and know-how on a chapter's Thursdays, for tests of its week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Placement, Plan
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.members.models import Availability, FreeDate, Need, Offer, Profile


def person(name: str) -> Person:
    return Person.objects.get(first_name=name)


def member(chapter: Chapter, name: str, now: datetime) -> Member:
    who = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=now)
    return chapters.join(chapter, person=who, now=now)


def asks(
    chapter: Chapter, name: str, topic: str, *, now: datetime, weeks: int = 0, urgent: bool = False
) -> Need:
    return Need.objects.create(
        member=member(chapter, name, now),
        text=f"My secret about {topic}",
        topic=topic,
        for_table=f"A question about {topic}",
        asked_at=now - timedelta(weeks=weeks),
        is_urgent=urgent,
    )


def knows(
    chapter: Chapter, name: str, *topics: str, now: datetime, role: str = "", quarter: str = ""
) -> Member:
    """Somebody with know-how; with a role a professional, who gives three cafés a quarter."""
    who = member(chapter, name, now)
    for topic in topics:
        Offer.objects.create(member=who, topic=topic, depth=2 if role else 1)
    if role:
        Profile.objects.create(member=who, role=role, is_professional=True)
        Availability.objects.create(member=who, quarter=quarter or "2027-Q1", cap=3, said_at=now)
    return who


def is_free(chapter: Chapter, *names: str, on: date) -> None:
    """They can come to every café of that day."""
    people = Person.objects.filter(first_name__in=names)
    series = Series.objects.filter(chapter=chapter, weekday=on.weekday())
    for who in Member.objects.filter(chapter=chapter, person__in=people):
        for one in series:
            FreeDate.objects.create(member=who, series=one, on=on)


def the_cast(chapter: Chapter, *, on: date, now: datetime, quarter: str = "2027-Q1") -> None:
    """Amara and Grace need pricing and Bilal urgently a contract; Dana and Chidi can help."""
    asks(chapter, "Amara", "pricing", now=now, weeks=3)
    asks(chapter, "Grace", "pricing", now=now)
    asks(chapter, "Bilal", "contracts-nda", now=now, urgent=True)
    knows(chapter, "Dana", "pricing", now=now, role="accountant", quarter=quarter)
    knows(chapter, "Chidi", "contracts-nda", now=now, role="lawyer", quarter=quarter)
    is_free(chapter, "Amara", "Grace", "Bilal", "Dana", "Chidi", on=on)


def tables(plan: Plan) -> dict[int, list[str]]:
    """First names by the number of the table."""
    found: dict[int, list[str]] = {}
    placed = Placement.objects.filter(plan=plan).select_related("cafe", "person")
    for one in placed.order_by("cafe__on", "cafe__table", "person__first_name"):
        found.setdefault(one.cafe.table, []).append(one.person.first_name)
    return found


def table_of(plan: Plan, name: str) -> Cafe:
    return Placement.objects.select_related("cafe").get(plan=plan, person__first_name=name).cafe
