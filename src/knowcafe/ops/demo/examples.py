"""The example files of a London chapter: invented people, their needs, next week's slots."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

_LONDON = files("knowcafe.ops.demo") / "london"
_AS_THEY_ARE = ("people.csv", "needs.csv", "met.csv")


def put_examples(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Put the four files into `folder`; a file that somebody has changed is left as it is.

    Returns the files that were left. The slots lie in the week after `today`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: (_LONDON / name).read_text(encoding="utf-8") for name in _AS_THEY_ARE}
    changed = [folder / name for name, text in texts.items() if not _put(folder / name, text)]
    if not _put_slots(folder / "slots.csv", today):
        changed.append(folder / "slots.csv")
    return tuple(changed)


def slots(today: date) -> str:
    """The weekly series in the week after the one of `today`, as a file."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=1)
    rows = list(csv.DictReader(io.StringIO((_LONDON / "series.csv").read_text(encoding="utf-8"))))
    text = io.StringIO()
    names = ["date", *(name for name in rows[0] if name != "weekday")]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        day = monday + timedelta(days=int(row.pop("weekday")) - 1)
        writer.writerow({"date": day.isoformat(), **row})
    return text.getvalue()


def _put(path: Path, text: str) -> bool:
    if path.exists():
        return path.read_text(encoding="utf-8", errors="replace") == text
    path.write_text(text, encoding="utf-8")
    return True


def _put_slots(path: Path, today: date) -> bool:
    """Last month's examples are brought up to date; somebody's own slots are not."""
    if path.exists() and not _is_ours(path.read_text(encoding="utf-8", errors="replace")):
        return False
    path.write_text(slots(today), encoding="utf-8")
    return True


def _is_ours(text: str) -> bool:
    first = text.partition("\n")[2][:10]
    try:
        return slots(date.fromisoformat(first) - timedelta(weeks=1)) == text
    except ValueError:
        return False
