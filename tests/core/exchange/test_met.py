import datetime as dt

import pytest

from knowcafe.core.exchange import Fault, FaultKind, MetRow, read_met


@pytest.mark.parametrize("header", ["person,met", "person,person", "Name;With", "a\tb"])
def test_two_people_and_how_long_ago(header):
    delimiter = next(c for c in ",;\t" if c in header)
    text = delimiter.join([header, "weeks ago"]) + "\n" + delimiter.join(["Amara", "Dana", "3"])
    assert read_met(text.encode(), "met.csv").rows == (MetRow(2, "Amara", "Dana", 3),)


def test_a_day_will_do_instead():
    found = read_met(b"person,met,date\nAmara,Dana,3/11/2026\n", "met.csv")
    assert found.rows == (MetRow(2, "Amara", "Dana", on=dt.date(2026, 11, 3)),)


def test_one_of_the_two_must_be_there():
    missing = read_met(b"person,met\nAmara,Dana\n", "met.csv").faults
    assert [fault.kind for fault in missing] == [FaultKind.MISSING_COLUMN]
    for header in ("weeks ago", "date"):
        found = read_met(f"person,met,{header}\nAmara,Dana,\n".encode(), "met.csv")
        assert found.faults == (Fault("met.csv", FaultKind.MISSING, 2, header, "", ("3",)),)
