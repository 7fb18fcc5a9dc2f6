"""The project's own source, parsed once."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "knowcafe"


@dataclass(frozen=True)
class Module:
    """One file: its path below the root, its lines and its tree."""

    path: str
    lines: int
    tree: ast.Module


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file in these folders of the project."""
    files = [f for folder in folders for f in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(module(f.read_text("utf-8"), str(f.relative_to(ROOT))) for f in files)


def module(text: str, path: str = "made/up.py") -> Module:
    """A module from its text."""
    return Module(path, len(text.splitlines()), ast.parse(text))
