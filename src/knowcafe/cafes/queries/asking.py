"""Who may be asked to a café just now, and what stands in the way: one rule for drafting a week,
for the page that says what would leave, and for asking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum

from django.db.models import Count, QuerySet

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.chapters.models import Chapter
from knowcafe.members import queries as members
from knowcafe.members.models import Profile
from knowcafe.outbox import queries as post
from knowcafe.outbox import rules as quiet


class Hindrance(Enum):
    """Why somebody is not asked."""

    STOPPED = "stopped"
    PAUSED = "paused"
    WRITTEN_TO = "written to"
    NEAR = "near"
    SEATED = "seated"
    ASKED = "asked"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


def resting(
    chapter: Chapter, profiles: Mapping[int, Profile], *, now: datetime
) -> dict[int, Hindrance]:
    """Those of a chapter who are not asked to any café just now, by the person's id."""
    letters = _letters(Person.objects.filter(member__chapter=chapter), now)
    most = quiet.MOST_UNREQUESTED
    enough = {person for person, count in letters.items() if count >= most}
    return dict.fromkeys(enough, Hindrance.WRITTEN_TO) | _unwilling(chapter, profiles, now)


def _unwilling(
    chapter: Chapter, profiles: Mapping[int, Profile], now: datetime
) -> dict[int, Hindrance]:
    today = chapter.on_the_wall(now).date()
    found = {p: Hindrance.PAUSED for p, said in profiles.items() if said.is_paused(today)}
    stopped = {p: Hindrance.STOPPED for p, said in profiles.items() if not said.wants_invitations}
    return found | stopped


def hindrances(
    chapter: Chapter, asked: Sequence[tuple[Cafe, Person]], *, now: datetime
) -> list[Hindrance | None]:
    """What stands in the way of each of these, in this order; None where nothing does.

    A chapter's cafés and whom to ask there. Letters count in their order, so of three to one person
    the last is not written.
    """
    ids = {person.pk for _cafe, person in asked}
    cafes = {cafe.pk for cafe, _person in asked}
    unwilling = _unwilling(chapter, members.profiles(chapter, ids), now)
    seats = Seat.objects.filter(cafe__in=cafes).values_list("cafe_id", "person_id", "kept_for_id")
    seated = {(cafe, person) for cafe, *both in seats for person in both if person}
    before = Invitation.objects.filter(cafe__in=cafes, person__in=ids)
    invited = set(before.values_list("cafe_id", "person_id"))
    letters = _letters(Person.objects.filter(pk__in=ids), now)
    found: list[Hindrance | None] = []
    for cafe, person in asked:
        hindrance = unwilling.get(person.pk)
        if cafe.is_too_near(now):
            hindrance = Hindrance.NEAR
        elif not hindrance and letters[person.pk] >= quiet.MOST_UNREQUESTED:
            hindrance = Hindrance.WRITTEN_TO
        elif (cafe.pk, person.pk) in seated:
            hindrance = Hindrance.SEATED
        elif (cafe.pk, person.pk) in invited:
            hindrance = Hindrance.ASKED
        letters[person.pk] += not hindrance
        found.append(hindrance)
    return found


def _letters(people: QuerySet[Person], now: datetime) -> Counter[int]:
    """Letters that nobody asked for: the week's, and those still to be written."""
    sent = post.unrequested_by(people.values("email"), now)
    to_come = Invitation.objects.filter(person__in=people, told_at=None, answer="")
    found = Counter(dict(to_come.values_list("person_id").annotate(Count("pk")).order_by()))
    if sent:
        rows = people.filter(email__in=sent).values_list("pk", "email")
        found.update({person: sent[email] for person, email in rows})
    return found
