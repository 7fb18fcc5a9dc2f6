"""The import contracts hold, and each of them catches a line that breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

BREAKS = {
    "The staircase": ("core/matching/plan.py", "from knowcafe import phrases"),
    "A new top-level name must be placed": ("helpers.py", ""),
    "Core rooms are strangers": ("core/matching/plan.py", "import knowcafe.core.topics"),
    "A new core room must be placed": ("core/misc/__init__.py", ""),
    "A room has no other cupboards": ("cafes/helpers.py", ""),
    "A rule does not look up at an action": (
        "cafes/rules.py",
        "from knowcafe.cafes import actions",
    ),
    "Only transports reach the network": ("cafes/actions.py", "import smtplib"),
    "Only transports, not their own outbox": ("outbox/actions.py", "import socket"),
    "Pages never touch tables": ("web/public/views/door.py", "import knowcafe.cafes.models"),
    "The timetable never touches tables": ("timetable.py", "import knowcafe.models"),
    "The core is pure": ("core/matching/plan.py", "import random"),
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """lint-imports over the package in `folder`/src."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    path = {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        command, cwd=folder, env=os.environ | path, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that may be spoilt."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_its_contracts(copy: Path) -> None:
    result = linted(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("broken", BREAKS)
def test_control_a_broken_contract_is_caught(copy: Path, broken: str) -> None:
    name, line = BREAKS[broken]
    file = copy / "src" / "knowcafe" / name
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{line}\n", "utf-8")
    assert linted(copy).returncode == 1
