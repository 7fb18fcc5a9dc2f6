"""`knowcafe doctor`: what is wrong with an installation, and how to mend it."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.cafes import queries as cafes
from knowcafe.chapters.queries import has_any
from knowcafe.outbox import queries as outbox
from knowcafe.outbox.transports import Later, Never, chosen
from knowcafe.sqlite.health import damage

LATE = timedelta(minutes=5)
"""A letter that could have left so long ago says that nobody works through the timetable."""


def doctor(*, now: datetime) -> int:
    """Print each finding with its remedy; 0 where there is none, else 1."""
    findings = list(examine(now=now))
    for finding in findings:
        sys.stdout.write(f"✗ {finding}\n")
    if not findings:
        sys.stdout.write(_("✓ Nothing is wrong with %s.") % settings.DATA + "\n")
    return 1 if findings else 0


def examine(*, now: datetime) -> Iterator[str]:
    """Findings, the graver first. Without a sound database nothing else is looked for in it."""
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if not database.exists():
        yield _("There is nothing in %s yet. knowcafe createhost makes it.") % settings.DATA
        return
    yield from _of_the_folder(settings.DATA)
    try:
        grave = list(_of_the_database())
    except DatabaseError as error:
        grave = [_("The database cannot be read (%s). Bring back your last copy.") % error]
    yield from grave
    if not grave:
        yield from _of_the_rows(now)
    yield from _of_the_mail_server()
    yield from _of_the_address()


def _of_the_folder(folder: Path) -> Iterator[str]:
    for path in (folder, folder / "secret-key"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            wanted = "700" if path.is_dir() else "600"
            yield _("Others on this machine can read %(path)s. chmod %(mode)s %(path)s") % {
                "path": path,
                "mode": wanted,
            }


def _of_the_database() -> Iterator[str]:
    if found := damage(connection):
        yield _("The database is damaged (%s). Bring back your last copy.") % found
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield _("The tables are not up to date. Stop knowcafe serve and start it again.")


def _of_the_rows(now: datetime) -> Iterator[str]:
    if not has_any():
        yield _("There is no chapter yet. knowcafe createhost --help says how to open one.")
    wrong = cafes.cafes_with_wrong_seats()
    if wrong:
        yield (
            ngettext(
                "%d café has other seats than its table. Please tell us: that cannot happen.",
                "%d cafés have other seats than their tables. Please tell us: that cannot happen.",
                wrong,
            )
            % wrong
        )
    if outbox.overdue(now - LATE):
        yield _("Letters are waiting and nobody sends them. Is knowcafe serve running?")
    if held := outbox.held_lately(now):
        yield (
            ngettext(
                "%d letter of this week was held: too late to be of use. Was serve stopped?",
                "%d letters of this week were held: too late to be of use. Was serve stopped?",
                held,
            )
            % held
        )
    post = outbox.counted()
    if post.get("failed"):
        yield ngettext(
            "%(count)d letter could not be sent, the last because of: %(why)s",
            "%(count)d letters could not be sent, the last because of: %(why)s",
            post["failed"],
        ) % {"count": post["failed"], "why": outbox.last_trouble()}


def _of_the_mail_server() -> Iterator[str]:
    try:
        chosen().greet()
    except (Later, Never) as trouble:
        yield _(
            "The mail server %(host)s does not let us in (%(why)s). Look at KNOWCAFE_SMTP_…."
        ) % {
            "host": settings.SMTP_HOST,
            "why": trouble,
        }


def _of_the_address() -> Iterator[str]:
    here = urlsplit(settings.ADDRESS)
    if here.scheme != "https" and here.hostname not in ("localhost", "127.0.0.1"):
        yield _("%s is not https: names and addresses would travel in the clear.") % here.geturl()
