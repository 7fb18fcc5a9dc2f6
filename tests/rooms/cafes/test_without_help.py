"""A helper does not come and nobody takes their place: those who came for it are told, once."""

from datetime import date, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.queries import place_link
from knowcafe.cafes.queries.without_help import left_without
from knowcafe.members.models import Need, Profile
from knowcafe.outbox import queries as post
from knowcafe.outbox.models import Message
from tests.rooms.cafes.invited import answer, ask, kept, letter, person, seated, table_of
from tests.rooms.cafes.planned import asks, is_free, knows, member
from tests.rooms.cafes.test_seats import come, mail


@pytest.fixture
def cafe(london, esi, now):
    """Amara and Bilal hold seats for pricing, one is kept for Dana, who alone knows it."""
    found = table_of(5, london, esi, now)
    asks(london, "Amara", "pricing", now=now, weeks=2)
    asks(london, "Bilal", "pricing", now=now)
    asks(london, "Grace", "contracts-nda", now=now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    ask(found, "Amara", "Bilal", "Grace", helpers=("Dana",), now=now)
    for name in ("Amara", "Bilal", "Grace"):
        answer(name, "coming", now)
    Message.objects.all().delete()
    return found


def told() -> list[str]:
    return sorted(to for to, kind in mail() if kind == "without-help")


def test_those_she_alone_could_help_are_told(cafe, now) -> None:
    Profile.objects.filter(member__person__first_name="Dana").update(may_show_name=True)
    answer("Dana", "conflict", now)
    assert told() == ["amara", "bilal"]
    words = letter("without-help", "Amara")
    assert words.subject == "Thursday 25 March, 18:30: a change at your table"
    for said in (
        "Dana, an accountant, is not coming after all.",
        "Nobody else at your table can help with pricing; it stays on the list.",
        "Come anyway? Then there is nothing to do.",
        "Release my seat:",
        place_link(cafe, person("Amara")),
    ):
        assert said in words.body
    assert Need.objects.open().filter(member__person=person("Amara")).exists()
    assert seated(cafe) == ["Amara", "Bilal", "Grace"]


def test_it_is_part_of_their_booking_and_no_name_is_told_without_leave(cafe, now) -> None:
    answer("Dana", "cannot", now)
    words = letter("without-help", "Amara")
    assert "An accountant is not coming after all." in words.body
    assert "Dana" not in words.body
    assert (words.stop_link, post.unrequested(words.to, now)) == ("", 0)


def test_once_whatever_she_changes_her_mind_to(cafe, now) -> None:
    for said in ("cannot", "coming", "conflict"):
        answer("Dana", said, now)
    assert told() == ["amara", "bilal"]


def test_who_pauses_or_says_nothing_is_not_coming_either(cafe, now) -> None:
    answer("Dana", "pause", now, until=date(2027, 5, 1))
    assert told() == ["amara", "bilal"]


def test_silence(cafe, now) -> None:
    actions.expire_invitations(now=now + timedelta(hours=48))
    assert told() == ["amara", "bilal"]


def test_nobody_is_told_where_somebody_else_can_help(cafe, london, now) -> None:
    """Of three who could: one who comes anyway, and one who is asked in her place."""
    knows(london, "Chidi", "pricing", now=now, role="lawyer")
    is_free(london, "Chidi", on=cafe.on)
    answer("Dana", "conflict", now)
    assert (kept(cafe), told()) == (["Chidi"], [])
    answer("Chidi", "cannot", now)
    assert told() == ["amara", "bilal"]


def test_who_has_another_reason_to_come_is_not_told(cafe, london, now) -> None:
    asks(london, "Bilal", "company", now=now)
    knows(london, "Esi", "vat", now=now)
    asks(london, "Amara", "vat", now=now)
    come(cafe, "Esi", now)
    answer("Dana", "conflict", now)
    assert told() == []


def test_who_came_at_the_door_and_leaves_again_counts_as_well(cafe, london, now) -> None:
    knows(london, "Esi", "contracts-nda", now=now)
    come(cafe, "Esi", now)
    actions.give_up(cafe, person("Esi"), now=now)
    assert told() == ["grace"]
    assert "Somebody who has done this before is not coming" in letter("without-help", "Grace").body


def test_nobody_is_told_of_those_who_know_nothing_or_belong_elsewhere(cafe, london, now) -> None:
    actions.give_up(cafe, person("Grace"), now=now)
    member(london, "Dana", now).delete()
    assert left_without(cafe, person("Dana"), now=now) == []
    answer("Dana", "cannot", now)
    assert told() == []


def test_nor_once_it_has_begun(cafe, now) -> None:
    assert actions.expire_invitations(now=cafe.starts_at) == 1
    assert told() == []
