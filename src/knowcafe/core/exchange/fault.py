"""What is wrong with a file, as data; `phrases.fault` puts it in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_SHOWN = 80


class FaultKind(Enum):
    """What went wrong. The comment says what `value` and `expected` hold beside it.

    Unless said otherwise `value` is the cell as it was written (shortened to 80 characters).
    """

    # the file as a whole: no column; line 0 unless the fault has a place
    UNREADABLE = "unreadable"  # value: what the system said ("No such file or directory")
    TOO_LARGE = "too_large"  # value: its megabytes; expected: (most megabytes,)
    TOO_HARD = "too_hard"  # takes more time or memory than a file may
    EMPTY = "empty"  # no text in it at all
    NOT_TEXT = "not_text"  # value: what it looks like ("a spreadsheet"), "" if unknown
    NO_ROWS = "no_rows"  # a header and nothing below it
    TOO_MANY_ROWS = "too_many_rows"  # value: the row count so far; expected: (the limit,)
    OPEN_QUOTE = "open_quote"  # a quotation mark opened on this line is never closed
    MISSING_COLUMN = "missing_column"  # column: its name; value: headers found; expected: names
    DOUBLED_COLUMN = "doubled_column"  # two headers mean `column`; value: the second one

    # a row
    RAGGED = "ragged"  # more cells than headers; value: the first cell too many; expected: (count,)

    # a cell
    MISSING = "missing"  # an empty cell where something is needed; expected: examples
    TOO_LONG = "too_long"  # expected: (most characters,)
    MANY_LINES = "many_lines"  # a line break where one line is expected
    NOT_ONE_OF = "not_one_of"  # expected: the words that are understood
    NOT_A_NUMBER = "not_a_number"  # expected: (least, most), both as digits
    NOT_A_DATE = "not_a_date"  # not understood, or not in the calendar; expected: examples
    NOT_A_TIME = "not_a_time"  # expected: examples
    NO_SUCH_TIME = "no_such_time"  # skipped by the clock change; expected: (next time that exists,)
    NOT_A_ZONE = "not_a_zone"  # expected: examples of zone names
    NOT_AN_EMAIL = "not_an_email"  # expected: examples
    NOT_A_LINK = "not_a_link"  # expected: examples
    ENDS_FIRST = "ends_first"  # a café that ends before it starts; expected: (start,)
    IN_THE_FUTURE = "in_the_future"  # a date later than the first café; expected: (its date,)

    # between rows and files
    DOUBLED = "doubled"  # said before; expected: (the earlier line,)
    UNKNOWN_PERSON = "unknown_person"  # expected: names that come close, perhaps none
    AMBIGUOUS_PERSON = "ambiguous_person"  # several go by this name; expected: their ids
    SAME_PERSON = "same_person"  # a pair made of one person
    UNKNOWN_TOPIC = "unknown_topic"  # expected: topics that come close, perhaps none
    NO_TOPIC = "no_topic"  # a need in words that suggest no topic; expected: examples of topics
    UNKNOWN_TABLE = "unknown_table"  # names no table, or several; expected: tables
    IMPOSSIBLE = "impossible"  # wishes that contradict each other; value: how
    UNKNOWN_SLOT = "unknown_slot"  # neither a slot nor a time; expected: slots that come close


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place.

    `line` counts from 1 as an editor does (0: the file as a whole); `column` is the header as the
    file spells it, or the name it should have.
    """

    file: str
    kind: FaultKind
    line: int = 0
    column: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()


def shown(value: str) -> str:
    """A cell on one line, short enough to be quoted."""
    flat = " ".join(value.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
