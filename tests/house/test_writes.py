"""Only actions write: no row is made, changed or deleted anywhere else."""

from __future__ import annotations

import ast

from tests.house.source import Module, module, modules

VERBS = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
}


def writes(of: Module) -> list[str]:
    """Calls that write rows: the verbs, and `.update(` with keyword arguments alone."""
    return [
        f"{of.path}:{node.lineno} .{node.func.attr}("
        for node in ast.walk(of.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in VERBS
            or (node.func.attr == "update" and node.keywords and not node.args)
        )
    ]


def _is_update_of_rows(node: ast.Call, verb: str) -> bool:
    return verb == "update" and bool(node.keywords) and not node.args


def test_only_actions_write() -> None:
    allowed = ("/actions.py", "/migrations/")
    rooms = [m for m in modules("src") if not any(a in f"/{m.path}" for a in allowed)]
    rooms = [m for m in rooms if "/actions/" not in m.path]
    assert [w for m in rooms for w in writes(m)] == []


def test_control_a_write_is_found_and_a_dict_update_is_not() -> None:
    text = "row.save()\nRow.objects.filter(pk=1).update(name=2)\n"
    text += "names.update({1: 2})\nbar.update(task, done=1)\n"
    assert writes(module(text)) == ["made/up.py:1 .save(", "made/up.py:2 .update("]
