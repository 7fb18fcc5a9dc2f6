"""Judge what the tests covered: the core every line and 95 % of branches, the rooms every branch.

Run after `pytest --cov`; prints what is missing and fails where the house asks for more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CORE_BRANCHES = 0.95


def judged(files: dict[str, Any]) -> list[str]:
    """What is missing, one sentence a file or room; empty where all is well."""
    core = {name: f for name, f in files.items() if "/core/" in name}
    rooms = {name: f for name, f in files.items() if is_room(name)}
    missing = [
        f"{name}: lines {f['missing_lines']}" for name, f in core.items() if f["missing_lines"]
    ]
    branches = sum(f["summary"]["num_branches"] for f in core.values())
    taken = sum(f["summary"]["covered_branches"] for f in core.values())
    if taken < CORE_BRANCHES * branches:
        missing.append(f"core: {taken} of {branches} branches")
    return missing + [
        f"{name}: lines {f['missing_lines']}, branches {f['missing_branches']}"
        for name, f in rooms.items()
        if f["missing_lines"] or f["missing_branches"]
    ]


def is_room(name: str) -> bool:
    """Whether a file is one of the four cupboards of a room."""
    return "/core/" not in name and any(
        f"/{cupboard}" in name for cupboard in ("models", "queries", "rules", "actions")
    )


def main() -> int:
    report = Path("coverage.json")
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "json", "-q", "-o", str(report)], check=True)
    subprocess.run([*coverage, "report"], check=True)
    missing = judged(json.loads(report.read_text("utf-8"))["files"])
    print("\n".join(missing) or "Covered as the house asks.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
