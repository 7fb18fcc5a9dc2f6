"""The database backend Django loads; see the package for why."""

from __future__ import annotations

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base

_READS = ("SELECT", "PRAGMA", "EXPLAIN", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the lock before a transaction begins and gives it back when that has ended."""

    _lock: int | None = None

    def create_cursor(self, _name: str | None = None) -> Any:
        return self.connection.cursor(factory=lambda connection: _Cursor(connection, self))

    def _start_transaction_under_autocommit(self) -> None:
        self.take_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self.release_lock()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self.release_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self.release_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self.release_lock()

    @property
    def holds_lock(self) -> bool:
        return self._lock is not None

    def take_lock(self) -> None:
        """Wait for our turn; a database in memory is this process's own and needs none."""
        if self._lock is not None or self.is_in_memory_db():
            return
        path = f"{self.settings_dict['NAME']}.lock"
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except BaseException:
            os.close(lock)
            raise
        self._lock = lock

    def release_lock(self) -> None:
        """Closing the file releases it."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)


class _Cursor(base.SQLiteCursorWrapper):
    """A statement that writes outside of a transaction is one by itself: it takes the lock too."""

    def __init__(self, connection: Any, wrapper: DatabaseWrapper) -> None:
        super().__init__(connection)
        self.wrapper = wrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if not self._writes_alone(query):
            return super().execute(query, params)
        self.wrapper.take_lock()
        try:
            return super().execute(query, params)
        finally:
            self.wrapper.release_lock()

    def executemany(self, query: str, param_list: Any) -> Any:
        if not self._writes_alone(query):
            return super().executemany(query, param_list)
        self.wrapper.take_lock()
        try:
            return super().executemany(query, param_list)
        finally:
            self.wrapper.release_lock()

    def _writes_alone(self, query: str) -> bool:
        return not self.wrapper.holds_lock and not query.lstrip().upper().startswith(_READS)
