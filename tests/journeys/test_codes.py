"""A code leaves at once, whatever else the timetable has to do."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.server import create_host, serving, until

BUSY = (sys.executable, str(Path(__file__).with_name("busy.py")))


def leaves(data: Path, *, seconds: float, **more: str) -> bool:
    """Whether somebody's code is out of the house in so many seconds."""
    create_host(data)
    with serving(data, BUSY, **more) as server:
        status, _where = server.post_form("/sign-in/", email="amara@example.org")
        assert status == 302
        return until(lambda: len(server.mail) == 1, seconds=seconds)


def test_a_code_does_not_wait_for_a_long_job(tmp_path: Path) -> None:
    assert leaves(tmp_path, seconds=5)


def test_control_without_its_own_process_it_waits(tmp_path: Path) -> None:
    assert not leaves(tmp_path, seconds=5, KNOWCAFE_NO_DISPATCHER="1")
