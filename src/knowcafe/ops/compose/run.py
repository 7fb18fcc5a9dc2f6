"""Read, think, and say it: the files of a week become a composed plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe import phrases
from knowcafe.core.exchange import (
    Fault,
    FaultKind,
    Rows,
    read_met,
    read_needs,
    read_people,
    read_slots,
)
from knowcafe.core.matching import BadProblem, Plan, Problem, compose, violations
from knowcafe.core.turnout import Forecast, forecast
from knowcafe.ops.compose.week import Draft, Inputs, draft
from knowcafe.ops.compose.wishes import PIN, Wish
from knowcafe.phrases.week.composed import Composed, Where

T = TypeVar("T")
Progress = Callable[[int, int], None]

FOLLOW = {
    FaultKind.UNKNOWN_PERSON,
    FaultKind.AMBIGUOUS_PERSON,
    FaultKind.UNKNOWN_SLOT,
    FaultKind.UNKNOWN_TABLE,
    FaultKind.IN_THE_FUTURE,
}
"""What may only follow from a row that could not be read; named once all rows can be."""

MOST_MEGABYTES = 64
"""As large as one file may be."""


class BadInput(Exception):
    """The files cannot be composed; `faults` says why, in the order of the files."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class BrokenPlan(Exception):
    """The planner broke the rules the text names. Nothing may be written; the mistake is ours."""


def compose_files(
    people: Path,
    needs: Path,
    slots: Path,
    met: Path | None = None,
    *,
    seed: int = 0,
    table: int = 10,
    wishes: Sequence[Wish] = (),
    progress: Progress | None = None,
) -> Composed:
    """Compose the week that three or four CSV files describe; raises `BadInput`.

    With `wishes` the rest is solved again around them, and a note says what they cost. Equal
    files, seed and table give equal plans, whatever the day and the machine.
    """
    inputs = load_inputs(people, needs, slots, met)
    return compose_inputs(inputs, seed=seed, table=table, wishes=wishes, progress=progress)


def load_inputs(
    people: Path, needs: Path | None, slots: Path | None, met: Path | None = None
) -> Inputs:
    """Read the files, each on its own; one that is not given has no rows."""
    return Inputs(
        _load(people, read_people),
        _load(needs, read_needs) if needs else Rows(""),
        _load(slots, read_slots) if slots else Rows(""),
        _load(met, read_met) if met else Rows(""),
    )


def draft_inputs(inputs: Inputs, *, table: int = 10, wishes: Sequence[Wish] = ()) -> Draft:
    """Put files together that have been read; raises `BadInput` with everything wrong at once."""
    drafted = draft(inputs, table=table, wishes=wishes)
    if inputs.faults:
        own = tuple(fault for fault in drafted.faults if fault.kind not in FOLLOW)
        raise BadInput(inputs.faults + own)
    if drafted.faults:
        raise BadInput(drafted.faults)
    return drafted


def compose_inputs(
    inputs: Inputs,
    *,
    seed: int = 0,
    table: int = 10,
    wishes: Sequence[Wish] = (),
    progress: Progress | None = None,
) -> Composed:
    """Compose a week from files that have been read; raises `BadInput`."""
    drafted = draft_inputs(inputs, table=table, wishes=wishes)
    problem = drafted.problem
    plan = compose(problem, seed=seed, progress=progress)
    notes = _notes(inputs, drafted)
    if wishes:
        before, problem = plan, _wishing(drafted)
        plan = compose(problem, seed=seed, near=before, progress=progress)
        notes += (_("Your wishes are kept. %s.") % phrases.price(before.score, plan.score),)
    broken = violations(problem, plan)
    if broken:
        names = {person: who.name for person, who in drafted.people.items()}
        cast = phrases.Cast(names, topics=drafted.topics)
        raise BrokenPlan(" ".join(phrases.violation(one, cast) for one in broken[:3]))
    return Composed(
        title=_title(list(drafted.openings.values())),
        seed=seed,
        problem=problem,
        plan=plan,
        people=drafted.people,
        needs=drafted.needs,
        openings=drafted.openings,
        topics=drafted.topics,
        forecasts=_forecasts(plan, drafted.problem),
        notes=notes,
    )


def _wishing(drafted: Draft) -> Problem:
    fixed = drafted.fixed
    try:
        return drafted.problem.wishing(pins=fixed.pins, forbidden=fixed.forbidden)
    except BadProblem as wrong:
        fault = Fault(PIN, FaultKind.IMPOSSIBLE, value=str(wrong))
        raise BadInput((fault,)) from wrong


def _load(path: Path, read: Callable[[bytes, str], Rows[T]]) -> Rows[T]:
    file = str(path).encode("utf-8", "replace").decode()
    try:
        megabytes = path.stat().st_size / 1e6
        if megabytes <= MOST_MEGABYTES:
            return read(path.read_bytes(), file)
        size, most = f"{megabytes:.0f}", str(MOST_MEGABYTES)
        fault = Fault(file, FaultKind.TOO_LARGE, value=size, expected=(most,))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        fault = Fault(file, FaultKind.UNREADABLE, value=why)
    return Rows(file, faults=(fault,))


def _forecasts(plan: Plan, problem: Problem) -> dict[str, Forecast]:
    held = [seat.opening for seat in plan.seats]
    return {o.id: forecast(held.count(o.id)) for o in problem.openings if o.id in held}


def _title(openings: list[Where]) -> str:
    """“Knowledge cafés, 24 to 28 November 2026”."""
    days = sorted({where.starts.date() for where in openings})
    last = format_date(days[-1], "j F Y")
    if len(days) == 1:
        return _("Knowledge cafés, %(day)s") % {"day": last}
    same = (days[0].year == days[-1].year, days[0].month == days[-1].month)
    first = format_date(days[0], "j" if all(same) else "j F" if same[0] else "j F Y")
    return _("Knowledge cafés, %(first)s to %(last)s") % {"first": first, "last": last}


def _notes(inputs: Inputs, drafted: Draft) -> tuple[str, ...]:
    """What was left out of the files, and why."""
    notes = [
        _("%(file)s: column “%(column)s” is not used.") % {"file": rows.file, "column": column}
        for rows in (inputs.people, inputs.needs, inputs.slots, inputs.met)
        for column in rows.unused
    ]
    if drafted.strangers:
        count = drafted.strangers
        notes.append(
            ngettext(
                "%(file)s: one row names somebody who is not in %(people)s; it is left out.",
                "%(file)s: %(count)d rows name somebody who is not in %(people)s; left out.",
                count,
            )
            % {"file": inputs.met.file, "people": inputs.people.file, "count": count}
        )
    return tuple(notes)
