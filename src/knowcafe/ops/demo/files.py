"""`knowcafe demo --files`: the example files, for `knowcafe compose`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from knowcafe.ops.demo.examples import put_examples


def put_files(folder: Path, *, today: date) -> int:
    """Write them, say what was kept and what to type next; 2 where the folder does not do."""
    try:
        kept = put_examples(folder, today=today)
    except OSError as error:
        words = (folder, error.strerror or error)
        sys.stderr.write(_("%s cannot be written to (%s).") % words + "\n")
        return 2
    for path in kept:
        sys.stdout.write(_("Kept as you have changed it: %s") % path + "\n")
    named = " ".join(f"--{name} {folder / name}.csv" for name in ("people", "needs", "slots"))
    sys.stdout.write(_("Compose them with: knowcafe compose %s") % named + "\n")
    return 0
