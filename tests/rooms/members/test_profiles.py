"""How somebody would like to be seen and asked."""

from datetime import date, timedelta

import pytest

from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member
from knowcafe.journal.models import Entry
from knowcafe.members import actions, queries
from knowcafe.members.models import Apart
from knowcafe.refused import Refused


@pytest.fixture
def member(london, amara, now) -> Member:
    return chapters.join(london, person=amara, now=now)


def test_who_has_not_said_is_asked_and_not_named(member) -> None:
    profile = queries.profile_of(member)
    assert (profile.pk, profile.wants_invitations, profile.may_show_name) == (None, True, False)
    assert actions.ensure_profile(member) == actions.ensure_profile(member)


def test_what_is_said_of_somebody(member, esi, now) -> None:
    actions.describe(
        member, role=" runs  a bakery ", is_professional=False, may_show_name=True,
        languages=["en", "tw", "en"], by=esi, now=now,
    )  # fmt: skip
    profile = queries.profile_of(member)
    assert (profile.role, profile.languages) == ("runs a bakery", ["en", "tw"])
    actions.hide_name(member, by=esi, now=now)
    assert not queries.profile_of(member).may_show_name
    actions.show_name(member, by=esi, now=now)
    assert queries.profile_of(member).may_show_name


def test_a_pause_ends_by_itself_or_sooner(member, now) -> None:
    until = date(2027, 4, 1)
    actions.pause(member, until=until, by=member.person, now=now)
    profile = queries.profile_of(member)
    assert profile.is_paused(until - timedelta(days=1))
    assert not profile.is_paused(until)
    actions.resume(member, by=member.person, now=now)
    assert not queries.profile_of(member).is_paused(date(2027, 3, 23))
    for wrong in (date(2027, 3, 22), date(2028, 4, 1)):
        with pytest.raises(Refused, match="after today and within a year"):
            actions.pause(member, until=wrong, by=member.person, now=now)


def test_invitations_stop_and_come_again(member, now) -> None:
    actions.stop_invitations(member, by=member.person, now=now)
    assert not queries.profile_of(member).wants_invitations
    actions.allow_invitations(member, by=member.person, now=now)
    assert queries.profile_of(member).wants_invitations


def test_at_short_notice_only_who_agrees_themselves(member, esi, now) -> None:
    assert not queries.profile_of(member).agrees_to_short_notice
    with pytest.raises(Refused, match="Only they themselves"):
        actions.agree_to_short_notice(member, by=esi, now=now)
    for end, by in ((actions.end_short_notice, esi), (actions.stop_invitations, member.person)):
        actions.agree_to_short_notice(member, by=member.person, now=now)
        assert queries.profile_of(member).agrees_to_short_notice
        end(member, by=by, now=now)
        assert not queries.profile_of(member).agrees_to_short_notice
    actions.allow_invitations(member, by=member.person, now=now)
    assert not queries.profile_of(member).agrees_to_short_notice


def test_apart_is_said_once_and_the_journal_keeps_the_name(member, hugo, now) -> None:
    for _twice in range(2):
        actions.keep_apart(member, other=hugo, by=member.person, now=now)
    assert queries.apart(member.chapter) == {frozenset({member.person_id, hugo.pk})}
    assert Entry.objects.get(verb="member.kept_apart").about_id == member.pk
    assert str(Apart.objects.get()) == f"{member.pk} apart from {hugo.pk}"
    with pytest.raises(Refused, match="themselves"):
        actions.keep_apart(member, other=member.person, by=member.person, now=now)


def test_strangers_change_nothing(member, hugo, now) -> None:
    for verb in (
        actions.resume, actions.stop_invitations, actions.allow_invitations, actions.show_name,
        actions.hide_name, actions.end_short_notice,
    ):  # fmt: skip
        with pytest.raises(Refused, match="Only you, or a host"):
            verb(member, by=hugo, now=now)
    assert queries.member_of(member.chapter, hugo) is None
    assert queries.member_of(member.chapter, member.person) == member
