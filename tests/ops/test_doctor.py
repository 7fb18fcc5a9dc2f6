"""`knowcafe doctor`: silent about what is well, and each illness found by its own sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections

from knowcafe.cafes.models import Seat
from knowcafe.chapters.models import Chapter
from knowcafe.ops.createhost import create_host
from knowcafe.ops.doctor import doctor, examine
from knowcafe.outbox import actions as outbox
from knowcafe.outbox.models import Message
from tests.ops.test_createhost import opening
from tests.rooms.outbox.test_transports import free_port

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def healthy(db: None, tmp_path: Path, settings) -> Iterator[Path]:
    """An installation in which nothing is wrong."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "secret-key").touch(mode=0o600)
    (folder / "database").touch(mode=0o600)
    before = settings.DATABASES["default"]["NAME"]
    settings.DATA, settings.DATABASES["default"]["NAME"] = folder, folder / "database"
    create_host(opening(), now=NOW)
    yield folder
    settings.DATABASES["default"]["NAME"] = before


def write(**change: object) -> None:
    given = {"to": "amara@example.org", "subject": "S", "body": "B", "now": NOW}
    outbox.write("seat:1", good_until=NOW + timedelta(days=3), **given)
    Message.objects.update(**change)


def one(now: datetime = NOW) -> str:
    (finding,) = examine(now=now)
    return finding


def test_nothing_is_wrong(healthy: Path, capsys) -> None:
    assert doctor(now=NOW) == 0
    assert capsys.readouterr().out == f"✓ Nothing is wrong with {healthy}.\n"


def test_a_finding_is_printed_and_the_exit_code_is_one(healthy: Path, capsys) -> None:
    Chapter.objects.all().delete()
    assert doctor(now=NOW) == 1
    assert capsys.readouterr().out.startswith("✗ There is no chapter yet.")


def test_nothing_is_there(healthy: Path) -> None:
    (healthy / "database").unlink()
    assert one() == f"There is nothing in {healthy} yet. knowcafe createhost makes it."


@pytest.mark.parametrize(("name", "mode"), [("", 0o750), ("secret-key", 0o644)])
def test_others_can_read(healthy: Path, name: str, mode: int) -> None:
    (healthy / name).chmod(mode)
    assert one().startswith("Others on this machine can read")


def test_seats_that_are_not_the_tables(healthy: Path) -> None:
    Seat.objects.filter(number=10).first().delete()
    assert one().startswith("1 café has other seats than its table.")


def test_letters_nobody_sends(healthy: Path) -> None:
    write()
    assert list(examine(now=NOW + timedelta(minutes=4))) == []
    assert one(NOW + timedelta(minutes=6)).startswith("Letters are waiting and nobody sends them.")


def test_letters_that_failed(healthy: Path) -> None:
    write(state="failed", trouble="550 no such user")
    assert one() == "1 letter could not be sent, the last because of: 550 no such user"


def test_letters_that_would_have_come_too_late(healthy: Path) -> None:
    write(state="held")
    assert one().startswith("1 letter of this week was held: too late to be of use.")
    assert list(examine(now=NOW + timedelta(days=11))) == []


def test_a_mail_server_that_is_not_there(healthy: Path, settings) -> None:
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", free_port()
    assert one().startswith("The mail server 127.0.0.1 does not let us in")


def test_an_address_in_the_clear(healthy: Path, settings) -> None:
    settings.ADDRESS = "http://cafe.example.org"
    assert one().startswith("http://cafe.example.org is not https")
    settings.ADDRESS = "https://cafe.example.org"
    assert list(examine(now=NOW)) == []


def test_tables_that_are_behind(healthy: Path) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'knowcafe'")
    assert one().startswith("The tables are not up to date.")
