"""What is wrong with a file: which, where, what stands there and what was expected."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.exchange import Fault, FaultKind
from knowcafe.phrases.grammar import isolated, listed


def fault(found: Fault) -> str:
    """One fault in one line: “people.csv, line 4, column “free”: “Tuseday” is not…”."""
    return _("%(place)s: %(what)s") % {"place": _place(found), "what": _what(found)}


def faults_counted(count: int) -> str:
    """The line under a list of faults."""
    return ngettext(
        "One thing to put right; nothing was written.",
        "%(count)d things to put right; nothing was written.",
        count,
    ) % {"count": count}


def _place(found: Fault) -> str:
    parts = [isolated(found.file)]
    if found.line:
        parts.append(_("line %(line)d") % {"line": found.line})
    if found.column and found.kind not in _NAMES_ITS_COLUMN:
        parts.append(_("column “%(column)s”") % {"column": isolated(found.column)})
    return ", ".join(parts)


_NAMES_ITS_COLUMN = {FaultKind.MISSING_COLUMN, FaultKind.DOUBLED_COLUMN}


def _what(found: Fault) -> str:
    words = {
        "value": isolated(found.value),
        "column": isolated(found.column),
        "expected": listed(found.expected, last=_("or")) if found.expected else "",
        "first": found.expected[0] if found.expected else "",
        "second": found.expected[-1] if found.expected else "",
    }
    if not found.value and found.kind in _without_value():
        return _without_value()[found.kind] % words
    if found.kind in _CLOSE:
        return _with_suggestion(found, words)
    return {**_files(), **_cells(), **_between()}[found.kind] % words


def _files() -> dict[FaultKind, str]:
    return {
        FaultKind.UNREADABLE: _("cannot be read (%(value)s)"),
        FaultKind.TOO_LARGE: _("is %(value)s MB; at most %(first)s MB are read"),
        FaultKind.TOO_HARD: _("takes too long to read; is it the file that was exported?"),
        FaultKind.EMPTY: _("is empty; expected a line of headings and a row for each entry"),
        FaultKind.NOT_TEXT: _("looks like %(value)s; expected CSV, so save it as “CSV UTF-8”"),
        FaultKind.NO_ROWS: _("has headings but no rows below them"),
        FaultKind.TOO_MANY_ROWS: _("has more than %(first)s rows; split it up"),
        FaultKind.OPEN_QUOTE: _("a quotation mark opens here and is never closed"),
        FaultKind.MISSING_COLUMN: _(
            "has no column “%(column)s”; expected a heading such as %(expected)s, found %(value)s"
        ),
        FaultKind.DOUBLED_COLUMN: _(
            "two columns could be “%(column)s”; rename or remove “%(value)s”"
        ),
        FaultKind.RAGGED: _(
            "more cells than headings, from “%(value)s” on; expected %(first)s (does a cell with a "
            "comma lack its quotation marks?)"
        ),
    }


def _cells() -> dict[FaultKind, str]:
    return {
        FaultKind.MISSING: _("is empty; expected, say, %(expected)s"),
        FaultKind.TOO_LONG: _("“%(value)s” is too long; expected at most %(first)s characters"),
        FaultKind.MANY_LINES: _("“%(value)s” has a line break; expected a single line"),
        FaultKind.NOT_ONE_OF: _("“%(value)s” is not understood; expected %(expected)s"),
        FaultKind.NOT_A_NUMBER: _("“%(value)s” is not a whole number from %(first)s to %(second)s"),
        FaultKind.NOT_A_DATE: _("“%(value)s” is not a date; expected, say, %(expected)s"),
        FaultKind.NOT_A_TIME: _("“%(value)s” is not a time; expected, say, %(expected)s"),
        FaultKind.NO_SUCH_TIME: _(
            "“%(value)s” does not exist: the clocks go forward past it; the next time is %(first)s"
        ),
        FaultKind.NOT_A_ZONE: _(
            "“%(value)s” is not a time zone; expected a name such as %(expected)s"
        ),
        FaultKind.NOT_AN_EMAIL: _(
            "“%(value)s” is not an e-mail address; expected, say, %(expected)s"
        ),
        FaultKind.NOT_A_LINK: _("“%(value)s” is not a link; expected, say, %(expected)s"),
        FaultKind.ENDS_FIRST: _("“%(value)s” is not after the start, %(first)s"),
        FaultKind.IN_THE_FUTURE: _(
            "“%(value)s” is still to come; expected a date before the first café, %(first)s"
        ),
    }


def _between() -> dict[FaultKind, str]:
    return {
        FaultKind.DOUBLED: _("“%(value)s” already stands in line %(first)s"),
        FaultKind.AMBIGUOUS_PERSON: _(
            "“%(value)s” could be more than one person; expected %(expected)s"
        ),
        FaultKind.UNKNOWN_TABLE: _("“%(value)s” is not one table; expected %(expected)s"),
        FaultKind.IMPOSSIBLE: _("cannot all be kept: %(value)s"),
        FaultKind.SAME_PERSON: _("“%(value)s” is on both sides; expected two people"),
    }


def _without_value() -> dict[FaultKind, str]:
    return {
        FaultKind.UNREADABLE: _("cannot be read"),
        FaultKind.NOT_TEXT: _("is not text; expected CSV, so save it as “CSV UTF-8”"),
        FaultKind.MISSING_COLUMN: _(
            "has no column “%(column)s”; expected a heading such as %(expected)s"
        ),
        FaultKind.DOUBLED_COLUMN: _("two columns could be “%(column)s”; rename or remove one"),
        FaultKind.RAGGED: _("more cells than headings; expected %(first)s"),
        FaultKind.DOUBLED: _("the same as line %(first)s"),
        FaultKind.UNKNOWN_TABLE: _("“%(value)s” is not one table; expected %(expected)s"),
        FaultKind.IMPOSSIBLE: _("cannot all be kept: %(value)s"),
        FaultKind.SAME_PERSON: _("the same person on both sides; expected two people"),
    }


_CLOSE = {
    FaultKind.UNKNOWN_PERSON,
    FaultKind.UNKNOWN_TOPIC,
    FaultKind.UNKNOWN_SLOT,
    FaultKind.NO_TOPIC,
}


def _with_suggestion(found: Fault, words: dict[str, str]) -> str:
    """The kinds whose `expected` names what comes close, perhaps nothing."""
    what = {
        FaultKind.UNKNOWN_PERSON: _("nobody in the list of people is called “%(value)s”"),
        FaultKind.UNKNOWN_TOPIC: _("there is no topic “%(value)s”"),
        FaultKind.UNKNOWN_SLOT: _("“%(value)s” is neither a slot nor a time"),
        FaultKind.NO_TOPIC: _("“%(value)s” suggests no topic"),
    }[found.kind] % words
    if not found.expected:
        return what
    names_none = found.kind is FaultKind.NO_TOPIC
    hint = _("name one, such as %(expected)s") if names_none else _("perhaps %(expected)s")
    return _("%(what)s; %(hint)s") % {"what": what, "hint": hint % words}
