"""Real needs in real words: questions of entrepreneurs with their answers, one JSON object a line.

The files are not part of the project; a bench is told where they are.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

Question = dict[str, Any]


def read(path: str | Path) -> list[Question]:
    """The questions of a `.jsonl` or `.jsonl.gz` file, in the order of the file.

    Each has `id, date, title, body, tags, score, asker, answers`; each answer `by, date, score,
    text`; dates are ISO strings. A bench without its data says so and ends with exit code 2.
    """
    file = _present(path)
    with gzip.open(file, "rb") if _is_zipped(file) else file.open("rb") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_json(path: str | Path) -> Any:
    """A JSON file that belongs to a bench; ends with exit code 2 where it is missing."""
    return json.loads(_present(path).read_text(encoding="utf-8"))


def text_of(question: Question) -> str:
    """What the asker wrote: title and body, never the tags."""
    return f"{question['title']}\n{question['body']}"


def _present(path: str | Path) -> Path:
    file = Path(path)
    if not file.is_file():
        print(f"No such data file: {file}. This bench cannot run without it.", file=sys.stderr)
        sys.exit(2)
    return file


def _is_zipped(file: Path) -> bool:
    with file.open("rb") as start:
        return start.read(2) == b"\x1f\x8b"
