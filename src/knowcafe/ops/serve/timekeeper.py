"""A process beside the web that works through the timetable until the web is gone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime

from django.db import connections

from knowcafe.timetable import Timetable

SECOND = 1.0


def start(clock: Callable[[], datetime]) -> int:
    """Fork the process and return its id. It ends by itself when its parent has."""
    connections.close_all()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _work(parent, clock)
    finally:
        os._exit(0)


def _work(parent: int, clock: Callable[[], datetime]) -> None:
    timetable = Timetable(clock)
    while os.getppid() == parent:
        timetable.run_due()
        time.sleep(SECOND)
