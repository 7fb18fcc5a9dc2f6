"""Processes beside the web that work through the timetable until the web is gone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections, connections

from knowcafe.timetable import CODES, JOBS, Job, Timetable

SECOND = 1.0
AT_ONCE = 0.2


def start(clock: Callable[[], datetime]) -> None:
    """One process for the timetable, one for codes alone, which no long job may keep waiting."""
    _fork(clock, JOBS, rest=SECOND)
    _fork(clock, CODES, rest=AT_ONCE)


def _fork(clock: Callable[[], datetime], jobs: tuple[Job, ...], *, rest: float) -> None:
    """It is stopped by nothing but the end of its parent.

    So a letter that is half sent when everything is told to stop is sent to its end.
    """
    connections.close_all()
    parent = os.getpid()
    if os.fork():
        return
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    try:
        timetable = Timetable(clock, jobs)
        while os.getppid() == parent:
            timetable.run_due()
            close_old_connections()
            time.sleep(rest)
    finally:
        os._exit(0)
