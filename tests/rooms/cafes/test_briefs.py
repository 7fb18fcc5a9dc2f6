"""The helper's brief: two days before, once, and no more than the table may know."""

from datetime import UTC, datetime, time, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation
from knowcafe.chapters import actions as chapters
from knowcafe.members.models import Need
from tests.rooms.cafes.invited import answer, ask, letter, person, table_of
from tests.rooms.cafes.planned import asks, knows
from tests.rooms.cafes.test_seats import mail


@pytest.fixture
def cafe(london, esi, now):
    found = table_of(4, london, esi, now)
    asks(london, "Amara", "pricing", now=now)
    Need.objects.update(text="My candles lose money", for_table="Pricing what I make by hand")
    knows(london, "Dana", "pricing", now=now, role="accountant")
    ask(found, "Amara", helpers=("Dana",), now=now)
    return found


def briefs() -> list[str]:
    return [to for to, kind in mail() if kind == "brief"]


def test_two_days_before_and_once(cafe, now) -> None:
    answer("Dana", "coming", now)
    answer("Amara", "coming", now)
    soon = cafe.starts_at - timedelta(days=2)
    assert actions.brief_helpers(now=soon - timedelta(seconds=1)) == 0
    assert actions.brief_helpers(now=soon) == 1
    assert actions.brief_helpers(now=soon) == 0
    assert briefs() == ["dana"]
    told = letter("brief", "Dana")
    assert told.subject == "Thursday 25 March, 18:30: what your table would like to talk about"
    for words in (
        "On the table: Pricing what I make by hand.",
        "People: 1 likely, 0–2.",
        "Brixton Library",
        "general information, not professional advice",
        "No follow-up expected",
    ):
        assert words in told.body
    assert not [word for word in ("Amara", "candles") if word in told.body]
    assert told.stop_link == ""


def test_two_days_before_on_the_chapters_clock(london, esi, now) -> None:
    """Clocks go forward on Sunday night, so it is 47 hours before Monday's café."""
    knows(london, "Dana", "pricing", now=now, role="accountant")
    chapters.meet_weekly(london, weekday=0, starts=time(18, 30), minutes=90, by=esi, now=now)
    actions.open_ahead(now=now)
    monday = Cafe.objects.get(on=now.date() + timedelta(days=7))
    ask(monday, helpers=("Dana",), now=now)
    answer("Dana", "coming", now)
    saturday = datetime(2027, 3, 27, 18, 30, tzinfo=UTC)
    assert monday.starts_at - saturday == timedelta(hours=47)
    assert actions.brief_helpers(now=saturday - timedelta(minutes=1)) == 0
    assert actions.brief_helpers(now=saturday) == 1


def test_who_has_not_answered_or_is_no_helper_gets_none(cafe, now) -> None:
    answer("Amara", "coming", now)
    assert actions.brief_helpers(now=cafe.starts_at - timedelta(days=1)) == 0


def test_nothing_on_the_table_and_nothing_after_it_began(cafe, now) -> None:
    answer("Dana", "coming", now)
    answer("Amara", "cannot", now)
    assert actions.brief_helpers(now=cafe.starts_at) == 0
    actions.brief_helpers(now=cafe.starts_at - timedelta(hours=1))
    assert "The table is open: no topic yet." in letter("brief", "Dana").body


def test_another_worker_was_quicker(cafe, now) -> None:
    answer("Dana", "coming", now)
    stale = Invitation.objects.select_related("cafe__chapter", "person").get(person=person("Dana"))
    soon = cafe.starts_at - timedelta(days=1)
    actions.brief_helpers(now=soon)
    assert not actions.briefs._brief(stale, soon)
