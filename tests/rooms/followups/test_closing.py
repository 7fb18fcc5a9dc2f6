"""Closing a café keeps everybody's next step with everything else, or nothing."""

from datetime import date, timedelta

import pytest

from knowcafe.cafes.models import Attendance
from knowcafe.floor.models import Hour
from knowcafe.followups.actions import close_cafe, keep_steps
from knowcafe.followups.actions.closing import FORGOTTEN
from knowcafe.followups.models import Commitment
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import person
from tests.rooms.floor.conftest import cafe, hour, phone, start, who  # noqa: F401 – fixtures


def test_everybody_s_next_step_is_kept_at_the_close(hour, phone, who, esi) -> None:  # noqa: F811
    phone.check_in("Amara", "Bilal")
    phone.tap("here", who="w-hugo", name="Hugo")
    phone.tap("next", to=1)
    phone.tap("step", who=who("Amara"), text="x" * 500, on="2027-04-02", confidence=4,
              cue="the shop  closes", action="ring two", buddy="Dana")  # fmt: skip
    phone.tap("step", who="w-hugo", text="Write\u00a0it down")
    phone.tap("step", who=who("Bilal"), text="Nothing")
    phone.tap("nostep", who=who("Bilal"))
    at = phone.at + timedelta(hours=1)
    assert close_cafe(hour, missed=[who("Chidi")], excused=[who("Dana")], by=esi, now=at) == 2
    mine = Commitment.objects.get(person=person("Amara"))
    assert (len(mine.text), mine.on, mine.confidence) == (500, date(2027, 4, 2), 4)
    assert (mine.cue, mine.action, mine.buddy) == ("the shop closes", "ring two", "Dana")
    assert (mine.name, mine.who, mine.made_at) == ("Amara", who("Amara"), at)
    guest = Commitment.objects.get(person=None)
    assert (guest.name, guest.who, guest.text) == ("Hugo", "w-hugo", "Write it down")
    states = dict(Attendance.objects.values_list("first_name", "state"))
    assert (states["Chidi"], states["Dana"], states["Hugo"]) == ("missed", "excused", "came")


def test_closing_twice_keeps_nothing_twice(hour, phone, who, esi) -> None:  # noqa: F811
    phone.check_in("Amara")
    phone.tap("step", who=who("Amara"), text="Ring two")
    close_cafe(hour, by=esi, now=phone.at)
    with pytest.raises(Refused, match="closed already"):
        close_cafe(hour, by=esi, now=phone.at)
    assert Commitment.objects.count() == 1


def test_who_may_not_run_it_changes_nothing(hour, phone, who, hugo) -> None:  # noqa: F811
    phone.tap("step", who=who("Amara"), text="Ring two")
    with pytest.raises(Refused, match="Only those who run"):
        close_cafe(hour, by=hugo, now=phone.at)
    assert (Hour.objects.get().closed_at, Commitment.objects.count()) == (None, 0)


def test_all_of_it_or_nothing(hour, phone, who, esi, monkeypatch) -> None:  # noqa: F811
    """Where steps cannot be kept the café stays open, and *Close* can be pressed again."""
    phone.tap("step", who=who("Amara"), text="Ring two")
    monkeypatch.setattr("knowcafe.followups.actions.closing.steps", lambda _hour: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        close_cafe(hour, by=esi, now=phone.at)
    assert Hour.objects.get().closed_at is None


def test_what_was_said_is_kept_where_nobody_pressed_close(hour, phone, who, esi) -> None:  # noqa: F811
    phone.check_in("Amara")
    phone.tap("start")
    phone.tap("step", who=who("Amara"), text="Ring two")
    ends = hour.cafe.ends_at
    assert keep_steps(now=ends + FORGOTTEN) == 0
    later = ends + FORGOTTEN + timedelta(seconds=1)
    assert [keep_steps(now=later), keep_steps(now=later)] == [1, 0]
    assert close_cafe(hour, by=esi, now=later) == 1
    assert [row.text for row in Commitment.objects.all()] == ["Ring two"]
