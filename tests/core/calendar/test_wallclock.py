from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.calendar import WallClock, is_zone

ZONES = [
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
    "UTC",
]
WALLS = st.builds(
    WallClock,
    st.dates(date(1975, 1, 1), date(2037, 12, 31)),
    st.times().map(lambda t: t.replace(microsecond=0)),
    st.sampled_from(ZONES),
)


def test_a_london_evening_in_summer_and_in_winter():
    summer = WallClock(date(2027, 7, 1), time(18, 30))
    winter = WallClock(date(2027, 12, 1), time(18, 30))
    assert summer.utc == datetime(2027, 7, 1, 17, 30, tzinfo=UTC)
    assert winter.utc == datetime(2027, 12, 1, 18, 30, tzinfo=UTC)


def test_a_time_the_clocks_skip_does_not_exist():
    skipped = WallClock(date(2027, 3, 28), time(1, 30))
    assert not skipped.exists
    assert skipped.settled == WallClock(date(2027, 3, 28), time(2, 30))
    assert WallClock(date(2027, 3, 14), time(2, 0), "America/New_York").exists is False
    assert WallClock(date(2027, 3, 28), time(2, 0)).exists


def test_of_a_time_that_comes_twice_the_first_is_meant():
    twice = WallClock(date(2027, 10, 31), time(1, 30))
    assert twice.exists
    assert twice.utc == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_fourteen_days_later_the_clock_on_the_wall_says_the_same():
    before = WallClock(date(2027, 3, 20), time(18, 30))
    after = WallClock(date(2027, 4, 3), time(18, 30))
    assert after.utc - before.utc == timedelta(days=14) - timedelta(hours=1)


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Londres", "../../etc/passwd", "\0", "é"])
def test_what_is_no_zone_is_refused(name):
    assert not is_zone(name)
    with pytest.raises(ValueError, match="not a wall-clock time"):
        WallClock(date(2027, 1, 1), time(9), name)


def test_a_time_with_a_zone_of_its_own_is_refused():
    with pytest.raises(ValueError, match="not a wall-clock time"):
        WallClock(date(2027, 1, 1), time(9, tzinfo=UTC))


@given(WALLS)
def test_an_instant_shows_on_the_wall_what_was_said_unless_it_was_skipped(wall):
    shown = wall.utc.astimezone(ZoneInfo(wall.zone)).replace(tzinfo=None)
    said = datetime.combine(wall.date, wall.time)
    assert (shown == said) == wall.exists
    assert shown >= said
    assert wall.settled.exists
    assert wall.settled.utc == wall.utc


@given(WALLS)
def test_no_earlier_instant_shows_the_same_time(wall):
    second = datetime.combine(wall.date, wall.time.replace(fold=1), ZoneInfo(wall.zone))
    assert not wall.exists or wall.utc <= second.astimezone(UTC)
