import datetime as dt

import pytest

from knowcafe.core.calendar import WallClock
from knowcafe.core.exchange import Fault, FaultKind, SlotRow, read_slots

FILE = "slots.csv"
EVENING = WallClock(dt.date(2026, 11, 24), dt.time(18, 30))


def read(text):
    return read_slots(text.encode(), FILE)


def only(header, row):
    found = read(f"{header}\n{row}\n")
    assert found.faults == ()
    return found.rows[0]


def test_a_date_and_a_time_make_an_hour_in_london():
    row = only("date,start", "2026-11-24,18:30")
    assert row == SlotRow(2, EVENING, dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


def test_everything_that_can_be_said_of_a_slot():
    row = only(
        "id,date,start,end,zone,place,access,link,seats,tables,language",
        "thu,26 Nov 2026,6pm,7.30pm,asia/kolkata,Library,Step-free,https://example.org/a,8,2,English",
    )
    assert row == SlotRow(
        line=2,
        starts=WallClock(dt.date(2026, 11, 26), dt.time(18), "Asia/Kolkata"),
        ends=dt.datetime(2026, 11, 26, 14, 0, tzinfo=dt.UTC),
        id="thu",
        place="Library",
        access="Step-free",
        link="https://example.org/a",
        seats=8,
        tables=2,
        language="en",
    )


@pytest.mark.parametrize(
    ("place", "link", "mode"),
    [
        ("Library", "", "place"),
        ("", "", "place"),
        ("Library", "no", "place"),
        ("Library", "https://example.org/a", "place"),
        ("", "https://example.org/a", "online"),
        ("", "yes", "online"),
        ("online", "", "online"),
    ],
)
def test_online_or_in_a_place(place, link, mode):
    row = only("date,start,place,link", f"2026-11-24,18:30,{place},{link}")
    assert (row.mode, row.place) == (mode, "" if place == "online" else place)


def test_minutes_stand_in_for_the_end():
    row = only("date,start,minutes", "2026-11-24,18:30,90")
    assert row.ends == dt.datetime(2026, 11, 24, 20, 0, tzinfo=dt.UTC)


def test_a_cafe_over_the_autumn_clock_change_is_longer_than_it_looks():
    row = only("date,start,end", "2027-10-31,00:30,02:00")
    assert row.ends - row.starts.utc == dt.timedelta(hours=2, minutes=30)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",18:30,", Fault(FILE, FaultKind.MISSING, 2, "date", "", ("2026-11-24",))),
        ("2026-11-24,,", Fault(FILE, FaultKind.MISSING, 2, "start", "", ("18:30",))),
        (
            "28/3/2027,01:30,",
            Fault(FILE, FaultKind.NO_SUCH_TIME, 2, "start", "01:30", ("02:30",)),
        ),
        (
            "28/3/2027,00:30,1:15",
            Fault(FILE, FaultKind.NO_SUCH_TIME, 2, "end", "1:15", ("02:15",)),
        ),
        (
            "2026-11-24,18:30,17:30",
            Fault(FILE, FaultKind.ENDS_FIRST, 2, "end", "17:30", ("18:30",)),
        ),
        (
            "2026-11-24,soon,17:00",
            Fault(FILE, FaultKind.NOT_A_TIME, 2, "start", "soon", ("18:30", "6:30 pm")),
        ),
        (
            "2026-11-24,18:30,late",
            Fault(FILE, FaultKind.NOT_A_TIME, 2, "end", "late", ("18:30", "6:30 pm")),
        ),
    ],
)
def test_what_is_wrong_with_a_time_is_named(row, expected):
    assert read(f"date,start,end\n{row}\n").faults == (expected,)


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("seats", "0", FaultKind.NOT_A_NUMBER),
        ("seats", "11", FaultKind.NOT_A_NUMBER),
        ("tables", "0", FaultKind.NOT_A_NUMBER),
        ("minutes", "5", FaultKind.NOT_A_NUMBER),
        ("zone", "London", FaultKind.NOT_A_ZONE),
        ("link", "example.org", FaultKind.NOT_A_LINK),
        ("place", "x" * 201, FaultKind.TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_cell_is_named(column, cell, kind):
    found = read(f"date,start,{column}\n2026-11-24,18:30,{cell}\n")
    assert [(fault.column, fault.kind) for fault in found.faults] == [(column, kind)]
