"""met.csv: who sat with whom, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowcafe.core.exchange.columns import Column, Schema
from knowcafe.core.exchange.fault import FaultKind
from knowcafe.core.exchange.moments import date
from knowcafe.core.exchange.reading import Cells, Rows, read
from knowcafe.core.exchange.values import name, weeks

MOST_MET = 200_000
"""As many rows as one file of meetings may have."""

SCHEMA = Schema(
    columns=(
        Column("person", ("person", "name", "who", "person 1", "a", "first")),
        Column("other", ("met", "other", "with", "met with", "person 2", "b", "second")),
        Column("weeks", ("weeks ago", "weeks", "ago", "weeks since")),
        Column("on", ("date", "on", "met on", "last met", "day")),
    ),
    needed=(("person",), ("other",), ("weeks", "on")),
    twice=("person", "other"),
)


@dataclass(frozen=True, slots=True)
class MetRow:
    """One row of met.csv: either `weeks` or the day `on` is given; the day counts if both are."""

    line: int
    person: str
    other: str
    weeks: int = 0
    on: dt.date | None = None


def read_met(data: bytes, file: str) -> Rows[MetRow]:
    """Read who has met; whether they are known is found where rows meet, not here."""
    return read(data, file, SCHEMA, _met, most=MOST_MET)


def _met(cells: Cells) -> MetRow:
    if not cells.text("weeks") and not cells.text("on"):
        cells.blame(FaultKind.MISSING, "weeks" if "weeks" in cells.headers else "on", "3")
    return MetRow(
        line=cells.line,
        person=cells.need("person", name, "", "Amara Okafor"),
        other=cells.need("other", name, "", "Dana Levi"),
        weeks=cells.get("weeks", weeks, 0),
        on=cells.get("on", date, None),
    )
