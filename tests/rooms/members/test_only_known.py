"""Whoever was brought in from a list is asked to nothing, until they speak for themselves."""

from __future__ import annotations

import pytest

from knowcafe.accounts.models import Person
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member
from knowcafe.core.calendar import Quarter
from knowcafe.members import actions
from knowcafe.members.models import Profile
from knowcafe.members.queries import listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(london, amara, now) -> Member:
    member = chapters.join(london, person=amara, now=now)
    actions.not_asked_yet([member])
    return member


def asked(member: Member) -> tuple[bool, bool]:
    return Profile.objects.values_list("wants_invitations", "is_only_known").get(member=member)


def need(member: Member, by: Person, now) -> None:
    actions.ask(
        member, text="What price?", topic="pricing", for_table="", is_urgent=False, free=[],
        asked_with="", by=by, now=now,
    )  # fmt: skip


def quarter(member: Member, by: Person, now) -> None:
    actions.say_quarter(member, quarter=Quarter(2027, 2), cap=1, free=[], by=by, now=now)


@pytest.mark.parametrize("says", [need, quarter])
def test_what_they_say_themselves_counts_and_not_what_a_host_says(known, esi, now, says) -> None:
    says(known, esi, now)
    assert asked(known) == (False, True)
    says(known, known.person, now)
    assert asked(known) == (True, False)


def test_who_has_stopped_invitations_stays_so(known, now) -> None:
    actions.stop_invitations(known, by=known.person, now=now)
    actions.come_by(known)
    assert asked(known) == (False, False)
    actions.allow_invitations(known, by=known.person, now=now)
    assert asked(known) == (True, False)


def test_who_has_a_profile_keeps_it(london, known, esi) -> None:
    actions.come_by(known)
    actions.not_asked_yet([known])
    assert asked(known) == (True, False)


def test_hosts_see_who_is_only_known(london, known, now) -> None:
    seen = listing.people_of(london, search="", today=now.date())
    assert [(one.name, one.is_only_known) for one in seen] == [("Amara", True), ("Esi", False)]
