"""Somebody who was brought in by name alone, and turns out to be somebody here."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.accounts.rules import is_name
from knowcafe.cafes.models import PastMember
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import rules
from knowcafe.chapters.models import Member
from knowcafe.core.exchange import first_name
from knowcafe.journal import actions as journal
from knowcafe.members import actions as members
from knowcafe.refused import Refused


@transaction.atomic
def give_address(past: PastMember, *, email: str, by: Person | None, now: datetime) -> Member:
    """Their address, as a host knows it: they belong to the chapter, and are not asked yet."""
    _must_host(past, by)
    called = first_name(past.name, is_name)
    person = accounts.ensure_person(email, first_name=called, now=now)
    members.not_asked_yet(chapters.join_all(past.chapter, people=[person], now=now))
    _claim(past, person, by=by, now=now)
    return chapters.join(past.chapter, person=person, now=now)


@transaction.atomic
def recognise(past: PastMember, *, person_id: int, by: Person | None, now: datetime) -> Member:
    """A member here is who that was; a host says so."""
    _must_host(past, by)
    found = Member.objects.filter(chapter=past.chapter, person=person_id).select_related("person")
    member = found.first()
    if member is None:
        raise Refused(_("Nobody like that belongs to this chapter."))
    _claim(past, member.person, by=by, now=now)
    return member


@transaction.atomic
def forget_past_member(past: PastMember, *, by: Person | None, now: datetime) -> None:
    """Somebody who does not want to be known here; a later list would bring the name again."""
    _must_host(past, by)
    PastMember.objects.filter(pk=past.pk, person=None).delete()
    _note("past_member.forgotten", past, by=by, now=now)


def _claim(past: PastMember, person: Person, *, by: Person | None, now: datetime) -> None:
    """Their name is theirs from now on, and no longer kept a second time."""
    still = PastMember.objects.filter(pk=past.pk, person=None)
    if not still.update(person=person, name=""):
        raise Refused(_("Somebody has said already who that is."))
    _note("past_member.claimed", past, by=by, now=now)


def _note(verb: str, past: PastMember, *, by: Person | None, now: datetime) -> None:
    journal.record(
        verb,
        at=now,
        chapter_id=past.chapter_id,
        by_id=by.pk if by else None,
        about_id=past.pk,
    )


def _must_host(past: PastMember, by: Person | None) -> None:
    if not rules.can_host(by, past.chapter):
        raise Refused(_("Only hosts of this chapter may decide who belongs to it."))
