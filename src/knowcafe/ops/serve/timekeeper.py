"""A process beside the web that works through the timetable until the web is gone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections, connections

from knowcafe.timetable import Timetable

SECOND = 1.0


def start(clock: Callable[[], datetime]) -> None:
    """Fork the process. It is stopped by nothing but the end of its parent.

    So a letter that is half sent when everything is told to stop is sent to its end.
    """
    connections.close_all()
    parent = os.getpid()
    if os.fork():
        return
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    try:
        _work(parent, clock)
    finally:
        os._exit(0)


def _work(parent: int, clock: Callable[[], datetime]) -> None:
    timetable = Timetable(clock)
    while os.getppid() == parent:
        timetable.run_due()
        close_old_connections()
        time.sleep(SECOND)
