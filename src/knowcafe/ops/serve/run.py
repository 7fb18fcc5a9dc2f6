"""Starting everything, and stopping it together."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.ops.serve import timekeeper
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.ops.serve.safety import why_not

THREADS = 8
OFTEN = (300, 5, 5)
"""Garbage is collected twice as often as usual: megabytes less, for hardly any time."""


def serve(
    *,
    host: str,
    port: int,
    clock: Callable[[], datetime],
    ready: Callable[[], None] | None = None,
) -> int:
    """Serve until stopped; 2 with a sentence where that would not be safe.

    `ready` is called once it listens, in place of the usual greeting.
    """
    bring_up_to_date()
    if unsafe := why_not(host):
        sys.stderr.write(f"{unsafe}\n")
        return 2
    if ready is None:
        for line in _greeting(host, port):
            sys.stderr.write(f"{line}\n")
    run_checks()  # builds, once for all processes, what each would build on its first page
    gc.collect()
    gc.set_threshold(*OFTEN)
    gc.freeze()  # what is loaded by now is shared with every process that is forked from here
    timekeeper.start(clock)
    _Server(f"{host}:{port}", ready or (lambda: None)).run()
    return 0


def _greeting(host: str, port: int) -> list[str]:
    lines = [_("Knowcafé is at %s, and listens on %s.") % (settings.ADDRESS, f"{host}:{port}")]
    if not settings.SMTP_HOST:
        folder = settings.DATA / "mail"
        lines.append(_("No mail server is set (KNOWCAFE_SMTP_HOST): mail goes to %s.") % folder)
    if not chapters_seen_by(None).exists():
        lines.append(_("No chapter is open yet: knowcafe createhost --help."))
    return lines


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """One process with threads: SQLite has one writer anyhow, and memory stays small."""

    def __init__(self, bind: str, ready: Callable[[], None]) -> None:
        self._bind, self._ready = bind, ready
        super().__init__()

    def load_config(self) -> None:
        values = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: self._ready(),
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()
