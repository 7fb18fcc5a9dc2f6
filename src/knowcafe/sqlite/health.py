"""Whether a database file is whole."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper


def damage(connection: BaseDatabaseWrapper) -> str:
    """What SQLite finds wrong with its file first; empty where nothing is."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        said = str(cursor.fetchone()[0])
    return "" if said == "ok" else said
