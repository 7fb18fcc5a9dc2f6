"""`knowcafe import`: read as `compose` reads, then say it all through the rooms' actions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from rich.console import Console

from knowcafe.accounts.models import Person
from knowcafe.accounts.queries import somebody
from knowcafe.cafes import actions as cafes
from knowcafe.chapters import queries as chapters
from knowcafe.chapters import rules
from knowcafe.chapters.models import Chapter
from knowcafe.ops.compose.command import told
from knowcafe.ops.compose.patience import Patience
from knowcafe.ops.compose.run import BadInput, draft_inputs, load_inputs
from knowcafe.ops.compose.week import Draft, Inputs
from knowcafe.ops.importing.gathered import Gathered, Row
from knowcafe.ops.importing.history import bring_history
from knowcafe.ops.importing.people import Import
from knowcafe.ops.importing.report import Report
from knowcafe.ops.importing.weekly import Weekly
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.refused import Refused

Progress = Callable[[int, int], None]


def import_command(options: argparse.Namespace, *, now: datetime) -> int:
    """0 when done, with the rows that were left out; 2 where nothing was taken over."""
    bring_up_to_date()
    try:
        chapter, by = _where_and_who(options.chapter, options.by)
        if options.history:
            return _bring_history(options, chapter, by, now=now)
        inputs = load_inputs(options.people, options.needs, options.slots)
        with Patience(Console(stderr=True), doing=_("Importing")) as progress:
            report = take_over(
                inputs, chapter, by=by, now=now, is_dry=options.dry_run, progress=progress
            )
    except BadInput as bad:
        _say(told(bad.faults))
        return 2
    except Refused as refused:
        _say([str(refused)])
        return 2
    _tell(report.lines(every=options.dry_run), is_dry=options.dry_run)
    return 0


def _bring_history(
    options: argparse.Namespace, chapter: Chapter, by: Person, *, now: datetime
) -> int:
    lines = bring_history(
        options.history,
        chapter,
        by=by,
        now=now,
        on=options.event_date,
        columns=options.column,
        is_dry=options.dry_run,
    )
    _tell(lines, is_dry=options.dry_run)
    return 0


def _tell(lines: Iterable[str], *, is_dry: bool) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    if is_dry:
        sys.stdout.write(_("This was a dry run: nothing is changed.") + "\n")


def take_over(
    inputs: Inputs,
    chapter: Chapter,
    *,
    by: Person,
    now: datetime,
    is_dry: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Everything the files say, one person at a time, so that nobody has to wait for the end.

    Nobody is mailed. The same files again change nothing; a dry run changes nothing at all.
    Raises `BadInput` and `Refused` before anything is written.
    """
    if not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may bring people into it."))
    drafted = draft_inputs(inputs)
    report = Report()
    with transaction.atomic():
        weekly = Weekly(chapter, by, now)
        weekly.take_over(inputs.slots, report)
        rows = list(_rows(inputs, drafted, weekly, report))
        transaction.set_rollback(is_dry)
    into = Import(chapter, by, now, inputs.people.file, inputs.needs.file)
    for done, row in enumerate(rows):
        with transaction.atomic():
            into.take_over(row, report)
            transaction.set_rollback(is_dry)
        if progress:
            progress(done + 1, len(rows))
    if not is_dry:
        cafes.open_ahead(now=now)
    return report


def _rows(inputs: Inputs, drafted: Draft, weekly: Weekly, report: Report) -> Iterator[Row]:
    """The people who have an address, each with what the files say about them."""
    gathered = Gathered(inputs, drafted, weekly)
    for person, row in gathered.people.items():
        if row.email:
            yield gathered.row(person)
            continue
        report.left_out(inputs.people.file, row.line, row.name, _("has no e-mail address"))
        for need, _what in gathered.needs[person]:
            why = _("its owner has no e-mail address")
            report.left_out(inputs.needs.file, need.line, row.name, why)


def _where_and_who(slug: str, email: str) -> tuple[Chapter, Person]:
    """The chapter by its address or its name, and on whose word."""
    known = list(chapters.all_chapters())
    wanted = slug.casefold()
    chapter = next((c for c in known if wanted in (c.slug, c.name.casefold())), None)
    if chapter is None:
        names = ", ".join(c.slug for c in known) or _("none yet; knowcafe createhost opens one")
        words = {"slug": slug, "names": names}
        raise Refused(_("There is no chapter “%(slug)s” here. There are: %(names)s.") % words)
    by = somebody(email) if email else chapters.first_host(chapter)
    if by is None:
        raise Refused(_("Nobody here has the address “%s”.") % email)
    return chapter, by


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
