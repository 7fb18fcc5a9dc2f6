"""`knowcafe import --history`: a list from Luma, Meetup or Eventbrite, as on the hosts' page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.cafes.queries import history as queries
from knowcafe.cafes.queries.reading import LARGEST, read_file
from knowcafe.chapters.models import Chapter
from knowcafe.core.exchange import COLUMNS, Fate, History
from knowcafe.core.exchange.columns import bare
from knowcafe.phrases import history as words
from knowcafe.phrases.grammar import isolated
from knowcafe.refused import Refused

NOT_THERE = -1


def bring_history(
    path: Path,
    chapter: Chapter,
    *,
    by: Person,
    now: datetime,
    on: date | None = None,
    columns: Sequence[str] = (),
    is_dry: bool = False,
) -> list[str]:
    """What became of the rows, in lines: each of them in a dry run, else those left out. `columns`
    are “field=header”, where a person knows better.

    Raises `Refused` before anything is brought in; a dry run leaves nothing behind.
    """
    data = _bytes(path)
    if is_dry:
        found = read_file(data, path.name, zone=chapter.zone)
        if found.faults:
            raise Refused(phrases.fault(found.faults[0]))
        if columns:
            told = _columns(found, columns)
            found = read_file(data, path.name, zone=chapter.zone, kind=found.kind, columns=told)
        return list(_lines(chapter, found, on=on or found.on, every=True))
    intake = actions.keep_file(chapter, name=path.name, data=data, by=by, now=now)
    try:
        if on or columns:
            told = _columns(queries.read_intake(intake), columns)
            actions.say_what_it_is(
                intake, kind=intake.kind, columns=told, on=on or intake.on, by=by, now=now
            )
        found = queries.read_intake(intake)
        lines = list(_lines(chapter, found, on=intake.on, every=False))
        actions.bring_in(intake, by=by, now=now)
    finally:
        actions.forget_file(intake, by=by)
    return lines


def _columns(found: History, given: Sequence[str]) -> dict[str, int]:
    """Field → place; a field that is given no header is not in the file."""
    places = {bare(header): at for at, header in reversed([*enumerate(found.headers)])}
    fields = [column.field for column in COLUMNS[found.kind]]
    chosen = dict(found.columns)
    for field, _is, header in (one.partition("=") for one in given):
        if field not in fields:
            words = {"field": field, "fields": ", ".join(fields)}
            raise Refused(_("No column is taken as “%(field)s” here, only as: %(fields)s.") % words)
        if header.strip() and bare(header) not in places:
            words = {"header": header, "headers": ", ".join(found.headers)}
            raise Refused(_("There is no column “%(header)s”. There are: %(headers)s.") % words)
        chosen[field] = places.get(bare(header), NOT_THERE) if header.strip() else NOT_THERE
    return chosen


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as stuck:
        told = {"file": path, "why": stuck.strerror}
        raise Refused(_("%(file)s cannot be read: %(why)s") % told) from stuck


def _lines(chapter: Chapter, found: History, *, on: date | None, every: bool) -> Iterator[str]:
    rows = queries.judged(chapter, found)
    yield _("Read as: %s") % words.kind(found.kind)
    for row in rows:
        if every or row.fate is Fate.SKIPPED:
            yield _("line %(line)d, %(about)s: %(fate)s; %(because)s") % {
                "line": row.guest.line,
                "about": isolated(row.guest.name or row.guest.email),
                "fate": words.fate(row.fate),
                "because": words.because(row),
            }
    counted = words.counted(found.tally, on, found.kind)
    if counted:
        yield counted
    yield ", ".join(words.outcome(Counter(row.fate.value for row in rows))) + "."
