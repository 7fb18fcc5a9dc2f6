"""Time given: said once a quarter, and asked for once a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import rules as visible
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.calendar import Quarter
from knowcafe.core.matching import FOR_A_LIVING
from knowcafe.members import queries
from knowcafe.members.actions.offers import offer, say_quarter
from knowcafe.members.actions.profiles import (
    agree_to_short_notice,
    describe,
    end_short_notice,
)
from knowcafe.members.models import Availability, Offer
from knowcafe.outbox import actions as outbox
from knowcafe.phrases import quarters as phrases
from knowcafe.refused import Refused

ASKED_BEFORE = timedelta(days=14)
REMINDED_BEFORE = timedelta(days=4)
"""So long before a quarter begins its mail leaves, and the one reminder."""


@transaction.atomic
def give_quarter(
    chapter: Chapter,
    *,
    depths: Mapping[str, int],
    role: str,
    may_show_name: bool,
    languages: Iterable[str],
    quarter: Quarter,
    cap: int,
    free: Iterable[tuple[Series, date]],
    by: Person,
    now: datetime,
    at_short_notice: bool | None = None,
) -> Member:
    """Everything somebody offers for a quarter, in one go; they may not be a member yet.

    `at_short_notice` is whether they may be asked so late; as it was where they do not say.
    """
    if not visible.can_see(by, chapter):
        raise Refused(_("This chapter is for its members."))
    if not depths:
        raise Refused(_("Tick at least one thing you can help with."))
    member = chapters.join(chapter, person=by, now=now)
    describe(
        member,
        role=role,
        is_professional=FOR_A_LIVING in depths.values(),
        may_show_name=may_show_name,
        languages=languages,
        by=by,
        now=now,
    )
    offer(member, depths=depths, by=by, now=now)
    say_quarter(member, quarter=quarter, cap=cap, free=free, by=by, now=now)
    before = queries.profile_of(member).agrees_to_short_notice
    if at_short_notice is not None and at_short_notice != before:
        change = agree_to_short_notice if at_short_notice else end_short_notice
        change(member, by=by, now=now)
    return member


def check_digits(member: Member, quarter: Quarter, *, typed: str) -> None:
    """Raise `Refused` where somebody who is not signed in has not read our mail."""
    if not constant_time_compare(typed.strip(), queries.quarter_digits(member, quarter)):
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))


def ask_for_quarter(*, now: datetime) -> int:
    """Before a quarter begins everybody with know-how is asked for it, and reminded once."""
    known = Offer.objects.filter(member=OuterRef("pk"))
    members = Member.objects.filter(Exists(known)).select_related("chapter", "person", "profile")
    return sum(_ask_if_due(member, now=now) for member in members.order_by("pk"))


def _ask_if_due(member: Member, *, now: datetime) -> bool:
    today = member.chapter.on_the_wall(now).date()
    quarter = queries.quarter_of(today).next()
    begins, _ends = queries.days_of(quarter)
    if today < begins - ASKED_BEFORE or Availability.objects.filter(
        member=member, quarter=str(quarter)
    ):
        return False
    profile = queries.profile_of(member)
    if not profile.wants_invitations or profile.is_paused(begins):
        return False
    return _ask(member, quarter, again=today >= begins - REMINDED_BEFORE, now=now)


@transaction.atomic
def _ask(member: Member, quarter: Quarter, *, again: bool, now: datetime) -> bool:
    """One letter a quarter, and one reminder: their keys say so."""
    letter = phrases.asked_for(
        name=member.person.first_name,
        chapter=member.chapter.name,
        begins=quarter.first_day,
        link=queries.quarter_link(member, quarter),
        digits=queries.quarter_digits(member, quarter),
        stop=queries.stop_link(member),
        again=again,
    )
    return outbox.write(
        f"quarter{'-again' if again else ''}:{member.pk}:{quarter}",
        to=member.person.email,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=now + timedelta(days=7),
        chapter_id=member.chapter_id,
        stop_link=queries.stop_link(member),
    )
