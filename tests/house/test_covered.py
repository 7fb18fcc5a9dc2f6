"""The judge of coverage finds what is missing, and is content where nothing is."""

from __future__ import annotations

from typing import Any

from tests.covered import judged


def file(lines: list[int], branches: list[int], taken: int = 20) -> dict[str, Any]:
    summary = {"num_branches": taken + len(branches), "covered_branches": taken}
    return {"missing_lines": lines, "missing_branches": branches, "summary": summary}


def test_all_covered_is_fine() -> None:
    files = {"src/core/a.py": file([], [1]), "src/cafes/actions.py": file([], [])}
    assert judged(files) == []


def test_what_is_missing_is_named() -> None:
    assert judged({"src/core/a.py": file([3], [])}) == ["src/core/a.py: lines [3]"]
    assert judged({"src/core/a.py": file([], [1, 2])}) == ["core: 20 of 22 branches"]
    assert judged({"src/cafes/rules.py": file([], [1])}) == [
        "src/cafes/rules.py: lines [], branches [1]"
    ]
