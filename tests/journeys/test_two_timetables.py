"""Two timetables at once deliver one chapter's post to a real mail server: each letter once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.journeys.posting import LETTERS
from tests.rooms.outbox.test_transports import Mailbox, free_port
from tests.server import create_host, environment

POSTING = str(Path(__file__).with_name("posting.py"))
WORKERS = 2


def delivered(data: Path, how: str) -> Counter[str]:
    """How often each letter reached the server, by its Message-ID."""
    box = Mailbox()
    smtp = Controller(box, hostname="127.0.0.1", port=free_port())
    smtp.start()
    here = environment(
        data,
        {
            "KNOWCAFE_SMTP_HOST": "127.0.0.1",
            "KNOWCAFE_SMTP_PORT": str(smtp.port),
            "KNOWCAFE_SMTP_SECURITY": "none",
        },
    )
    try:
        assert create_host(data).returncode == 0
        subprocess.run([sys.executable, POSTING, "write"], env=here, check=True)
        workers = [
            subprocess.Popen(
                [sys.executable, POSTING, how],
                env=here,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _worker in range(WORKERS)
        ]
        for worker in workers:
            assert worker.stdout
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:  # both are awake: now they begin
            assert worker.stdin
            worker.stdin.write("go\n")
            worker.stdin.flush()
        assert [worker.communicate(timeout=60) and worker.returncode for worker in workers] == [
            0
        ] * WORKERS
    finally:
        smtp.stop()
    return Counter(str(letter["Message-ID"]) for letter in box.taken)


def test_each_letter_once(tmp_path: Path) -> None:
    sent = delivered(tmp_path, "deliver")
    assert (len(sent), set(sent.values())) == (LETTERS, {1})


def test_control_with_the_lease_off_letters_go_twice(tmp_path: Path) -> None:
    sent = delivered(tmp_path, "careless")
    assert len(sent) == LETTERS
    assert max(sent.values()) > 1
