import pytest

from knowcafe.core.exchange import Fault, FaultKind
from knowcafe.core.exchange.columns import Column, Mapping, Schema, bare, match
from knowcafe.core.exchange.sheet import Row

SCHEMA = Schema(
    (
        Column("name", ("name", "full name")),
        Column("know_how", ("know-how", "knows")),
        Column("since", ("since",)),
        Column("weeks", ("weeks waiting", "weeks")),
    ),
    needed=(("name",), ("since", "weeks")),
)


def matched(*cells, schema=SCHEMA):
    return match(schema, Row(1, cells), "a.csv")


@pytest.mark.parametrize(
    "header", ["Know-how", "KNOW HOW", " know_how ", "Know-how (optional)", "Knöw-hów", "knowhow*"]
)
def test_spelling_does_not_matter(header):
    assert bare(header) == "knowhow"


def test_any_order_will_do_and_strangers_are_listed():
    assert matched("Weeks", "Shoe size", "Full name", "") == Mapping(
        {"name": 2, "weeks": 0}, {"name": "Full name", "weeks": "Weeks"}, ("Shoe size",), ()
    )


def test_the_better_name_wins_and_the_other_is_listed():
    found = matched("full name", "name", "since")
    assert (found.places["name"], found.unused) == (1, ("full name",))


def test_a_missing_column_says_what_was_found_and_what_it_could_be_called():
    assert matched("naem", "knows").faults == (
        Fault("a.csv", FaultKind.MISSING_COLUMN, 1, "name", "naem, knows", ("name", "full name")),
        Fault(
            *("a.csv", FaultKind.MISSING_COLUMN, 1, "since", "naem, knows"),
            ("since", "weeks waiting", "weeks"),
        ),
    )


def test_the_same_header_twice_is_a_fault():
    assert matched("name", "since", "Name").faults == (
        Fault("a.csv", FaultKind.DOUBLED_COLUMN, 1, "name", "Name"),
    )


def test_a_pair_may_share_its_header():
    pair = Schema((Column("a", ("person",)), Column("b", ("met",))), twice=("a", "b"))
    assert matched("person", "person", schema=pair).places == {"a": 0, "b": 1}
    assert matched("met", "person", schema=pair).places == {"a": 1, "b": 0}
    assert len(matched("person", "person", "person", schema=pair).faults) == 2


def test_known_headers_are_counted():
    assert SCHEMA.known(("Name", "x", "WEEKS", "")) == 2
