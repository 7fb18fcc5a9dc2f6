"""Bytes to text, whatever program saved them."""

from __future__ import annotations

import codecs
import re

from knowcafe.core.exchange.fault import Fault, FaultKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\x1a"))


def decode(data: bytes, file: str) -> str | Fault:
    """Text of a file: UTF-8, UTF-16 or UTF-32 with or without a mark, else Windows-1252.

    Windows-1252 is what spreadsheets save on most European desktops when not told otherwise. Bytes
    that are text in none of these, or text with control characters, give a `NOT_TEXT` fault.
    """
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            return Fault(file, FaultKind.NOT_TEXT, value=kind)
    text = _text(data)
    if text is None:
        return Fault(file, FaultKind.NOT_TEXT)
    control = _CONTROL.search(text)
    if control:
        line = len(re.findall(r"\r\n|\r|\n", text[: control.start()])) + 1
        return Fault(file, FaultKind.NOT_TEXT, line=line)
    text = text.translate(_INVISIBLE)
    said = any(character.isalnum() for character in text)
    return text if said else Fault(file, FaultKind.EMPTY)


def _text(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\0" in data:
        return _decoded(data, _wide(data))
    text = _decoded(data, "utf-8")
    return text if text is not None else _decoded(data, "cp1252")


def _wide(data: bytes) -> str:
    """The byte order of unmarked UTF-16, told by where the zero bytes of Latin letters stand."""
    return "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
