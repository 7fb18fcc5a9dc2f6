import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import Fault, FaultKind
from knowcafe.core.exchange.sheet import Row, Sheet, cut


def known(cells):
    return sum(cell in ("name", "need") for cell in cells)


def cut_up(text, most=100):
    return cut(text, "a.csv", known=known, most=most)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_delimiter_is_found_by_the_header(delimiter):
    text = f"name{delimiter}need\nAmara{delimiter}pricing\n"
    assert cut_up(text) == Sheet(
        "a.csv", delimiter, Row(1, ("name", "need")), (Row(2, ("Amara", "pricing")),)
    )


@pytest.mark.parametrize("start", ["sep=;\n", '"sep=;"\r\n', "SEP=; \r"])
def test_a_spreadsheet_may_say_its_delimiter(start):
    sheet = cut_up(f"{start}name;need\nAmara;a, b\n")
    assert (sheet.delimiter, sheet.header) == (";", Row(2, ("name", "need")))
    assert sheet.rows == (Row(3, ("Amara", "a, b")),)


def test_titles_and_blank_lines_above_the_header_do_no_harm():
    sheet = cut_up("Our chapter,,\n\nname,need\n,,\nAmara,pricing\n")
    assert sheet.header == Row(3, ("name", "need"))
    assert sheet.rows == (Row(5, ("Amara", "pricing")),)


def test_the_header_again_is_no_row():
    assert cut_up("name,need\na,b\nname,need\nc,d\n").rows == (
        Row(2, ("a", "b")),
        Row(4, ("c", "d")),
    )


def test_a_cell_may_hold_lines_quotes_and_delimiters():
    sheet = cut_up('name,need\nAmara, "one,\ntwo ""three"""\nBilal,x\n')
    assert sheet.rows == (Row(2, ("Amara", 'one,\ntwo "three"')), Row(4, ("Bilal", "x")))


def test_a_quote_that_is_never_closed_is_found_where_it_opens():
    sheet = cut_up('name,need\nAmara,a\nBilal,"b\nChidi,c\n')
    assert sheet.rows == (Row(2, ("Amara", "a")),)
    assert sheet.faults == (Fault("a.csv", FaultKind.OPEN_QUOTE, 3),)
    assert cut_up('"name,need\n').faults == (Fault("a.csv", FaultKind.OPEN_QUOTE, 1),)


def test_an_enormous_cell_is_a_fault_and_so_is_a_quote_that_swallows_a_large_file():
    long = f"name,need\nAmara,{'x' * 200_000}\n"
    assert cut_up(long).faults == (Fault("a.csv", FaultKind.TOO_LONG, 2, "", "…", ("131072",)),)
    swallowed = 'name,need\nAmara,"\n' + "Bilal,b\n" * 30_000
    assert cut_up(swallowed).faults == (Fault("a.csv", FaultKind.OPEN_QUOTE, 2),)


def test_more_rows_than_are_read_is_a_fault():
    assert cut_up("name\na\nb\nc\n", most=2) == Sheet(
        "a.csv",
        ",",
        Row(1, ("name",)),
        (Row(2, ("a",)), Row(3, ("b",))),
        (Fault("a.csv", FaultKind.TOO_MANY_ROWS, value="3", expected=("2",)),),
    )


def test_a_header_alone_is_a_fault():
    assert cut_up("name,need\n,\n").faults == (Fault("a.csv", FaultKind.NO_ROWS),)


def test_a_file_of_blank_cells_has_no_header():
    assert cut_up("sep=,\n,,\n,,\n").header == Row(1, ())


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zs"]), max_size=8
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8), st.sampled_from(",;\t|"))
def test_what_a_program_writes_is_read(rows, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["name", "need"], *rows])
    sheet = cut_up(out.getvalue())
    assert [list(row.cells) for row in sheet.rows] == [
        [cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)
    ]
