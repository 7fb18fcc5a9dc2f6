"""What is held just now: the links that lead to the floor."""

from __future__ import annotations

from datetime import timedelta

from knowcafe.cafes.models import Cafe, Facilitator
from knowcafe.floor import actions
from knowcafe.floor.queries.tonight import OnNow, open_for, to_run, to_run_by
from tests.rooms.cafes.planned import person

HOUR = timedelta(hours=1)


def test_from_two_hours_before_until_its_time_is_over(london, cafe, start) -> None:
    seen = OnNow(cafe.pk, "Thursday 25 March", "18:30–20:00")
    moments = (start - 3 * HOUR, start - 2 * HOUR, start + HOUR, start + 2 * HOUR)
    assert [to_run(london, at) for at in moments] == [(), (seen,), (seen,), ()]
    Cafe.objects.filter(pk=cafe.pk).update(called_off_at=start)
    assert to_run(london, start) == ()


def test_an_open_one_until_it_is_closed(london, hour, esi, start) -> None:
    assert len(to_run(london, start + 3 * HOUR)) == 1
    assert to_run(london, start + 15 * HOUR) == ()
    actions.close(hour, by=esi, now=start + HOUR)
    assert to_run(london, start + HOUR) == ()


def test_whoever_was_asked_to_run_it(london, cafe, start) -> None:
    farid, grace, dana = person("Farid"), person("Grace"), person("Dana")
    Facilitator.objects.create(cafe=cafe, person=farid)
    Cafe.objects.filter(pk=cafe.pk).update(second_facilitator=grace)
    assert [len(to_run_by(one, start)) for one in (farid, grace, dana)] == [1, 1, 0]


def test_whoever_has_a_place_while_it_is_open(hour, start, hugo) -> None:
    assert [one.hours for one in open_for(person("Dana"), start)] == ["18:30–20:00"]
    assert open_for(hugo, start) == ()
