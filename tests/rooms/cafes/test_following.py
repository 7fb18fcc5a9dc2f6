"""What becomes of cafés that are open already when their chapter changes its mind."""

from datetime import UTC, date, datetime, time

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.cafes.queries import hosting
from knowcafe.chapters.models import Series
from tests.rooms.cafes.test_seats import come
from tests.rooms.test_chapter_settings import SETTINGS


@pytest.fixture
def three(thursday, now) -> list[Cafe]:
    """Three Thursdays, the first with Amara in a seat."""
    come(thursday, "Amara", now)
    return list(Cafe.objects.order_by("on"))


def shown(field: str) -> list[object]:
    return list(Cafe.objects.order_by("on").values_list(field, flat=True))


def seats() -> list[int]:
    return [Seat.objects.filter(cafe=cafe).count() for cafe in Cafe.objects.order_by("on")]


def test_cafes_nobody_counts_on_follow(three, london, esi, now) -> None:
    Cafe.objects.filter(pk=three[2].pk).update(place="Dana’s kitchen")
    new = SETTINGS | {"place": "Peckham Library", "access": "Step-free", "table_size": 4}
    actions.settle(london, **new, by=esi, now=now)
    assert shown("place") == ["Brixton Library", "Peckham Library", "Dana’s kitchen"]
    assert shown("access") == ["", "Step-free", "Step-free"]
    assert seats() == [2, 4, 4]
    actions.settle(london, **new | {"table_size": 3}, by=esi, now=now)
    assert (seats(), shown("table_size")) == ([2, 3, 3], [2, 3, 3])
    rows = hosting.ahead(london, now)
    assert [(r.place, r.held, r.differs) for r in rows] == [
        ("Brixton Library", 1, True),
        ("Peckham Library", 0, False),
        ("Dana’s kitchen", 0, True),
    ]
    assert (rows[0].day, rows[0].hours) == ("Thursday 25 March", "18:30–20:00")


def test_a_place_that_is_to_be_private_is_so_at_once_everywhere(three, london, esi, now) -> None:
    actions.settle(london, **SETTINGS | {"is_place_public": False}, by=esi, now=now)
    assert shown("is_place_public") == [False, False, False]
    actions.settle(london, **SETTINGS, by=esi, now=now)
    assert shown("is_place_public") == [False, True, True]


def test_openings_follow_without_seats(three, london, esi, now) -> None:
    Series.objects.update(tables=2)
    actions.open_ahead(now=now)
    actions.settle(london, **SETTINGS | {"table_size": 3}, by=esi, now=now)
    assert list(Cafe.objects.filter(table=2).values_list("table_size", flat=True)) == [3, 3, 3]
    assert Seat.objects.filter(cafe__table=2).count() == 0


def test_another_clock_keeps_the_hour_on_the_wall(three, london, esi, now) -> None:
    Cafe.objects.filter(pk=three[2].pk).update(series=None)
    actions.settle(london, **SETTINGS | {"zone": "Africa/Johannesburg"}, by=esi, now=now)
    assert shown("starts_at") == [
        datetime(2027, 3, 25, 18, 30, tzinfo=UTC),
        datetime(2027, 4, 1, 16, 30, tzinfo=UTC),
        datetime(2027, 4, 8, 17, 30, tzinfo=UTC),
    ]
    assert {cafe.minutes for cafe in Cafe.objects.all()} == {90}


def test_a_holiday_takes_an_empty_café_and_gives_it_back(three, london, esi, now) -> None:
    for cafe in three[:2]:
        actions.take_holiday(london, on=cafe.on, by=esi, now=now)
    assert shown("on") == [date(2027, 3, 25), date(2027, 4, 8)]
    actions.give_up_holiday(london, on=three[1].on, by=esi, now=now)
    assert shown("on") == [date(2027, 3, 25), date(2027, 4, 1), date(2027, 4, 8)]


def test_reserves_and_invitations_count_too(three, london, esi, amara, now) -> None:
    actions.invite(three[1], amara, as_helper=False, now=now)
    Seat.objects.filter(cafe=three[1]).update(kept_for=None)
    Seat.objects.filter(cafe=three[2], number=1).update(kept_for=amara)
    for cafe in three:
        actions.take_holiday(london, on=cafe.on, by=esi, now=now)
    assert len(shown("on")) == 3


def test_a_series_at_another_time(three, london, esi, now) -> None:
    weekly = {"weekday": 3, "starts": time(12), "minutes": 60, "tables": 2}
    actions.change_weekly(three[0].series, **weekly, by=esi, now=now)
    begins = [
        at.time() for at in Cafe.objects.order_by("on", "table").values_list("starts_at", flat=True)
    ]
    assert begins[:2] == [time(18, 30), time(12)]
    assert Cafe.objects.filter(table=1, starts_at__gt=now).count() == 3
    fewer = weekly | {"tables": 1}
    actions.change_weekly(Series.objects.get(), **fewer, by=esi, now=now)
    assert Cafe.objects.filter(table=2).count() == 0


def test_a_series_that_stops_and_goes_on(three, london, esi, now) -> None:
    actions.stop_weekly(three[0].series, last_on=now.date(), by=esi, now=now)
    assert shown("on") == [three[0].on]
    actions.go_on_weekly(Series.objects.get(), by=esi, now=now)
    assert len(shown("on")) == 3


def test_one_more_time_a_week_is_open_at_once(three, london, esi, now) -> None:
    actions.meet_weekly(london, weekday=1, starts=time(9), minutes=60, by=esi, now=now)
    assert Cafe.objects.count() == 6
