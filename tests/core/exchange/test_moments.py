import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import FaultKind
from knowcafe.core.exchange.moments import DAYS, date, index, time, zone
from knowcafe.core.exchange.values import Wrong

DAY = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-03", "2026/11/03", "2026.11.3", "2026-11-03T00:00:00", "2026-11-03 00:00"),
        *("3/11/2026", "03.11.2026", "3-11-2026", "03 11 2026", "03/11/2026 00:00:00"),
        *("3 November 2026", "3rd Nov 2026", "Tue 3 Nov 2026", "Tuesday, 3 november 2026"),
        *("November 3, 2026", "Nov 3rd 2026", "3-Nov-2026", " 3  Nov  2026"),
    ],
)
def test_a_date_has_many_spellings(text):
    assert date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2026-11", "31/11/2026", "29/2/2027", "11/25/2026", "2026-13-01"),
        *("3 Brumaire 2026", "03/11-2026", "3/11/26", "1/1/1969", "1/1/2200", "0000-01-01"),
        *("٣/11/2026", "3 N 2026", "Xyz 3 Nov 2026", "9" * 3000),
    ],
)
def test_what_is_no_date_is_wrong(text):
    with pytest.raises(Wrong) as caught:
        date(text)
    assert caught.value.kind is FaultKind.NOT_A_DATE


def test_a_weekday_must_be_the_right_one():
    with pytest.raises(Wrong) as caught:
        date("Mon 3 Nov 2026")
    assert caught.value.expected == ("Tuesday 3 November 2026",)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)))
def test_dates_read_back(day):
    assert date(f"{day}") == day
    assert date(f"{day:%d/%m/%Y}") == day
    assert date(f"{day:%A %d %B %Y}") == day
    assert date(f"{day:%b %d, %Y}") == day


@pytest.mark.parametrize(
    "text", ["18:30", "18.30", "1830", "18h30", "6:30 pm", "6.30PM", "0630 p.m.", "18:30:00"]
)
def test_a_time_has_many_spellings(text):
    assert time(text) == dt.time(18, 30)


def test_noon_and_midnight():
    assert [time(t) for t in ("noon", "12pm", "Midday")] == [dt.time(12)] * 3
    assert [time(t) for t in ("12am", "00:00", "0:00")] == [dt.time(0)] * 3


@pytest.mark.parametrize(
    "text", ["", "18", "24:00", "18:60", "13pm", "0pm", "late", "6:3 pm", "٦pm"]
)
def test_what_is_no_time_is_wrong(text):
    with pytest.raises(Wrong) as caught:
        time(text)
    assert caught.value.kind is FaultKind.NOT_A_TIME


@given(st.times())
def test_times_read_back(at):
    assert time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)
    assert time(f"{at:%I:%M %p}") == at.replace(second=0, microsecond=0)


def test_zones_are_found_whatever_their_case():
    assert zone("Asia/Kolkata") == "Asia/Kolkata"
    assert zone("america/new york") == "America/New_York"


def test_what_is_no_zone_gets_a_suggestion():
    for text, first in [("London", "Europe/London"), ("Europe/Lodnon", "Europe/London")]:
        with pytest.raises(Wrong) as caught:
            zone(text)
        assert (caught.value.kind, caught.value.expected[0]) == (FaultKind.NOT_A_ZONE, first)
    with pytest.raises(Wrong) as caught:
        zone("#?!")
    assert caught.value.expected == ("Europe/London", "Asia/Kolkata")


def test_words_are_known_from_three_letters_on():
    assert [index(w, DAYS) for w in ("mon", "tues", "weds", "thurs.", "sunday")] == [0, 1, 2, 3, 6]
    assert [index(w, DAYS) for w in ("mo", "monty", "")] == [-1, -1, -1]
