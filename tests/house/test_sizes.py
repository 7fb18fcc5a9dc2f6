"""Files and functions stay small enough to read in one go (docs: STYLE of the house)."""

from __future__ import annotations

import ast
from statistics import median

from tests.house.source import PACKAGE, Module, module, modules

FILE_CAP, FILE_MEDIAN, FUNCTION_CAP = 400, 100, 60
FLOOR_LINES, FLOOR_WIDE, WIDE = 810, 68, 100
"""The floor's own scripts in all, and how many of their lines may be wider than the rest of the
house. Decision 0014 says why; both figures may only fall.
"""


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


def too_much_script(*texts: str) -> list[str]:
    lines = [line for text in texts for line in text.splitlines()]
    counted = {"lines": (len(lines), FLOOR_LINES)}
    counted["wide lines"] = (sum(len(line) > WIDE for line in lines), FLOOR_WIDE)
    return [f"{is_} {what}, not {most}" for what, (is_, most) in counted.items() if is_ > most]


def test_the_floor_s_scripts_stay_small() -> None:
    files = [*(PACKAGE / "static/knowcafe/floor").glob("*.js"), PACKAGE / "templates/floor/sw.js"]
    assert len(files) > 5
    assert too_much_script(*(file.read_text("utf-8") for file in files)) == []


def test_control_one_line_more_is_too_much() -> None:
    assert too_much_script("let a;\n" * FLOOR_LINES) == []
    assert too_much_script("let a;\n" * FLOOR_LINES, "let b;") == ["811 lines, not 810"]
    wide = f"// {'x' * WIDE}\n" * (FLOOR_WIDE + 1)
    assert too_much_script(wide) == ["69 wide lines, not 68"]
