"""`knowcafe rehearse`: a year with the chapter's own people, under today's rules and others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from knowcafe.cafes.queries.rehearsing import Stage, stage
from knowcafe.chapters.models import Chapter
from knowcafe.core.turnout.rehearsal import Rehearsal, Terms, Year, compared, rehearse
from knowcafe.ops.compose.patience import Patience
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.phrases import rehearsing as words
from knowcafe.phrases.assuming import assumed

PATIENT = 5.0
"""Seconds before a bar says how far it is."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def rehearse_command(
    options: argparse.Namespace, *, now: datetime, rng: np.random.Generator
) -> int:
    """Print both sides; 2 where there is nothing to rehearse with. Nothing is changed."""
    bring_up_to_date()
    chapter = Chapter.objects.filter(slug=options.chapter.lower()).first()
    if chapter is None:
        return _refuse(_("There is no chapter called %s.") % options.chapter)
    found = stage(chapter, now=now)
    if why_not := words.too_few(found.basis, found.today):
        return _refuse(why_not)
    try:
        changed = changed_terms(found.today, options)
    except ValueError:
        return _refuse(_("That floor is above the table. Give another --floor or --table."))
    pairs: list[tuple[Year, Year]] = []
    doing = _("Playing %(count)d years") % {"count": options.seeds}
    with Patience(Console(stderr=True), after=PATIENT, doing=doing) as progress:
        for pair in rehearse(found.pool, found.today, changed, years=options.seeds, rng=rng):
            pairs.append(pair)
            progress(len(pairs), options.seeds)
    made = compared(pairs)
    if options.json:
        sys.stdout.write(json.dumps(as_json(chapter, found, changed, made)) + "\n")
    else:
        _print(chapter, found, changed, made)
    return 0


def changed_terms(today: Terms, options: argparse.Namespace) -> Terms:
    """Today's rules with what was asked for; a smaller table brings its floor down with it.

    Raises ValueError for a floor above the table.
    """
    given = {
        name: getattr(options, name)
        for name in ("table", "floor", "reserves", "most_asked")
        if getattr(options, name) is not None
    }
    if options.floor is None and options.table is not None:
        given["floor"] = min(today.floor, options.table)
    if options.weekday is not None:
        given["weekday"] = DAYS.index(options.weekday)
    if options.ask_days is not None:
        given["days"] = options.ask_days
    off = {"question": options.no_question, "invitations": options.no_invitations,
           "short_notice": options.no_short_notice, "calls_up": options.no_call_up}  # fmt: skip
    given |= {name: False for name, is_off in off.items() if is_off}
    if options.second_table:
        given["second_table"] = True
    return replace(today, **given)


def as_json(chapter: Chapter, found: Stage, changed: Terms, made: Rehearsal) -> dict[str, object]:
    """Everything that was played, for another program."""
    return {
        "chapter": chapter.slug,
        "years": made.years,
        "today": asdict(found.today),
        "changed": asdict(changed),
        "heads": {"today": list(made.today), "changed": list(made.changed)},
        "figures": {name: asdict(d) | {"is_seen": d.is_seen} for name, d in made.figures.items()},
        "assumed": assumed(found.basis, found.today, changed),
    }


def _print(chapter: Chapter, found: Stage, changed: Terms, made: Rehearsal) -> None:
    different = words.changes(found.today, changed)
    _say(["", words.played(chapter.name, made.years)])
    if different:
        _say([words.card(different) + "."])
    _say(["", *words.verdict(made, found.today, changed, found.basis)])
    _say([*words.record(made, found.basis), ""])
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    columns = (_("today"), _("changed"), _("difference")) if different else (_("today"),)
    for name in columns:
        table.add_column(name, justify="right")
    for row in words.rows(made):
        cells = (row.today, row.changed, row.difference)[: len(columns)]
        table.add_row(row.what, *cells)
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    if different:
        _say([words.note()])
    lines = assumed(found.basis, found.today, changed)
    _say(["", _("What is assumed"), *(f"  {line}" for line in lines)])
    if not different:
        _say(["", _("Change something: knowcafe rehearse --help says what can be changed.")])


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
