"""Settings: safe by themselves, each of them explained, the key kept to its owner."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

NAMED = re.compile(r"KNOWCAFE_[A-Z_]*[A-Z]")


def loaded(data: Path, what: str, **variables: str) -> str:
    """An expression over the settings of a fresh process."""
    code = f"from knowcafe import settings as s; print({what})"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KNOWCAFE_")}
    environment |= {"KNOWCAFE_DATA": str(data), "PYTHONPATH": str(PACKAGE.parent)} | variables
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_every_setting_is_explained_and_nothing_else() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    source = (PACKAGE / "settings.py").read_text("utf-8")
    explained = set(re.findall(r"^\| `(KNOWCAFE_[A-Z_]+)`", page, re.MULTILINE))
    assert explained == set(NAMED.findall(source))


def test_nothing_is_written_where_no_folder_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    keys = {loaded(folder, "s.SECRET_KEY") for _ in range(2)}
    assert len(keys) == 2
    assert not folder.exists()


def test_the_key_is_made_once_and_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened = "s.open_data() or s.SECRET_KEY"
    keys = {loaded(folder, opened), loaded(folder, opened), loaded(folder, "s.SECRET_KEY")}
    assert keys == {(folder / "secret-key").read_text()}
    assert [f.name for f in folder.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_named_key_is_used_and_not_kept(tmp_path: Path) -> None:
    named = {"KNOWCAFE_SECRET_KEY": "named"}
    assert loaded(tmp_path, "s.SECRET_KEY", **named) == "named"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "secure"),
    [("https://cafe.example.org/", "True __Host-csrf"), ("http://localhost:9", "False csrf")],
)
def test_cookies_follow_the_address(tmp_path: Path, address: str, secure: str) -> None:
    told = loaded(
        tmp_path, "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, sep=' '", KNOWCAFE_ADDRESS=address
    )
    assert told == secure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KNOWCAFE_SMTP_SECURITY", "ssl"),
        ("KNOWCAFE_SMTP_PORT", "smtp"),
        ("KNOWCAFE_ADDRESS", "cafe.example.org"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, name: str, value: str) -> None:
    """A word we do not know must not send passwords in the clear."""
    told = knowcafe("doctor", KNOWCAFE_DATA=str(tmp_path), **{name: value})
    assert told.returncode == 2
    assert told.stderr.startswith(f"{name} is {value!r}; it has to match")
    assert told.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = knowcafe("serve", KNOWCAFE_DATA=str(tmp_path / "file" / "data"))
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert told.stderr.startswith("The data folder cannot be used:")


def knowcafe(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "knowcafe", command], env=os.environ | variables,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_database_is_opened_as_promised(tmp_path: Path) -> None:
    """Nothing acknowledged is lost when the power goes, and readers never wait."""
    code = "[(p, c.execute(f'PRAGMA {p}').fetchone()[0]) for p in ('journal_mode', 'synchronous')]"
    opened = "__import__('django').setup() or __import__('django.db').db.connection.cursor()"
    told = loaded(
        tmp_path, f"[{code} for c in [{opened}]]", DJANGO_SETTINGS_MODULE="knowcafe.settings"
    )
    assert told == "[[('journal_mode', 'wal'), ('synchronous', 2)]]"
    assert loaded(tmp_path, "s.DATABASES['default']['OPTIONS']['transaction_mode']") == "IMMEDIATE"


def test_it_is_safe_without_any(tmp_path: Path) -> None:
    assert loaded(tmp_path, "s.DEBUG, s.ALLOWED_HOSTS[0], s.SMTP_SECURITY") == (
        "False localhost starttls"
    )
