"""slots.csv: when and where a café could be held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowcafe.core.calendar import WallClock
from knowcafe.core.exchange.columns import Column, Schema
from knowcafe.core.exchange.fault import FaultKind
from knowcafe.core.exchange.moments import date, time, zone
from knowcafe.core.exchange.reading import Cells, Rows, read
from knowcafe.core.exchange.values import language, link, name, whole, words

MOST_SLOTS = 2_000
"""As many rows as one file of slots may have."""

LONDON = "Europe/London"
_LONG = 480
_ONLINE = frozenset({"online", "yes", "y", "true", "1", "x", "remote", "video", "virtual"})
_OFFLINE = frozenset({"no", "n", "false", "0", "-"})
_NOON = WallClock(dt.date(2000, 1, 1), dt.time(12))

SCHEMA = Schema(
    columns=(
        Column("id", ("id", "slot", "slot id", "key", "ref")),
        Column("date", ("date", "day", "on")),
        Column("start", ("start", "starts", "start time", "time", "from", "begins")),
        Column("end", ("end", "ends", "end time", "until", "to")),
        Column("minutes", ("minutes", "duration", "length", "mins")),
        Column("zone", ("zone", "time zone", "timezone", "tz")),
        Column("place", ("place", "venue", "where", "location", "address", "room")),
        Column("access", ("access", "accessibility", "step-free", "getting there")),
        Column("link", ("link", "online", "url", "video link", "meeting link")),
        Column("seats", ("seats", "chairs", "table size", "capacity")),
        Column("tables", ("tables", "cafes", "parallel", "parallel tables")),
        Column("language", ("language", "languages", "spoken")),
    ),
    needed=(("date",), ("start",)),
)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One row of slots.csv: `tables` openings at one time in one place (or online).

    `seats` is None where the file leaves it to the command; `language` None means any.
    """

    line: int
    starts: WallClock
    ends: dt.datetime
    id: str = ""
    place: str = ""
    access: str = ""
    link: str = ""
    mode: str = "place"
    seats: int | None = None
    tables: int = 1
    language: str | None = None


def read_slots(data: bytes, file: str) -> Rows[SlotRow]:
    """Read the slots; a slot given twice is found where rows meet, not here."""
    return read(data, file, SCHEMA, _slot, most=MOST_SLOTS)


def _slot(cells: Cells) -> SlotRow:
    starts = _starts(cells)
    url, online = _online(cells)
    place = cells.get("place", words(200), "")
    seats = cells.get("seats", whole(1, 10), 0)
    return SlotRow(
        line=cells.line,
        starts=starts,
        ends=_ends(cells, starts),
        id=cells.get("id", name, ""),
        place="" if place.casefold() in _ONLINE else place,
        access=cells.get("access", words(500), ""),
        link=url,
        mode="online" if place.casefold() in _ONLINE or (online and not place) else "place",
        seats=seats or None,
        tables=cells.get("tables", whole(1, 100), 1),
        language=cells.get("language", language, "") or None,
    )


def _starts(cells: Cells) -> WallClock:
    """The row's date and time in its zone; one the clocks skip is a fault."""
    on = cells.need("date", date, _NOON.date, "2026-11-24")
    at = cells.need("start", time, _NOON.time, "18:30")
    wall = WallClock(on, at, cells.get("zone", zone, LONDON))
    if not wall.exists:
        cells.blame(FaultKind.NO_SUCH_TIME, "start", f"{wall.settled.time:%H:%M}")
    return wall


def _ends(cells: Cells, starts: WallClock) -> dt.datetime:
    """When a café ends: by its end, or its minutes, or after the hour that a café takes."""
    minutes = cells.get("minutes", whole(15, _LONG), 60)
    after = starts.utc + dt.timedelta(minutes=minutes)
    unknown = bool(cells.faults)
    end = cells.get("end", time, None)
    if end is None or unknown:
        return after
    ends = WallClock(starts.date, end, starts.zone)
    if not ends.exists:
        cells.blame(FaultKind.NO_SUCH_TIME, "end", f"{ends.settled.time:%H:%M}")
    elif ends.utc <= starts.utc:
        cells.blame(FaultKind.ENDS_FIRST, "end", f"{starts.time:%H:%M}")
    return ends.utc


def _online(cells: Cells) -> tuple[str, bool]:
    """The link, and whether the café is held there: “yes” is a link still to come."""
    plain = cells.text("link").casefold()
    if plain in _ONLINE or plain in _OFFLINE:
        return "", plain in _ONLINE
    url = cells.get("link", link, "")
    return url, bool(url)
