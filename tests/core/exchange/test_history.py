"""Lists from elsewhere, and every trap we know of in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import (
    COLUMNS,
    FaultKind,
    History,
    Kind,
    Said,
    Tally,
    read_history,
    replies,
)
from tests.core.exchange.elsewhere import (
    EVENTBRITE,
    GERMAN,
    LIST,
    LUMA,
    LUMA_HEADER,
    MEETUP,
    MEETUP_EVENING,
    MEETUP_HEADER,
)

LONDON = "Europe/London"


def read(
    text: str | bytes, kind: Kind | None = None, columns: Mapping[str, int] | None = None
) -> History:
    data = text.encode() if isinstance(text, str) else text
    return read_history(data, "guests.csv", zone=LONDON, kind=kind, columns=columns)


def fault(text: str | bytes) -> tuple[FaultKind, str]:
    found = read(text)
    assert (found.guests, len(found.faults)) == ((), 1)
    return found.faults[0].kind, found.faults[0].value


def test_luma_guests() -> None:
    found = read(LUMA)
    assert (found.kind, found.faults, found.on) == (Kind.LUMA, (), dt.date(2026, 1, 15))
    assert [(g.line, g.name, g.email, g.said, g.came) for g in found.guests] == [
        (2, "Amara Okafor", "amara@example.org", Said.YES, True),
        (4, "Bilal Khan", "bilal@example.org", Said.YES, None),
        (5, "Chidi Eze", "chidi@example.org", Said.NO, None),
        (6, "Dana Levi", "dana+cafe@example.org", Said.WAITING, None),
        (7, "Dana Levi", "dana@example.org", Said.WAITING, None),
        (8, "Grace Lund", "grace@example.org", Said.SILENT, None),
        (10, "Amara", "amara@example.org", Said.YES, None),
        (11, '=HYPERLINK("http://example.org","Hugo")', "hugo@example.org", Said.YES, True),
    ]
    assert found.tally == Tally(people=8, said_yes=3, came=2)
    assert found.samples[-1] == 'I make candles, and "soap" too'


def test_without_a_single_check_in_who_came_is_unknown() -> None:
    nobody = "\n".join(line for line in LUMA.splitlines() if "gst-1" not in line)
    nobody = nobody.replace("2026-01-15 18:45:00", "").replace('and ""soap"" too"', "")
    assert read(nobody).tally == Tally(people=7, said_yes=3, came=None)


def test_meetup_members_have_no_address_and_totals_of_all_evenings() -> None:
    found = read(MEETUP)
    assert (found.kind, found.on) == (Kind.MEETUP_MEMBERS, None)
    assert [(g.name, g.key, g.email) for g in found.guests] == [
        ("Amara Okafor", "100001", ""),
        ("Grace Lund", "100002", ""),
        ("Zoë Ångström", "100003", ""),
    ]
    assert found.tally == Tally(people=3, said_yes=20, came=16)


def test_totals_without_any_no_show_are_missing_data() -> None:
    found = read(MEETUP.replace("\t9\t3\t", "\t12\t0\t").replace("\t7\t1\t", "\t8\t0\t"))
    assert found.tally == Tally(people=3, said_yes=20, came=None)


def test_localised_headers() -> None:
    found = read(GERMAN)
    assert (found.kind, found.tally) == (Kind.MEETUP_MEMBERS, Tally(3, 20, 16))
    unheard = MEETUP.replace(MEETUP_HEADER, "\t".join(f"標題{n}" for n in range(19)))
    guessed = read(unheard, kind=Kind.MEETUP_MEMBERS)
    assert (guessed.columns, guessed.guests[0].key) == ({"key": 1}, "100001")
    told = read(unheard, Kind.MEETUP_MEMBERS, {"name": 0, "attended": 12, "missed": 13})
    assert (told.guests[2].name, told.tally) == ("Zoë Ångström", Tally(3, 20, 16))
    assert read(unheard).kind is Kind.LIST


def test_the_profile_tells_who_somebody_is() -> None:
    found = read(MEETUP, columns={"key": 18})
    assert [g.key for g in found.guests] == ["100001", "100002", "100003"]


def test_meetup_attendees_bring_guests() -> None:
    found = read(MEETUP_EVENING)
    assert found.kind is Kind.MEETUP_EVENING
    assert [(g.said, g.came, g.heads) for g in found.guests] == [
        (Said.YES, True, 3),
        (Said.YES, False, 1),
        (Said.NO, None, 1),
        (Said.YES, True, 1),
    ]
    assert found.tally == Tally(people=4, said_yes=5, came=4)


def test_eventbrite_tickets() -> None:
    found = read(EVENTBRITE)
    assert found.kind is Kind.EVENTBRITE
    assert [(g.name, g.said, g.came, g.heads) for g in found.guests] == [
        ("Amara Okafor", Said.YES, True, 1),
        ("Amara Okafor", Said.YES, None, 1),
        ("Bilal Khan", Said.YES, None, 3),
        ("Chidi Eze", Said.NO, None, 1),
    ]
    assert found.tally == Tally(people=4, said_yes=5, came=1)


def test_any_list_of_names_and_addresses() -> None:
    found = read(LIST)
    assert (found.kind, found.guests[0].name, found.guests[0].email) == (
        Kind.LIST, "Farid Aziz", "farid@example.org",
    )  # fmt: skip
    assert found.tally == Tally(1, 0, None)
    assert (found.kind.is_evening, Kind.MEETUP_EVENING.source) == (False, "meetup")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("says_so", [False, True])
def test_dialects(coding: str, delimiter: str, says_so: bool) -> None:
    text = "Zähler,name,email,approval_status,checked_in_at\n1,Zoë,zoe@example.org,approved,\n"
    text = (f"sep={delimiter}\n" if says_so else "") + text.replace(",", delimiter)
    found = read(text.encode(coding))
    assert (found.kind, [(g.name, g.email) for g in found.guests]) == (
        Kind.LUMA, [("Zoë", "zoe@example.org")],
    )  # fmt: skip


def test_columns_in_another_order_and_missing_ones() -> None:
    found = read("checked_in_at,email,api_id\nyes,amara@example.org,gst-1\n")
    assert (found.kind, found.guests[0].came) == (Kind.LUMA, True)
    assert found.columns == {"came": 0, "email": 1}
    ragged = read("api_id,approval_status,email,name\ngst-1\ngst-2,approved,bilal@example.org\n")
    assert [(g.email, g.name) for g in ragged.guests] == [("", ""), ("bilal@example.org", "")]


def test_who_knows_better_says_where_a_column_is() -> None:
    text = "Contact,Mail sent to,Mail,name\nEsi,old@example.org,new@example.org,x\n"
    assert read(text).guests[0].email == "new@example.org"
    told = read(text, columns={"email": 1, "name": 0, "missed": 2})
    assert (told.guests[0].email, told.guests[0].name) == ("old@example.org", "Esi")
    assert read(text, columns={"email": -1}).guests[0].email == ""
    assert read(text, columns={"email": 99}).columns == {"name": 3}


def test_an_address_is_found_by_what_it_looks_like() -> None:
    assert read("Who,Where\nEsi,esi@example.org\nBilal,\n").columns == {"email": 1}
    assert read("Who,Where\nEsi,\nBilal,\n").columns == {}


@pytest.mark.parametrize(
    ("cell", "address", "bad"),
    [
        ("Amara@Example.ORG", "amara@example.org", ""),
        ("a+b@example.org", "a+b@example.org", ""),
        ("Amara <amara@example.org>", "amara@example.org", ""),
        ("mailto:amara@example.org", "amara@example.org", ""),
        ("'=x@example.org", "=x@example.org", ""),
        ("not an address", "", "not an address"),
        (f"{'a' * 250}@example.org", "", f"{'a' * 79}…"),
    ],
)
def test_addresses(cell: str, address: str, bad: str) -> None:
    guest = read(f'name,email\nX,"{cell}"\n').guests[0]
    assert (guest.email, guest.bad) == (address, bad)


def test_files_that_are_no_list() -> None:
    assert fault(b"") == (FaultKind.EMPTY, "")
    assert fault(b"PK\x03\x04...") == (FaultKind.NOT_TEXT, "a spreadsheet")
    assert fault("\n <!DOCTYPE html><html>") == (FaultKind.NOT_TEXT, "a web page")
    assert fault("<table><tr><td>Name</td></tr></table>") == (FaultKind.NOT_TEXT, "a web page")
    assert fault(LUMA_HEADER)[0] is FaultKind.NO_ROWS
    assert fault(f'{LUMA_HEADER}\n"never closed,a,b\n')[0] is FaultKind.OPEN_QUOTE


def test_fifty_thousand_rows_and_one_more() -> None:
    row = "gst,Amara,amara{}@example.org,approved\n"
    rows = "".join(row.format(n) for n in range(50_000))
    found = read("api_id,name,email,approval_status\n" + rows)
    assert found.tally == Tally(50_000, 50_000, None)
    kind, _value = fault("api_id,name,email,approval_status\n" + rows + row)
    assert kind is FaultKind.TOO_MANY_ROWS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-15T18:42:11.000Z", 15),
        ("2026-01-15 18:42:11 UTC", 15),
        ("2026-07-15T23:30:00Z", 16),  # the clock in London is an hour ahead
        ("2026-01-15T23:42:11+02:00", 15),
        ("2026-01-15 18:42", 15),
        ("15/01/2026 18:42", 15),
        ("1/15/2026 6:42 PM", 15),
        ("1/15/26", 15),
        ("Jan 15, 2026 6:42 PM", 15),
        ("15 January 2026 at 6:42 pm", 15),
        ("January 15, 2026 at 6:42 PM GMT", 15),
        ("05/05/2026", 5),
        ("03/04/2026", None),  # 3 April or 4 March
        ("99/99/2026", None),
        ("2026-99-15T18:42:11Z", None),
        ("yes", None),
    ],
)
def test_days_in_several_forms(text: str, day: int | None) -> None:
    found = replies.day(text, LONDON)
    assert (found.day if found else None) == day


def test_words_for_coming() -> None:
    assert [replies.came(word) for word in ("", "n/a", "No-Show", "Yes", "18:42")] == [
        None, None, False, True, True,
    ]  # fmt: skip
    said = [replies.said(word) for word in ("", "Approved", "pending_approval", "zugesagt", "foo")]
    assert said == [Said.YES, Said.YES, Said.WAITING, Said.YES, Said.UNCLEAR]


@given(st.text(max_size=300) | st.binary(max_size=300), st.sampled_from(Kind))
def test_no_file_is_too_strange(text: str | bytes, kind: Kind) -> None:
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    for given_kind in (None, kind):
        found = read_history(data, "x", zone=LONDON, kind=given_kind)
        assert bool(found.guests) != bool(found.faults)
        assert set(found.columns) <= {column.field for column in COLUMNS[found.kind]}
