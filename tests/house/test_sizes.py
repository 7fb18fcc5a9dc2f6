"""Files and functions stay small enough to read in one go (docs: STYLE of the house)."""

from __future__ import annotations

import ast
from statistics import median

from tests.house.source import Module, module, modules

FILE_CAP, FILE_MEDIAN, FUNCTION_CAP = 400, 100, 60


def long_functions(of: Module) -> list[str]:
    return [
        f"{of.path}:{node.lineno} {node.name}"
        for node in ast.walk(of.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_CAP
    ]


def test_no_function_is_too_long() -> None:
    assert [f for m in modules("src", "tests", "bench") for f in long_functions(m)] == []


def test_control_a_long_function_is_found() -> None:
    body = "\n".join(f"    x = {n}" for n in range(FUNCTION_CAP))
    assert long_functions(module(f"def long():\n{body}\n")) == ["made/up.py:1 long"]
    assert long_functions(module("def short():\n    pass\n")) == []


def test_no_file_is_too_long() -> None:
    long = [m.path for m in modules("src", "tests", "bench") if m.lines > FILE_CAP]
    assert [path for path in long if "/migrations/" not in path] == []  # those are generated


def test_half_of_the_files_are_short() -> None:
    assert median(m.lines for m in modules("src")) <= FILE_MEDIAN
