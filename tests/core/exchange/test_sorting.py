"""What becomes of each row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import Fate, Guest, Judged, Said, Why, read_history, sort_out
from tests.core.exchange.elsewhere import LUMA, MEETUP


def is_name(text: str) -> bool:
    return bool(text) and not set("=<>@:/") & set(text)


def judge(
    text: str, *, members: set[str] = frozenset(), known: set[str] = frozenset()
) -> tuple[Judged, ...]:
    guests = read_history(text.encode(), "x.csv", zone="Europe/London").guests
    return sort_out(guests, members=members, known=known, is_name=is_name)


def said(rows: tuple[Judged, ...]) -> list[tuple[int, str, str]]:
    return [(row.guest.line, row.fate.value, row.why.value) for row in rows]


def test_each_row_of_a_luma_file() -> None:
    rows = judge(LUMA, members={"bilal@example.org"})
    assert said(rows) == [
        (2, "new", ""),
        (4, "here", ""),
        (5, "skipped", "said-no"),
        (6, "new", ""),
        (7, "new", ""),
        (8, "skipped", "never-answered"),
        (10, "skipped", "doubled"),
        (11, "new", ""),
    ]
    assert [row.first_name for row in rows if row.fate is Fate.NEW] == ["Amara", "Dana", "Dana", ""]
    assert rows[6].earlier == 2


def test_without_an_address_a_name_waits() -> None:
    rows = judge(MEETUP, known={"100002"})
    assert said(rows) == [(2, "to-claim", ""), (3, "known", ""), (4, "to-claim", "")]
    assert [row.key for row in rows] == ["100001", "100002", "100003"]
    assert judge("name,email\nEsi Mensah,\n")[0].key == "name:esi mensah"


@pytest.mark.parametrize(
    ("guest", "why"),
    [
        (Guest(2), Why.NOBODY),
        (Guest(2, name="Amara", bad="amara at example"), Why.BAD_ADDRESS),
        (Guest(2, name="=1+1"), Why.BAD_NAME),
        (Guest(2, name="Amara", said=Said.UNCLEAR), Why.UNCLEAR),
        (Guest(2, name="Amara", said=Said.NO, came=True), Why.NONE),
        (Guest(2, email="amara@example.org", name="=1+1"), Why.NONE),
    ],
)
def test_why_not(guest: Guest, why: Why) -> None:
    row = sort_out([guest], members=(), known=(), is_name=is_name)[0]
    assert (row.why, row.fate is Fate.SKIPPED) == (why, why is not Why.NONE)


GUESTS = st.builds(
    Guest,
    line=st.integers(2, 99),
    name=st.sampled_from(["", "Amara", "Bilal Khan", "=1"]),
    email=st.sampled_from(["", "a@example.org", "b@example.org", "a+b@example.org"]),
    key=st.sampled_from(["", "1", "2"]),
    said=st.sampled_from(Said),
    came=st.sampled_from([None, True, False]),
)


@given(st.lists(GUESTS, max_size=12))
def test_everybody_is_taken_once(guests: list[Guest]) -> None:
    rows = sort_out(guests, members={"b@example.org"}, known={"2"}, is_name=is_name)
    assert [row.guest for row in rows] == guests
    taken = [row for row in rows if row.fate is not Fate.SKIPPED]
    who = [row.guest.email or row.key for row in taken]
    assert len(who) == len(set(who))
    assert all((row.why is Why.NONE) == (row.fate is not Fate.SKIPPED) for row in rows)
    addresses = {row.guest.email for row in taken if row.fate is Fate.NEW}
    again = sort_out(
        guests,
        members={"b@example.org"} | addresses,
        known={"2"} | {row.key for row in taken},
        is_name=is_name,
    )
    assert not {Fate.NEW, Fate.TO_CLAIM} & {row.fate for row in again}
