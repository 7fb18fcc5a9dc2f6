"""The tables, brought up to date."""

from __future__ import annotations

from django.core.management import call_command


def bring_up_to_date() -> None:
    """Create or migrate the tables; quick where there is nothing to do."""
    call_command("migrate", verbosity=0, interactive=False)
