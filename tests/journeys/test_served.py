"""A volunteer's way from nothing to a front door, and the race for the last seat."""

from __future__ import annotations

import email
import re
import stat
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.rooms.outbox.test_transports import Mailbox, free_port
from tests.server import OURS, create_host, environment, serving, until

SEATS, PEOPLE, AT_ONCE = 4, 24, 8
CARELESS = (sys.executable, str(Path(__file__).with_name("careless.py")))


def read(file: Path) -> str:
    letter = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    text = letter.get_body(("plain",))
    assert text is not None
    return str(text.get_content())


def test_from_nothing_to_a_seat_and_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    created = create_host(data)
    assert created.returncode == 0, created.stderr
    assert "/london/" in created.stdout
    assert {stat.S_IMODE(f.stat().st_mode) for f in data.iterdir()} == {0o600}
    with serving(data) as server:
        status, _cookies, door = server.get("/london/")
        assert (status, door.count("10 seats free")) == (200, 3)
        path = re.search(r'href="(/london/\d+/)"', door)[1]
        assert server.post_form(path, first_name="Amara", email="amara@example.org") == (
            302,
            f"{path}seat/",
        )
        assert until(lambda: len(server.mail) == 1)
        letter = read(server.mail[0])
        link = re.search(rf"{server.address}(/place/\S+)", letter)[1]
        digits = re.search(r"asks for: (\d\d)", letter)[1]
        assert "9 seats free" in server.get(path)[2]
        assert server.post_form(link, digits=digits, answer="cannot")[0] == 302
        assert "10 seats free" in server.get(path)[2]


def test_what_is_refused_is_said_in_one_sentence(tmp_path: Path) -> None:
    refused = create_host(tmp_path / "data", "--zone", "Brixton")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "“Brixton” is no time zone; they are written like Europe/London.\n"


def test_mail_leaves_by_smtp_once(tmp_path: Path) -> None:
    box = Mailbox()
    smtp = Controller(box, hostname="127.0.0.1", port=free_port())
    smtp.start()
    create_host(tmp_path)
    where = {"KNOWCAFE_SMTP_HOST": "127.0.0.1", "KNOWCAFE_SMTP_PORT": str(smtp.port)}
    try:
        with serving(tmp_path, **where, KNOWCAFE_SMTP_SECURITY="none") as server:
            path = re.search(r'href="(/london/\d+/)"', server.get("/london/")[2])[1]
            for name in ("Amara", "Bilal", "Chidi"):
                server.post_form(path, first_name=name, email=f"{name.lower()}@example.org")
            assert until(lambda: len(box.taken) == 3)
            assert not until(lambda: len(box.taken) > 3, seconds=2.5)
    finally:
        smtp.stop()
    assert {str(m["To"]) for m in box.taken} == {
        "amara@example.org",
        "bilal@example.org",
        "chidi@example.org",
    }


def race(data: Path, command: tuple[str, ...]) -> Counter[str]:
    """How many were told what, when many want the few seats of one café at once."""
    create_host(data, "--seats", str(SEATS))
    with serving(data, command) as server:
        path = re.search(r'href="(/london/\d+/)"', server.get("/london/")[2])[1]

        def come(number: int) -> str:
            typed = {"first_name": f"P{number}", "email": f"p{number}@example.org"}
            status, answer = server.post_form(path, **typed)
            return "seat" if answer.endswith("/seat/") else str(status)

        with ThreadPoolExecutor(AT_ONCE) as people:
            return Counter(people.map(come, range(PEOPLE)))


def test_the_race_for_the_last_seat(tmp_path: Path) -> None:
    assert race(tmp_path, OURS) == {"seat": SEATS, "409": PEOPLE - SEATS}


def test_control_without_its_guards_booking_oversells(tmp_path: Path) -> None:
    assert race(tmp_path, CARELESS)["seat"] > SEATS


@pytest.mark.long
def test_two_servers_on_one_database(tmp_path: Path) -> None:
    """Two timetables and two webs: seats and letters are still each other's."""
    create_host(tmp_path, "--seats", str(SEATS))
    with serving(tmp_path) as one, serving(tmp_path) as other:
        path = re.search(r'href="(/london/\d+/)"', one.get("/london/")[2])[1]

        def come(number: int) -> bool:
            server = (one, other)[number % 2]
            typed = {"first_name": f"P{number}", "email": f"p{number}@example.org"}
            return server.post_form(path, **typed)[1].endswith("/seat/")

        with ThreadPoolExecutor(AT_ONCE) as people:
            assert sum(people.map(come, range(PEOPLE))) == SEATS
        assert until(lambda: len(one.mail) == SEATS)


def test_the_doctor_sees_a_damaged_database(tmp_path: Path) -> None:
    create_host(tmp_path)
    assert examined(tmp_path) == (0, f"✓ Nothing is wrong with {tmp_path}.\n")
    database = tmp_path / "knowcafe.sqlite3"
    database.write_bytes(b"x" * database.stat().st_size)
    code, said = examined(tmp_path)
    assert code == 1
    assert "✗ The database cannot be read (file is not a database)." in said


def examined(data: Path) -> tuple[int, str]:
    data.chmod(0o700)
    done = subprocess.run(
        [*OURS, "doctor"], env=environment(data, {}), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout
