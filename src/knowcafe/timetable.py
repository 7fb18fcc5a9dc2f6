"""What runs when. Every job may run twice, or at two places at once, without doing harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe.accounts import actions as accounts
from knowcafe.cafes import actions as cafes
from knowcafe.floor import actions as floor
from knowcafe.followups import actions as followups
from knowcafe.members import actions as members
from knowcafe.outbox import actions as outbox
from knowcafe.outbox.transports import chosen

Clock = Callable[[], datetime]
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A name for the log, how often, and what to do."""

    name: str
    every: timedelta
    run: Callable[[Clock], object]


JOBS = (
    Job("open cafés ahead", timedelta(minutes=10), lambda clock: cafes.open_ahead(now=clock())),
    Job(
        "expire invitations",
        timedelta(minutes=1),
        lambda clock: cafes.expire_invitations(now=clock()),
    ),
    Job(
        "write invitations",
        timedelta(minutes=1),
        lambda clock: cafes.tell_everybody_invited(now=clock()),
    ),
    Job("brief helpers", timedelta(minutes=10), lambda clock: cafes.brief_helpers(now=clock())),
    Job(
        "ask the day before",
        timedelta(minutes=5),
        lambda clock: cafes.ask_the_day_before(now=clock()),
    ),
    Job("learn turn-out", timedelta(hours=1), lambda clock: cafes.learn_turnout(now=clock())),
    Job("even out", timedelta(minutes=5), lambda clock: cafes.even_out(now=clock())),
    Job("look ahead", timedelta(minutes=1), lambda clock: cafes.look_ahead(now=clock())),
    Job("tell reserves", timedelta(minutes=1), lambda clock: cafes.tell_reserves(now=clock())),
    Job(
        "let strangers go",
        timedelta(hours=1),
        lambda clock: cafes.let_strangers_go(now=clock()),
    ),
    Job("clear sessions", timedelta(hours=6), lambda clock: accounts.clear_sessions(now=clock())),
    Job("forget files", timedelta(minutes=5), lambda clock: cafes.forget_files(now=clock())),
    Job("forget tries", timedelta(hours=1), lambda clock: accounts.forget_tries(now=clock())),
    Job("nudge hosts", timedelta(minutes=30), lambda clock: cafes.nudge_hosts(now=clock())),
    Job("warn hosts", timedelta(minutes=10), lambda clock: cafes.warn_hosts(now=clock())),
    Job("give up thin", timedelta(minutes=10), lambda clock: cafes.give_up_thin(now=clock())),
    Job("thank", timedelta(minutes=5), lambda clock: cafes.thank(now=clock())),
    Job("ask who came", timedelta(minutes=5), lambda clock: cafes.ask_who_came(now=clock())),
    Job("remind of steps", timedelta(minutes=5), lambda clock: followups.remind(now=clock())),
    Job("keep steps", timedelta(hours=1), lambda clock: followups.keep_steps(now=clock())),
    Job("forget steps", timedelta(hours=6), lambda clock: followups.forget_steps(now=clock())),
    Job("forget hours", timedelta(hours=1), lambda clock: floor.forget_hours(now=clock())),
    Job("forget meetings", timedelta(hours=6), lambda clock: cafes.forget_meetings(now=clock())),
    Job("learn topics", timedelta(hours=1), lambda clock: members.learn_topics(now=clock())),
    Job("ask for quarters", timedelta(hours=1), lambda clock: members.ask_for_quarter(now=clock())),
    Job(
        "deliver letters",
        timedelta(seconds=2),
        lambda clock: outbox.deliver(transport=chosen(), clock=clock),
    ),
)

CODES = (
    Job(
        "deliver codes",
        timedelta(0),
        lambda clock: outbox.deliver(transport=chosen(), clock=clock, only_codes=True),
    ),
)
"""Codes to sign in with have a process of their own, which nothing above can hold up."""


class Timetable:
    """Runs what is due; a job that fails is written to the log and tried again in its turn."""

    def __init__(self, clock: Clock, jobs: tuple[Job, ...] = JOBS) -> None:
        self._clock = clock
        self._jobs = jobs
        self._next: dict[str, datetime] = {}

    def run_due(self) -> None:
        for job in self._jobs:
            now = self._clock()
            if now < self._next.get(job.name, now):
                continue
            self._next[job.name] = now + job.every
            try:
                job.run(self._clock)
            except Exception:  # noqa: BLE001 – one job's trouble must not stop the others
                _LOG.exception("“%s” failed; it is tried again later", job.name)
