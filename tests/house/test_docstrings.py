"""Whatever a room of the core shows to others says what a caller must know."""

from __future__ import annotations

import ast

from tests.house.source import Module, module, modules


def silent(of: Module) -> list[str]:
    """Public modules, classes, functions and methods over five lines without a docstring."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    found = [] if ast.get_docstring(of.tree) or not of.tree.body else [of.path]
    for parent in [of.tree, *(n for n in of.tree.body if isinstance(n, ast.ClassDef))]:
        for node in parent.body:
            if not isinstance(node, kinds) or node.name.startswith("_"):
                continue
            short = (node.end_lineno or 0) - node.lineno < 5
            if not ast.get_docstring(node) and not short:
                found.append(f"{of.path}:{node.lineno} {node.name}")
    return found


def test_the_core_speaks() -> None:
    assert [s for m in modules("src/knowcafe/core") for s in silent(m)] == []


def test_control_silence_is_found() -> None:
    body = "    x = 1\n" * 6
    text = f'"""Doc."""\ndef loud():\n    """Says."""\n{body}\ndef quiet():\n{body}'
    assert silent(module(text)) == ["made/up.py:11 quiet"]
