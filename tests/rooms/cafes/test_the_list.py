"""The rule of the list, as it is published."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe, Confirmation, Reserve
from knowcafe.cafes.queries import asked
from knowcafe.cafes.queries.the_list import next_helpers, next_on_list
from knowcafe.members import actions as members
from knowcafe.members.models import Availability, Profile
from tests.rooms.cafes.invited import answer, ask, kept, person, table_of
from tests.rooms.cafes.planned import asks, is_free, knows, member
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def cafe(london, esi, now):
    """Dana, who knows pricing, sits there."""
    found = table_of(4, london, esi, now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    come(found, "Dana", now)
    return found


def order(cafe, now) -> list[str]:
    return [p.first_name for p in next_on_list(asked.table(cafe, now=now))]


def helpers(cafe, now) -> list[str]:
    return [p.first_name for p in next_helpers(asked.table(cafe, now=now))]


def test_whom_the_table_can_help_then_urgent_then_longest_then_first(cafe, london, now) -> None:
    asks(london, "Amara", "contracts", now=now, weeks=9, urgent=True)
    asks(london, "Bilal", "pricing", now=now, weeks=1)
    asks(london, "Chidi", "pricing", now=now, weeks=3)
    asks(london, "Esi", "pricing", now=now, weeks=3)
    asks(london, "Farid", "pricing", now=now, urgent=True)
    asks(london, "Farid", "vat", now=now, weeks=30)
    asks(london, "Grace", "company", now=now)
    is_free(london, "Amara", "Bilal", "Chidi", "Esi", "Farid", "Grace", on=cafe.on)
    assert order(cafe, now) == ["Farid", "Chidi", "Esi", "Bilal", "Amara", "Grace"]


def test_how_often_somebody_came_does_not_matter(cafe, london, now) -> None:
    asks(london, "Amara", "pricing", now=now)
    asks(london, "Bilal", "pricing", now=now)
    is_free(london, "Amara", "Bilal", on=cafe.on)
    past = Cafe.objects.latest("starts_at")
    Cafe.objects.filter(pk=past.pk).update(
        starts_at=past.starts_at - timedelta(weeks=5), ends_at=past.ends_at - timedelta(weeks=5),
        on=past.on - timedelta(weeks=5),
    )  # fmt: skip
    for name, state in (("Amara", "missed"), ("Bilal", "came")):
        Attendance.objects.create(
            cafe=past, person=person(name), first_name=name, state=state, noted_at=now
        )
    assert order(cafe, now) == ["Amara", "Bilal"]


def before(cafe, weeks: int = 1) -> Cafe:
    """A café of the weeks before; Bilal, who has been there, is no newcomer."""
    past = Cafe.objects.exclude(pk=cafe.pk).latest("starts_at")
    past.starts_at = cafe.starts_at - timedelta(weeks=weeks)
    past.ends_at, past.on = past.starts_at + timedelta(hours=1), cafe.on - timedelta(weeks=weeks)
    past.save()
    return past


def test_a_first_cafe_counts_as_two_weeks_of_waiting(cafe, london, now) -> None:
    for name, weeks in (("Amara", 2), ("Bilal", 3), ("Chidi", 5)):
        asks(london, name, "pricing", now=now, weeks=weeks)
    is_free(london, "Amara", "Bilal", "Chidi", on=cafe.on)
    assert order(cafe, now) == ["Chidi", "Bilal", "Amara"]
    past = before(cafe)
    for name in ("Bilal", "Chidi"):
        Attendance.objects.create(
            cafe=past, person=person(name), first_name=name, state="came", noted_at=now
        )
    assert order(cafe, now) == ["Chidi", "Amara", "Bilal"]


def test_reserves_who_were_told_not_tonight_are_first(cafe, london, now) -> None:
    """But those who were told to come were not, nor those who came; after two weeks it is over."""
    names = ("Amara", "Bilal", "Chidi", "Grace")
    for name, weeks in zip(names, (9, 7, 6, 5), strict=True):
        asks(london, name, "pricing", now=now, weeks=weeks)
    is_free(london, *names, on=cafe.on)
    past = before(cafe)
    for name in names[1:]:
        Reserve.objects.create(cafe=past, person=person(name), asked_at=now, told_at=now)
    Confirmation.objects.create(
        cafe=past, person=person("Bilal"), booked_at=now, as_reserve=True, called_up_at=now
    )
    Attendance.objects.create(
        cafe=past, person=person("Chidi"), first_name="Chidi", state="came", noted_at=now
    )
    assert order(cafe, now) == ["Grace", "Amara", "Bilal", "Chidi"]
    Cafe.objects.filter(pk=past.pk).update(starts_at=cafe.starts_at - timedelta(weeks=2))
    assert order(cafe, now)[0] == "Amara"


def test_who_is_not_on_it(cafe, london, now) -> None:
    """Not free, at another café of the week, asked to one, paused, stopped, apart, or met."""
    names = ("Amara", "Bilal", "Chidi", "Esi", "Farid", "Grace", "Hugo")
    for name in names:
        asks(london, name, "pricing", now=now)
    is_free(london, *(n for n in names if n != "Amara"), on=cafe.on)
    other = Cafe.objects.exclude(pk=cafe.pk).earliest("starts_at")
    Cafe.objects.filter(pk=other.pk).update(
        on=cafe.on, table=2, starts_at=cafe.starts_at - timedelta(days=1)
    )
    come(other, "Bilal", now)
    chidi, esi, farid = (member(london, name, now) for name in ("Chidi", "Esi", "Farid"))
    actions.invite(other, chidi.person, as_helper=False, now=now)
    members.stop_invitations(esi, by=esi.person, now=now)
    members.keep_apart(farid, other=person("Dana"), by=farid.person, now=now)
    assert order(cafe, now) == ["Grace", "Hugo"]


@pytest.mark.parametrize("stopped", [False, True])
def test_whose_host_has_stopped_it_asks_nobody_next(cafe, london, now, stopped) -> None:
    for name in ("Amara", "Bilal"):
        asks(london, name, "pricing", now=now)
        is_free(london, name, on=cafe.on)
    ask(cafe, "Amara", now=now)
    Cafe.objects.update(is_left_alone=stopped)
    answer("Amara", "cannot", now)
    assert kept(cafe) == ([] if stopped else ["Bilal"])


def test_a_cafe_that_has_begun_has_no_list(cafe, london, now) -> None:
    asks(london, "Amara", "pricing", now=now)
    is_free(london, "Amara", on=cafe.on)
    assert order(cafe, cafe.starts_at) == []


def test_helpers_for_what_the_table_lacks(cafe, london, now) -> None:
    """Vat and contracts are not answered; pricing is, and company is nobody's know-how."""
    for name, topic in (("Amara", "vat"), ("Bilal", "contracts"), ("Grace", "company")):
        asks(london, name, topic, now=now)
        come(cafe, name, now)
    asks(london, "Amara", "pricing", now=now)
    knows(london, "Chidi", "contracts", now=now, role="lawyer")
    knows(london, "Esi", "vat", "contracts", now=now)
    knows(london, "Farid", "contracts", now=now)
    knows(london, "Hugo", "pricing", now=now, role="adviser")
    knows(london, "Kofi", "vat", now=now, role="accountant")
    knows(london, "Lena", "vat", now=now, role="accountant")
    Availability.objects.filter(member__person__first_name="Kofi").update(cap=1)
    is_free(london, "Chidi", "Esi", "Farid", "Hugo", "Kofi", "Lena", on=cafe.on)
    assert helpers(cafe, now) == ["Esi", "Chidi", "Lena", "Kofi", "Farid"]
    Availability.objects.filter(member__person__first_name="Kofi").delete()
    assert helpers(cafe, now) == ["Esi", "Chidi", "Lena", "Farid"]


def test_helpers_who_share_no_language_help_nobody(cafe, london, now) -> None:
    amara = asks(london, "Amara", "vat", now=now).member
    come(cafe, "Amara", now)
    chidi = knows(london, "Chidi", "vat", now=now, role="lawyer")
    is_free(london, "Chidi", on=cafe.on)
    Profile.objects.create(member=amara, languages=["fr"])
    Profile.objects.filter(member=chidi).update(languages=["en"])
    assert helpers(cafe, now) == []


def test_somebody_does_not_help_themselves(cafe, london, now) -> None:
    asks(london, "Amara", "vat", now=now)
    knows(london, "Amara", "vat", now=now)
    is_free(london, "Amara", on=cafe.on)
    assert helpers(cafe, now) == []
    assert order(cafe, now) == ["Amara"]
