"""Reading a file that somebody brought, in a process which can do nothing else."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from knowcafe.core.exchange import Fault, FaultKind, History, Kind, read_history

LARGEST = 10 * 2**20
"""So many bytes are read; fifty thousand rows of Meetup's are about that."""

_LIMITS = {
    resource.RLIMIT_CPU: 5,  # seconds
    resource.RLIMIT_AS: 256 * 2**20,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_NOFILE: 3,  # what is open stays so; nothing else opens, no socket either
}
_PATIENCE = 30.0
_WARM_UP = "api_id,checked_in_at\nZoë,2026-01-15T18:42:11Z\n"


def read_file(
    data: bytes,
    name: str,
    *,
    zone: str,
    kind: Kind | None = None,
    columns: Mapping[str, int] | None = None,
    limits: Mapping[int, int] = _LIMITS,
) -> History:
    """What is in a list of people; too large or too hard to read is a fault like any other.

    It is read in a process of its own with five seconds of a processor, 256 MB, no file, no network
    and no child: what takes more than that is no list of people.
    """
    if len(data) > LARGEST:
        size = f"{len(data) / 2**20:.0f}"
        return _fault(name, FaultKind.TOO_LARGE, size, str(LARGEST >> 20))
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    try:
        for coding in ("utf-8", "utf-16", "cp1252"):  # it can open no module or zone afterwards
            pool.submit(read_history, _WARM_UP.encode(coding), name, zone=zone)
        for limit, most in limits.items():
            pool.submit(resource.setrlimit, limit, (most, most))
        found: Future[History] = pool.submit(
            read_history, data, name, zone=zone, kind=kind, columns=columns
        )
        return found.result(_PATIENCE)
    except (BrokenProcessPool, MemoryError, OSError, TookTooLong):
        return _fault(name, FaultKind.TOO_HARD)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _fault(name: str, kind: FaultKind, value: str = "", *expected: str) -> History:
    return History(name, faults=(Fault(name, kind, value=value, expected=expected),))
