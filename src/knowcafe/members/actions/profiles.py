"""How somebody would like to be seen and asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Member
from knowcafe.journal import actions as journal
from knowcafe.members import rules
from knowcafe.members.models import Apart, Profile
from knowcafe.refused import Refused

LONGEST_PAUSE = timedelta(days=366)


def must_speak_for(by: Person | None, member: Member) -> None:
    """Raise `Refused` for somebody who may not say this for a member."""
    if not rules.can_speak_for(by, member):
        raise Refused(_("Only you, or a host of your chapter, can change this."))


def note(verb: str, member: Member, *, by: Person, now: datetime, about: int | None = None) -> None:
    """A line in the journal, about the member where nothing else is named."""
    journal.record(
        verb,
        at=now,
        chapter_id=member.chapter_id,
        by_id=by.pk,
        about_id=member.pk if about is None else about,
    )


@transaction.atomic
def ensure_profile(member: Member) -> Profile:
    """The member's profile, made with what holds for everybody if there is none."""
    profile, _is_new = Profile.objects.get_or_create(member=member)
    return profile


@transaction.atomic
def describe(
    member: Member,
    *,
    role: str,
    is_professional: bool,
    may_show_name: bool,
    languages: Iterable[str],
    by: Person,
    now: datetime,
) -> None:
    """What is said of a member at the table, and whether their name may be."""
    must_speak_for(by, member)
    profile = ensure_profile(member)
    profile.role = " ".join(role.split())[:60]
    profile.is_professional = is_professional
    profile.may_show_name = may_show_name
    profile.languages = list(dict.fromkeys(languages))
    profile.save()
    note("member.described", member, by=by, now=now)


@transaction.atomic
def pause(member: Member, *, until: date, by: Person, now: datetime) -> None:
    """Not to be asked before a day."""
    today = member.chapter.on_the_wall(now).date()
    if not today < until <= today + LONGEST_PAUSE:
        raise Refused(_("Choose a day after today and within a year."))
    _set("member.paused", member, by=by, now=now, paused_until=until)


@transaction.atomic
def resume(member: Member, *, by: Person, now: datetime) -> None:
    """To be asked again from now on."""
    _set("member.resumed", member, by=by, now=now, paused_until=None)


@transaction.atomic
def stop_invitations(member: Member, *, by: Person, now: datetime) -> None:
    """No more invitations until they say otherwise; at short notice they would agree anew."""
    _set(
        "invitations.stopped",
        member,
        by=by,
        now=now,
        wants_invitations=False,
        agrees_to_short_notice=False,
        is_only_known=False,
    )


@transaction.atomic
def allow_invitations(member: Member, *, by: Person, now: datetime) -> None:
    """Invitations again, also after a stop that was a slip of the thumb."""
    _set("invitations.allowed", member, by=by, now=now, wants_invitations=True, is_only_known=False)


@transaction.atomic
def agree_to_short_notice(member: Member, *, by: Person, now: datetime) -> None:
    """To be asked the day before, when a chair would stay empty. Nobody agrees for another."""
    if by.pk != member.person_id:
        raise Refused(_("Only they themselves can agree to that."))
    _set("short-notice.agreed", member, by=by, now=now, agrees_to_short_notice=True)


@transaction.atomic
def end_short_notice(member: Member, *, by: Person, now: datetime) -> None:
    """Not so late any more."""
    _set("short-notice.ended", member, by=by, now=now, agrees_to_short_notice=False)


@transaction.atomic
def show_name(member: Member, *, by: Person, now: datetime) -> None:
    """Those they help may read their name."""
    _set("name.shown", member, by=by, now=now, may_show_name=True)


@transaction.atomic
def hide_name(member: Member, *, by: Person, now: datetime) -> None:
    """Those they help read only what they do."""
    _set("name.hidden", member, by=by, now=now, may_show_name=False)


@transaction.atomic
def keep_apart(member: Member, *, other: Person, by: Person, now: datetime) -> None:
    """Never at one table with somebody. The journal does not say with whom."""
    must_speak_for(by, member)
    if other.pk == member.person_id:
        raise Refused(_("Nobody can be kept apart from themselves."))
    _apart, is_new = Apart.objects.get_or_create(member=member, other=other)
    if is_new:
        note("member.kept_apart", member, by=by, now=now)


def _set(verb: str, member: Member, *, by: Person, now: datetime, **fields: Any) -> None:
    """Only these fields: two pages that are sent together do not undo each other."""
    must_speak_for(by, member)
    Profile.objects.filter(pk=ensure_profile(member).pk).update(**fields)
    note(verb, member, by=by, now=now)


@transaction.atomic
def not_asked_yet(members: Iterable[Member]) -> None:
    """People from a list: they get no invitation before they come by themselves."""
    Profile.objects.bulk_create(
        [Profile(member=member, is_only_known=True, wants_invitations=False) for member in members],
        ignore_conflicts=True,
    )


@transaction.atomic
def come_by(member: Member) -> None:
    """Somebody has come themselves: whoever was only on a list is asked like everybody now."""
    only_known = Profile.objects.filter(member=member, is_only_known=True)
    only_known.update(is_only_known=False, wants_invitations=True)
