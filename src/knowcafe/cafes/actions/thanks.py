"""The morning after: thanks to all who came, and whether it helped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries
from knowcafe.cafes.models import Attendance, Cafe, Seat
from knowcafe.cafes.queries import attending, helped
from knowcafe.cafes.queries.helped import Thanked
from knowcafe.chapters import queries as chapters
from knowcafe.journal import actions as journal
from knowcafe.members import actions as members
from knowcafe.outbox import actions as outbox
from knowcafe.refused import Refused

GOOD_FOR = timedelta(days=3)
"""Thanks that could not leave for so long stay: they would only puzzle."""


def thank(*, now: datetime) -> int:
    """The morning after, once a café: everybody who came. Nobody where nothing was noted."""
    return sum(_thank(cafe, now=now) for cafe in attending.to_thank(now))


@transaction.atomic
def _thank(cafe: Cafe, *, now: datetime) -> int:
    if not Cafe.objects.filter(pk=cafe.pk, thanked_at=None).update(thanked_at=now):
        return 0
    came = Attendance.objects.filter(cafe=cafe, state=Attendance.State.CAME).exclude(person=None)
    helpers = helped.gave_time(cafe)
    topics: dict[int, list[str]] = {}
    for found in helped.helped_at(cafe):
        topics.setdefault(found.need.member.person_id, []).append(found.need.for_table)
    people = [row.person for row in came.select_related("person").order_by("pk") if row.person]
    for person in people:
        letter = phrases.thanks(
            phrases.AboutThanks(
                name=person.first_name,
                chapter=cafe.chapter.name,
                day=phrases.day(cafe.starts),
                minutes=cafe.minutes if person.pk in helpers else 0,
                topics=tuple(topics.get(person.pk, ())),
                link=helped.helped_link(cafe, person),
                digits=queries.digits(cafe, person),
                next_cafes=queries.address(reverse("front-door", args=[cafe.chapter.slug])),
            )
        )
        _write(f"thanks:{cafe.pk}:{person.pk}", cafe, person, letter, now=now)
    journal.record("cafe.thanked", at=now, chapter_id=cafe.chapter_id, about_id=cafe.pk)
    return len(people)


def ask_who_came(*, now: datetime) -> int:
    """The morning after a café of which nothing is noted: each host, once."""
    return sum(_ask_hosts(cafe, now=now) for cafe in attending.not_noted(now))


@transaction.atomic
def _ask_hosts(cafe: Cafe, *, now: datetime) -> int:
    seated = Seat.objects.filter(cafe=cafe).exclude(person=None).count()
    asked = 0
    for host in chapters.hosts(cafe.chapter):
        letter = phrases.who_came(
            name=host.first_name,
            day=phrases.day(cafe.starts),
            seated=seated,
            link=attending.came_link(cafe),
            chapter=cafe.chapter.name,
        )
        asked += _write(f"who-came:{cafe.pk}:{host.pk}", cafe, host, letter, now=now)
    return asked


@transaction.atomic
def say_it_helped(
    thanked: Thanked,
    *,
    tell: bool,
    met: Sequence[int],
    typed: str,
    by: Person | None,
    now: datetime,
) -> None:
    """Close the needs that are met and, where they may know, tell those who helped: once."""
    person, cafe = thanked.person, thanked.cafe
    is_known = constant_time_compare(typed.strip(), queries.digits(cafe, person))
    if by != person and not is_known:
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))
    for found in thanked.helped:
        if found.need.pk in met:
            members.close_need_as_met(found.need, by=person, now=now)
    mine = Attendance.objects.filter(pk=thanked.attendance.pk, helped_at=None)
    if not tell or not mine.update(helped_at=now):
        return
    topics: dict[Person, list[str]] = {}
    for found in thanked.helped:
        for helper in found.helpers:
            topics.setdefault(helper, []).append(found.need.for_table)
    for helper, about in topics.items():
        letter = phrases.it_helped(
            helper=helper.first_name,
            founder=person.first_name,
            topics=about,
            day=phrases.day(cafe.starts),
            chapter=cafe.chapter.name,
        )
        _write(f"helped:{cafe.pk}:{person.pk}:{helper.pk}", cafe, helper, letter, now=now)
    journal.record(
        "attendance.helped", at=now, chapter_id=cafe.chapter_id, by_id=person.pk, about_id=cafe.pk
    )


def _write(key: str, cafe: Cafe, to: Person, letter: phrases.Words, *, now: datetime) -> bool:
    return outbox.write(
        key,
        to=to.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=now + GOOD_FOR,
        chapter_id=cafe.chapter_id,
    )
