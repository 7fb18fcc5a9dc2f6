"""One writer at a time, in every process and thread, and nobody keeps the lock."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import OperationalError, load_backend

HOLDER = """
import fcntl, os, sys
lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def connect(path: Path):
    from django.conf import settings

    default = settings.DATABASES["default"]
    values = {
        **default,
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "TEST": {},
        "OPTIONS": {"timeout": 5, "transaction_mode": "IMMEDIATE"},
    }
    return load_backend("knowcafe.sqlite").DatabaseWrapper(values, alias="lock-test")


@pytest.fixture
def connection(tmp_path: Path, django_db_blocker) -> Iterator:
    """A database of its own on disk: pytest-django would keep us away from it."""
    with django_db_blocker.unblock():
        made = connect(tmp_path / "db")
        with made.cursor() as cursor:
            cursor.execute("CREATE TABLE t (n INTEGER UNIQUE)")
        yield made
        made.close()


def begin(connection) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_the_lock_is_held_for_a_transaction_and_then_given_back(connection) -> None:
    assert not connection.holds_lock
    begin(connection)
    assert connection.holds_lock
    connection.commit()
    assert not connection.holds_lock
    connection.set_autocommit(True)
    begin(connection)
    connection.rollback()
    assert not connection.holds_lock


def test_closing_gives_it_back(connection) -> None:
    begin(connection)
    connection.close()
    assert not connection.holds_lock


def test_a_transaction_that_cannot_begin_gives_it_back(connection, tmp_path: Path) -> None:
    other = connect(tmp_path / "db")
    other.settings_dict["OPTIONS"]["timeout"] = 0
    begin(connection)
    connection.release_lock()  # SQLite's own lock stays: BEGIN IMMEDIATE must fail
    with pytest.raises(OperationalError):
        begin(other)
    assert not other.holds_lock
    other.close()
    connection.rollback()


def test_a_write_outside_of_a_transaction_takes_it_for_itself(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (1)")
        cursor.executemany("INSERT INTO t VALUES (%s)", [(2,), (3,)])
        with pytest.raises(IntegrityError):
            cursor.execute("INSERT INTO t VALUES (%s)", (1,))
        assert not connection.holds_lock
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (3,)


def waits(tmp_path: Path, write) -> bool:
    """Whether a writer waits while another process holds the lock, and goes on afterwards."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "db.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = threading.Event()
        writer = threading.Thread(target=lambda: (write(), done.set()))
        writer.start()
        waited = not done.wait(0.2)
        holder.kill()
    writer.join(10)
    assert done.is_set()
    return waited


def write_with(backend_connect, path: Path) -> None:
    made = backend_connect(path)
    begin(made)
    with made.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (9)")
    made.commit()
    made.close()


def test_a_writer_waits_for_another_process_and_survives_its_death(
    connection, tmp_path: Path
) -> None:
    assert waits(tmp_path, lambda: write_with(connect, tmp_path / "db"))


def test_control_djangos_own_backend_does_not_wait(connection, tmp_path: Path) -> None:
    def plain(path: Path):
        ours = connect(path)
        return load_backend("django.db.backends.sqlite3").DatabaseWrapper(
            ours.settings_dict, alias="plain-test"
        )

    assert not waits(tmp_path, lambda: write_with(plain, tmp_path / "db"))


def test_in_memory_there_is_nobody_to_wait_for(db) -> None:
    from django.db import connection as memory

    with transaction.atomic():
        assert memory.in_atomic_block
        assert not memory.holds_lock
