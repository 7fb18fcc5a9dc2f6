"""Asking people to a café."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.letters import note, tell
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.cafes.queries import asked
from knowcafe.cafes.queries.ahead import Ahead
from knowcafe.chapters import actions as chapters
from knowcafe.members import queries as members

HOURS = timedelta(hours=48)
"""So long an invitation keeps a seat…"""

LAST_CALL = timedelta(hours=3)
"""…but never longer than until so shortly before the café."""

Answer = Invitation.Answer


@transaction.atomic
def invite(cafe: Cafe, person: Person, *, as_helper: bool, now: datetime) -> bool:
    """Keep a seat and ask; `tell_invited` writes the letter, once the whole table is asked.

    False where no seat is free, they were asked or sit there before, would rather not be asked,
    had two unrequested letters this week already, or the café is too near.
    """
    if not rules.is_time_to_ask(cafe, now) or not asked.may_be_asked(cafe, person, now):
        return False
    if Seat.objects.filter(cafe=cafe, person=person).exists():
        return False
    if Invitation.objects.filter(cafe=cafe, person=person).exists():
        return False
    free = Seat.objects.filter(cafe=cafe, person=None, kept_for=None).order_by("number")
    if not any(
        Seat.objects.filter(pk=seat.pk, person=None, kept_for=None).update(kept_for=person)
        for seat in free
    ):
        return False
    Invitation.objects.create(
        cafe=cafe,
        person=person,
        as_helper=as_helper,
        sent_at=now,
        expires_at=min(now + HOURS, cafe.starts_at - LAST_CALL),
    )
    note("invitation.sent", cafe, person, now)
    return True


@transaction.atomic
def tell_invited(cafe: Cafe, *, now: datetime, around: Ahead | None = None) -> int:
    """The letters to those who are asked and not told yet, each with their own reason."""
    rows = Invitation.objects.filter(cafe=cafe, told_at=None, answer=Answer.NONE)
    untold = list(rows.select_related("person").order_by("pk"))
    if not untold:
        return 0
    why = asked.table(cafe, now=now, around=around).reasons()
    return sum(_tell(cafe, row, why.get(row.person_id, ""), now) for row in untold)


def _tell(cafe: Cafe, row: Invitation, why: str, now: datetime) -> bool:
    until = row.expires_at
    if write_to(cafe, row, "invitation", phrases.invited, why=why, now=now, good_until=until):
        return bool(Invitation.objects.filter(pk=row.pk).update(told_at=now))
    # Another letter was quicker this week: then they are not asked.
    Invitation.objects.filter(pk=row.pk).update(answer=Answer.WITHDRAWN, answered_at=now)
    Seat.objects.filter(cafe=cafe, kept_for=row.person).update(kept_for=None)
    return False


def write_to(
    cafe: Cafe,
    row: Invitation,
    kind: str,
    words: Callable[[phrases.AboutInvitation], phrases.Words],
    *,
    why: str = "",
    now: datetime,
    good_until: datetime | None = None,
) -> bool:
    """A letter to somebody who is asked or was; it counts as one that nobody asked for."""
    member = chapters.join(cafe.chapter, person=row.person, now=now)
    stop = members.stop_link(member)

    def told(about: phrases.AboutCafe) -> phrases.Words:
        return words(
            phrases.AboutInvitation(
                cafe=about,
                why=why,
                until=cafe.chapter.on_the_wall(row.expires_at),
                as_helper=row.as_helper,
                rule=queries.address(reverse("rule", args=[cafe.chapter.slug])),
                stop=stop,
            )
        )

    link = asked.invitation_link(row)
    return tell(
        cafe, row.person, kind, told, now=now, link=link, stop_link=stop, good_until=good_until
    )


def tell_everybody_invited(*, now: datetime) -> int:
    """Letters of invitations that were made without them, whoever made them."""
    untold = Invitation.objects.filter(told_at=None, answer=Answer.NONE)
    cafes = Cafe.objects.filter(pk__in=untold.values("cafe")).select_related("chapter")
    return sum(tell_invited(cafe, now=now) for cafe in cafes.order_by("pk"))
