import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import Fault, FaultKind
from knowcafe.core.exchange.decode import decode

TEXT = "name,need\nÉsi,“a chat” – now\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_whatever_program_saved_it_the_text_is_the_same(encoding):
    assert decode(TEXT.encode(encoding), "a.csv") == TEXT


def test_big_endian_marks_are_known():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.csv") == TEXT
    assert decode(b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"), "a.csv") == TEXT


def test_invisible_characters_are_dropped():
    assert decode("na\u200bme\ufeff,x\n\x1a".encode(), "a.csv") == "name,x\n"


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"PK\x03\x04rest", "a spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "a spreadsheet"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"SQLite format 3\0", "a database"),
    ],
)
def test_what_is_no_text_is_named(data, looks_like):
    assert decode(data, "a.csv") == Fault("a.csv", FaultKind.NOT_TEXT, value=looks_like)


def test_bytes_that_are_text_in_no_encoding():
    assert decode(b"name\x81\xff\n", "a.csv") == Fault("a.csv", FaultKind.NOT_TEXT)
    assert decode(b"\xff\xfea", "a.csv") == Fault("a.csv", FaultKind.NOT_TEXT)


def test_a_control_character_is_found_on_its_line():
    assert decode(b"a\r\nb\rc\nd\x07\n", "a.csv") == Fault("a.csv", FaultKind.NOT_TEXT, line=4)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", b";;;\n"])
def test_an_empty_file_is_called_empty(data):
    assert decode(data, "a.csv") == Fault("a.csv", FaultKind.EMPTY)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_fault(data):
    found = decode(data, "a.csv")
    assert isinstance(found, Fault) or any(c.isalnum() for c in found)
