"""Who may still be asked to a café: known people, rested, free then, and apart from nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, Invitation
from knowcafe.cafes.queries.reachable import reachable
from knowcafe.members.models import Apart, Profile
from tests.rooms.cafes.invited import table_of
from tests.rooms.cafes.planned import asks, is_free, knows, member, person
from tests.rooms.cafes.test_evening_out import SATURDAY, join
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def cafe(london, esi) -> Cafe:
    """A Thursday in some days, with six seats."""
    return table_of(6, london, esi, SATURDAY)


def names(cafe, now=SATURDAY) -> list[str]:
    return [p.first_name for p in reachable(cafe, now=now).rested]


def test_not_hosts_nor_professionals_nor_who_stopped(cafe, london) -> None:
    join(london, "Amara", "Grace")
    knows(london, "Dana", "pricing", now=SATURDAY, role="accountant")
    Profile.objects.create(member=member(london, "Bilal", SATURDAY), wants_invitations=False)
    assert names(cafe) == ["Amara", "Grace"]


def test_only_known_addresses(cafe, london) -> None:
    """Whoever has come is known too; an address that somebody only typed is not."""
    join(london, "Amara", "Grace", "Hugo")
    Person.objects.exclude(first_name="Amara").update(verified_at=None)
    Attendance.objects.create(
        cafe=cafe, person=person("Grace"), first_name="Grace", state="came", noted_at=SATURDAY
    )
    assert names(cafe) == ["Amara", "Grace"]


def test_whom_the_table_knows_something_for_first_then_longest_ago(cafe, london) -> None:
    knows(london, "Dana", "pricing", now=SATURDAY)
    come(cafe, "Dana", SATURDAY)
    join(london, "Amara", "Bilal", "Grace")
    asks(london, "Chidi", "pricing", now=SATURDAY, weeks=30)
    join(london, "Chidi")
    asked = asked_before(cafe, london, "Amara", weeks=7)
    assert names(cafe) == ["Chidi", "Amara", "Bilal", "Grace"]
    Invitation.objects.filter(pk=asked.pk).update(sent_at=SATURDAY - timedelta(weeks=5))
    assert names(cafe) == ["Chidi", "Bilal", "Grace"]


def asked_before(cafe, london, name, *, weeks) -> Invitation:
    before = Cafe.objects.create(
        chapter=london,
        on="2027-01-28",
        starts_at=SATURDAY - timedelta(weeks=8),
        ends_at=SATURDAY - timedelta(weeks=8) + timedelta(hours=1),
        place="Brixton Library",
        table_size=6,
    )
    at = SATURDAY - timedelta(weeks=weeks)
    return Invitation.objects.create(
        cafe=before, person=person(name), as_helper=False, sent_at=at, told_at=at, expires_at=at
    )


def test_the_latest_asking_counts_for_short_notice(cafe, london) -> None:
    join(london, "Hugo", short_notice=True)
    for weeks, free in ((4, ["Hugo"]), (2, [])):
        asked_before(cafe, london, "Hugo", weeks=weeks)
        assert [p.first_name for p in reachable(cafe, now=SATURDAY).agreed] == free


def test_nobody_who_can_come_at_other_times_only(cafe, london) -> None:
    join(london, "Amara", "Grace")
    is_free(london, "Amara", on=cafe.on)
    is_free(london, "Grace", on=cafe.on + timedelta(days=7))
    assert names(cafe) == ["Amara"]


def test_nobody_who_would_rather_not_sit_with_somebody_there(cafe, london) -> None:
    join(london, "Amara", "Grace")
    come(cafe, "Bilal", SATURDAY)
    Apart.objects.create(member=member(london, "Grace", SATURDAY), other=person("Bilal"))
    assert names(cafe) == ["Amara"]
