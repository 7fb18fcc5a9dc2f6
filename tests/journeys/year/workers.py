"""Two timetables on one database: while one is at a job, the other does the same job."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from numpy.random import Generator

from knowcafe.outbox import actions as outbox
from knowcafe.outbox.transports import Letter
from knowcafe.timetable import JOBS, Clock, Job, Timetable
from tests.journeys.year.post import Box

APART = timedelta(milliseconds=3)
"""Two machines never look at the same instant."""

ALONE = 0.7
"""So often the second one looks elsewhere."""


KEEPS_HOUSE = {
    "look ahead",
    "learn turn-out",
    "learn topics",
    "let strangers go",
    "clear sessions",
    "forget tries",
    "forget files",
    "forget steps",
    "forget hours",
    "forget meetings",
}
"""No letter comes of these, and each takes its time: in this year once a week is enough."""


class Wall:
    """The clock of the year: it is what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Workers:
    """The real timetable twice. The second one steps in right before a transaction of the first:
    so the first has read what is to do, and finds it done.
    """

    def __init__(self, clock: Wall, rng: Generator) -> None:
        self._clock, self._rng = clock, rng
        self.taken: list[tuple[Letter, datetime]] = []
        self._others = {
            job.name: Timetable(self._later, (self._to_box(job, self._later),)) for job in JOBS
        }
        mine = (self._to_box(job, clock) for job in JOBS)
        self._first = Timetable(clock, tuple(map(self._with_other, mine)))

    def _later(self) -> datetime:
        return self._clock() + APART

    def run(self) -> None:
        """A round, and further rounds of the post two seconds apart while letters leave."""
        self._first.run_due()
        before = -1
        while before < len(self.taken):
            before = len(self.taken)
            self._clock.at += timedelta(seconds=2)
            self._first.run_due()

    def _to_box(self, job: Job, clock: Clock) -> Job:
        box = Box(clock, self.taken)
        if job.name in KEEPS_HOUSE:
            return replace(job, every=timedelta(days=6))
        if job.name != "deliver letters":
            return job
        return replace(job, run=lambda clock: outbox.deliver(transport=box, clock=clock))

    def _with_other(self, job: Job) -> Job:
        def run(clock: Clock) -> object:
            if self._rng.random() < ALONE:
                return job.run(clock)
            other = self._others[job.name]
            stepping_in = _SteppingIn(other.run_due, after=int(self._rng.integers(0, 3)))
            with connection.execute_wrapper(stepping_in):
                done = job.run(clock)
            if stepping_in.seen:
                other.run_due()
            return done

        return replace(job, run=run)


class _SteppingIn:
    """Calls once, right before the first job's transaction after so many others."""

    def __init__(self, call: Callable[[], None], *, after: int) -> None:
        self._call, self._after = call, after
        self._outside = len(connection.savepoint_ids)
        self.seen = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_outermost = len(connection.savepoint_ids) == self._outside
        if sql.startswith("SAVEPOINT") and is_outermost:
            self.seen += 1
            if self.seen == self._after + 1:
                self._call()
        return execute(sql, params, many, context)


class Troubles(logging.Handler):
    """What the timetable writes to the log when a job fails."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.exc_info}")
