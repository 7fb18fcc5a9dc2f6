"""needs.csv: who needs what, in their own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowcafe.core.exchange.columns import Column, Schema
from knowcafe.core.exchange.fault import FaultKind
from knowcafe.core.exchange.moments import date
from knowcafe.core.exchange.people import depth
from knowcafe.core.exchange.reading import Cells, Rows, read
from knowcafe.core.exchange.values import name, one_of, weeks, words

MOST_NEEDS = 30_000
"""As many rows as one file of needs may have."""

_URGENT = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓", "urgent", "high", "now"), True),
    **dict.fromkeys(("no", "n", "false", "0", "-", "low", "normal", "not urgent"), False),
}

SCHEMA = Schema(
    columns=(
        Column("person", ("person", "name", "who", "asker", "asked by", "member", "person id")),
        Column(
            "text",
            (
                "need",
                "needs",
                "question",
                "help with",
                "what do you need help with",
                "what",
                "text",
            ),
        ),
        Column("topic", ("topic", "topics", "area", "about")),
        Column("urgent", ("urgent", "urgency", "is urgent", "priority")),
        Column("since", ("since", "asked on", "waiting since", "asked", "date")),
        Column("weeks", ("weeks waiting", "waiting weeks", "waiting", "weeks")),
        Column("depth", ("at least", "depth", "least", "level")),
    ),
    needed=(("person",), ("text", "topic")),
)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One row of needs.csv; `person` and `topic` are as written.

    `weeks` is how long the need has waited and `since` the day it was asked; a file gives either,
    and where it gives both `since` counts. `depth` 0 leaves open how deep the know-how must go.
    """

    line: int
    person: str
    text: str = ""
    topic: str = ""
    urgent: bool = False
    since: dt.date | None = None
    weeks: int = 0
    depth: int = 0


def read_needs(data: bytes, file: str) -> Rows[NeedRow]:
    """Read the needs; whether person and topic are known is found where rows meet."""
    return read(data, file, SCHEMA, _need, most=MOST_NEEDS)


def _need(cells: Cells) -> NeedRow:
    topic = cells.get("topic", name, "")
    of = "text" if "text" in cells.headers else "topic"
    text = cells.get("text", words(5_000, lines=True), "")
    if not cells.text("text") and not cells.text("topic"):
        cells.blame(FaultKind.MISSING, of, "How do I price my first product?")
    return NeedRow(
        line=cells.line,
        person=cells.need("person", name, "", "Amara Okafor"),
        text=text,
        topic=topic,
        urgent=cells.get("urgent", one_of(_URGENT, "yes", "no"), False),
        since=cells.get("since", date, None),
        weeks=cells.get("weeks", weeks, 0),
        depth=cells.get("depth", depth, 0),
    )
