import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import as_csv
from knowcafe.core.exchange.writing import guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@SUM(A1)", "\tx", "\rx", "'=1", "''"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


def test_words_and_numbers_stay_as_they_are():
    assert [guarded(cell) for cell in ("a=b", "'tis", "", 5, -5)] == ["a=b", "'tis", "", "5", "-5"]


@given(st.text())
def test_the_guard_comes_off_again(text):
    assert unguarded(guarded(text)) == text


def test_a_table_is_written_as_spreadsheets_expect():
    assert as_csv(("a", "b"), [("x, y", 1), ('"', "=2")]) == 'a,b\r\n"x, y",1\r\n"""",\'=2\r\n'


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_a_table_reads_back(rows):
    text = as_csv(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [tuple(unguarded(cell) for cell in row) for row in read[1:]] == rows
