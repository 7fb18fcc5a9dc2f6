from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.calendar import Quarter, Week

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_a_week_is_written_and_read():
    assert Week.parse(" 2026-w48 ") == Week(2026, 48)
    assert str(Week(2026, 8)) == "2026-W08"
    assert Week(2026, 48).days[0] == date(2026, 11, 23)
    assert Week(2026, 48).days[6] == date(2026, 11, 29)


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W54", "2026-W00", "26-W10", "２０２６-W10"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError, match=r"week|Week"):
        Week.parse(text)


def test_a_long_year_has_a_week_53_and_another_has_not():
    assert Week(2026, 53).next() == Week(2027, 1)
    with pytest.raises(ValueError, match="53"):
        Week(2027, 53)


@given(DAYS)
def test_a_day_lies_in_its_week_which_reads_back(day):
    week = Week.containing(day)
    assert day in week.days
    assert Week.parse(str(week)) == week


@given(DAYS, st.integers(-600, 600))
def test_weeks_step_by_seven_days_and_back(day, count):
    week = Week.containing(day)
    later = week.next(count)
    assert later.monday - week.monday == timedelta(weeks=count)
    assert later.next(-count) == week
    assert (later > week) == (count > 0)


def test_a_quarter_is_written_and_read():
    assert Quarter.parse("2026-q4") == Quarter(2026, 4)
    assert str(Quarter(2026, 4)) == "2026-Q4"
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert len(Quarter(2026, 4).weeks) == 14
    assert Quarter(2026, 4).weeks[0] == Week.parse("2026-W40")


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "Q4"])
def test_what_is_no_quarter_is_refused(text):
    with pytest.raises(ValueError, match="quarter"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (0, 1), (9999, 4)])
def test_a_quarter_outside_the_calendar_is_refused(year, number):
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter(year, number)


@given(DAYS)
def test_a_day_lies_in_its_quarter_which_reads_back(day):
    quarter = Quarter.containing(day)
    assert quarter.first_day <= day < quarter.next().first_day
    assert Quarter.parse(str(quarter)) == quarter


@given(DAYS)
def test_every_week_belongs_to_one_quarter(day):
    quarter = Quarter.containing(day)
    assert 12 <= len(quarter.weeks) <= 14
    assert quarter.weeks[-1].next() == quarter.next().weeks[0]
    thursdays = [week.days[3] for week in quarter.weeks]
    assert all(quarter.first_day <= d < quarter.next().first_day for d in thursdays)
