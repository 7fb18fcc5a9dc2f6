"""What is made, kept, deleted and refused before a demo is served."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from numpy.random import default_rng

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter
from knowcafe.journal import actions as journal
from knowcafe.journal.queries import STAMP
from knowcafe.ops.demo import keeping, run
from knowcafe.ops.demo.port import free_port
from knowcafe.ops.demo.run import Asked, demo, has_screen, make
from knowcafe.ops.demo.story import Stage
from knowcafe.refused import Refused
from tests.server import environment

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


def asked(**more: object) -> Asked:
    given = {
        "stage": None, "seed": 7, "host": "127.0.0.1", "wanted": 8000, "port": 8000,
        "is_reset": False, "opens_page": False,
    }  # fmt: skip
    return Asked(**given | more)


def made(**more: object) -> None:
    make(asked(**more), rng=default_rng(7), now=NOW)


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_what_is_kept_is_not_filled_again(folder, capsys) -> None:
    made()
    people = Person.objects.count()
    assert Chapter.objects.filter(slug="london").exists()
    made()
    made(stage=Stage.QUARTER)
    assert Person.objects.count() == people
    assert capsys.readouterr().err.count("Everything is as you left it") == 2
    with pytest.raises(Refused, match="--reset --stage planned"):
        made(stage=Stage.PLANNED)


@pytest.mark.django_db
def test_people_who_are_no_demos_are_left_alone(folder) -> None:
    """Neither filled up nor deleted, whatever is asked."""
    accounts.ensure_person("amara@example.org", first_name="Amara", now=NOW)
    (folder / "knowcafe.sqlite3").write_text("rows")
    for is_reset in (False, True):
        with pytest.raises(Refused, match="holds people who are no demo"):
            made(is_reset=is_reset)
    assert Person.objects.count() == 1
    assert (folder / "knowcafe.sqlite3").exists()


@pytest.mark.django_db
def test_control_with_the_stamp_it_is_a_demos(folder) -> None:
    accounts.ensure_person("amara@example.org", first_name="Amara", now=NOW)
    journal.record(STAMP, at=NOW)
    made()
    assert Person.objects.count() == 1


def test_without_tables_nothing_is_stamped(tmp_path: Path) -> None:
    told = python(tmp_path, "keeping.is_stamped(), keeping.has_people()")
    assert told == [False, False]


def test_only_what_a_demo_made_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    for name in ("knowcafe.sqlite3", "knowcafe.sqlite3-wal", "mail/1.eml", "mine.txt", "mail/a"):
        (tmp_path / name).touch()
    python(tmp_path, "keeping.empty()")
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"mine.txt", "mail/a", "secret-key"}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.org"])  # noqa: S104
def test_only_this_machine_is_served(host: str, capsys, folder) -> None:
    code = demo(asked(host=host), rng=default_rng(7), clock=lambda: NOW)
    assert (code, list(folder.iterdir())) == (2, [])
    assert "listens on this machine only" in capsys.readouterr().err


def test_a_folder_is_served_once(folder, capsys, monkeypatch) -> None:
    """Another process that holds it is told of; nothing is made, nothing is deleted."""
    monkeypatch.setattr(run.keeping, "hold", lambda _address: None)
    (folder / "demo.lock").write_text("http://localhost:8001/demo/")
    assert demo(asked(), rng=default_rng(7), clock=lambda: NOW) == 0
    assert demo(asked(is_reset=True), rng=default_rng(7), clock=lambda: NOW) == 2
    said = capsys.readouterr().err
    assert said.count("http://localhost:8001/demo/") == 2
    assert "Stop it first" in said


def test_the_lock_is_another_processes(tmp_path: Path, settings) -> None:
    settings.DATA = tmp_path
    held = keeping.hold("http://localhost:8001/demo/")
    assert held is not None
    assert python(tmp_path, "bool(keeping.hold('other'))") == [False]
    assert keeping.held_at() == "http://localhost:8001/demo/"
    held.close()
    assert python(tmp_path, "bool(keeping.hold('other'))") == [True]


def python(folder: Path, what: str) -> list[object]:
    """What expressions come to in a fresh process with that folder."""
    code = "import django, json; django.setup(); from knowcafe.ops.demo import keeping; "
    code += f"print(json.dumps([{what}]))"
    settings = {"DJANGO_SETTINGS_MODULE": "knowcafe.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(folder, settings), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    found: list[object] = json.loads(done.stdout)
    return found


def test_the_next_free_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        assert free_port(port) > port
    assert free_port(port) == port


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "darwin", True),
        ({"CI": "1"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_opened_only_in_front_of_a_person(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert has_screen(environment, platform) == screen
