"""The controls of bench.seats: `knowcafe` with one guard of booking switched off.

`check_then_insert`: no transaction, and no condition in the UPDATE that fills a seat.
`deferred`: SQLite as Django has it by default: transactions begin as readers, no lock in front.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Any

KINDS = ("check_then_insert", "deferred")


def main(kind: str, arguments: list[str]) -> int:
    """Wake Django with the guard off, then go on as `knowcafe` would."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
    import django

    from knowcafe import settings

    settings.open_data()
    if kind == "deferred":
        database: dict[str, Any] = settings.DATABASES["default"]
        database["ENGINE"] = "django.db.backends.sqlite3"
        del database["OPTIONS"]["transaction_mode"]
    django.setup()
    if kind == "check_then_insert":
        _check_then_insert()

    from knowcafe.__main__ import main as knowcafe

    return knowcafe(arguments)


def _check_then_insert() -> None:
    from knowcafe.cafes import actions
    from knowcafe.cafes.actions import filling

    def sit_down(seat: Any, person: Any, *, asked_with: str, now: datetime) -> bool:
        mine = type(seat).objects.filter(pk=seat.pk)
        mine.update(person=person, kept_for=None, taken_at=now, asked_with=asked_with)
        return True

    replaced: Any = filling
    if not replaced._sit_down:
        raise LookupError("What this control replaces has moved.")
    replaced._sit_down = sit_down
    verbs: Any = actions
    verbs.just_come = verbs.just_come.__wrapped__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
