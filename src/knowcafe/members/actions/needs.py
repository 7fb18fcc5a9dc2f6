"""Asking for help, and no longer needing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.matching import COMPANY
from knowcafe.members import queries
from knowcafe.members.actions.offers import add_dates
from knowcafe.members.actions.profiles import come_by, must_speak_for, note
from knowcafe.members.models import Correction, Need
from knowcafe.phrases.fitting import three_open_needs
from knowcafe.refused import Refused


@transaction.atomic
def ask(
    member: Member,
    *,
    text: str,
    topic: str,
    for_table: str,
    is_urgent: bool,
    free: Iterable[tuple[Series, date]],
    asked_with: str,
    by: Person,
    now: datetime,
) -> Need:
    """A need on the list, and when its owner can come.

    `asked_with` marks one showing of the form: sent twice, the need is there once. At most three
    are open at a time.
    """
    must_speak_for(by, member)
    Member.objects.select_for_update().get(pk=member.pk)  # two at once would both count to two
    before = Need.objects.filter(member=member, asked_with=asked_with).exclude(asked_with="")
    if need := before.first():
        return need
    if not queries.is_topic(member.chapter, topic):
        raise Refused(_("Choose what it is about from the list."))
    if not queries.may_ask(member.chapter, member.person):
        raise Refused(three_open_needs())
    need = Need.objects.create(
        member=member,
        text=text.strip()[:2000],
        topic=topic,
        for_table=_one_line(for_table) or queries.topic_label(member.chapter, topic),
        is_urgent=is_urgent,
        asked_at=now,
        asked_with=asked_with,
    )
    add_dates(member, free)
    if by.pk == member.person_id:
        come_by(member)
    note("need.asked", member, by=by, now=now, about=need.pk)
    return need


@transaction.atomic
def reword(need: Need, *, for_table: str, by: Person, now: datetime) -> None:
    """What the table may know of a need, in other words."""
    must_speak_for(by, need.member)
    if not _one_line(for_table):
        raise Refused(_("Leave a word or two, so that the table knows what it is about."))
    Need.objects.filter(pk=need.pk).update(for_table=_one_line(for_table))
    note("need.reworded", need.member, by=by, now=now, about=need.pk)


@transaction.atomic
def withdraw_need(need: Need, *, by: Person, now: datetime) -> None:
    """It is no longer needed; said twice it is said once."""
    _close(need, Need.End.WITHDRAWN, by=by, now=now)


@transaction.atomic
def close_need_as_met(need: Need, *, by: Person, now: datetime) -> None:
    """Somebody has helped; said twice it is said once."""
    _close(need, Need.End.MET, by=by, now=now)


def _close(need: Need, end: Need.End, *, by: Person, now: datetime) -> None:
    must_speak_for(by, need.member)
    still = Need.objects.open().filter(pk=need.pk)
    if still.update(closed_at=now, closed_as=end):
        note(f"need.{end.value}", need.member, by=by, now=now, about=need.pk)


@transaction.atomic
def correct(chapter: Chapter, *, text: str, topic: str, now: datetime) -> None:
    """Somebody's own words are about another topic than we thought. The timetable learns it."""
    if topic == COMPANY or not queries.is_topic(chapter, topic):
        raise Refused(_("Choose what it is about from the list."))
    Correction.objects.create(chapter=chapter, text=text.strip()[:2000], topic=topic, said_at=now)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]
