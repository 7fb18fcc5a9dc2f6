"""A list of people from elsewhere: who is on it, and how many of them came."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowcafe.core.exchange import replies
from knowcafe.core.exchange.columns import bare
from knowcafe.core.exchange.decode import decode
from knowcafe.core.exchange.fault import Fault, FaultKind, shown
from knowcafe.core.exchange.kinds import COLUMNS, Kind, kind_of, known
from knowcafe.core.exchange.replies import Said
from knowcafe.core.exchange.sheet import Row, cut
from knowcafe.core.exchange.values import Wrong, email
from knowcafe.core.exchange.writing import unguarded

MOST_GUESTS = 50_000
"""As many rows as one file may have."""

MOST_COLUMNS = 400
_LOOKED_AT = 200
_NAME = 120
_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|table|\?xml|meta)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?(\d{1,6})(?:\.0+)?", re.ASCII)
_PROFILE = re.compile(r"meetup\.com/.*members?/(\d+)", re.IGNORECASE)
_ID = re.compile(r"(?:user )?(\d{3,15})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Guest:
    """One row. `key` is who they are over there, `heads` how many chairs they spoke for.

    `bad` is an address that is none. `yes`, `attended` and `missed` are a member's own totals,
    which are only ever added up. `word` is the status as it is written.
    """

    line: int
    name: str = ""
    email: str = ""
    bad: str = ""
    key: str = ""
    said: Said = Said.YES
    word: str = ""
    came: bool | None = None
    came_on: dt.date | None = None
    heads: int = 1
    yes: int = 0
    attended: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people a file counts: who said yes, and who of them came where anybody noted it."""

    people: int
    said_yes: int
    came: int | None


@dataclass(frozen=True, slots=True)
class History:
    """What a file holds, and how it was understood.

    `columns` says where each field is found among `headers`; `samples` is what stands in the first
    filled cell below each. With faults of the whole file there are no guests.
    """

    file: str
    kind: Kind = Kind.LIST
    headers: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    guests: tuple[Guest, ...] = ()
    faults: tuple[Fault, ...] = ()
    on: dt.date | None = None

    @property
    def tally(self) -> Tally:
        """The counts. A file in which nobody is noted as having come is missing that, not zero."""
        if self.kind is Kind.MEETUP_MEMBERS:
            return self._totals()
        if not self.kind.is_evening:
            return Tally(len(self.guests), 0, None)
        there = [g for g in self._chairs() if g.said is Said.YES or g.came]
        came = sum(g.heads for g in there if g.came)
        return Tally(len(self.guests), sum(g.heads for g in there), came or None)

    def _chairs(self) -> list[Guest]:
        """Whose chairs count: on Eventbrite every ticket, elsewhere everybody once."""
        if self.kind is Kind.EVENTBRITE:
            return list(self.guests)
        by_weight = sorted(self.guests, key=lambda g: (g.came is True, g.said is Said.YES))
        return list({(g.email or g.key or str(g.line)): g for g in by_weight}.values())

    def _totals(self) -> Tally:
        """Of all evenings. Where no no-show was ever noted, “attended” is only who said yes."""
        yes, came, missed = (
            sum(getattr(g, of) for g in self.guests) for of in ("yes", "attended", "missed")
        )
        if not missed:
            return Tally(len(self.guests), max(yes, came), None)
        return Tally(len(self.guests), came + missed, came)


def read_history(
    data: bytes,
    file: str,
    *,
    zone: str,
    kind: Kind | None = None,
    columns: Mapping[str, int] | None = None,
) -> History:
    """Read a list. `kind` and `columns` (field → place) say it where a person knows better.

    `zone` is the chapter's clock, for the day on which people were checked in.
    """
    text = decode(data, file)
    if isinstance(text, Fault):
        return History(file, faults=(text,))
    if _WEB_PAGE.match(text):
        return History(file, faults=(Fault(file, FaultKind.NOT_TEXT, value="a web page"),))
    sheet = cut(text, file, known=_counted(text), most=MOST_GUESTS)
    headers = sheet.header.cells[:MOST_COLUMNS]
    kind = kind or kind_of(headers)
    found = _found(kind, headers, sheet.rows)
    for name, at in (columns or {}).items():
        found.pop(name, None)
        if name in {c.field for c in COLUMNS[kind]} and 0 <= at < len(headers):
            found[name] = at
    samples = tuple(_sample(sheet.rows, at) for at in range(len(headers)))
    faults = sheet.faults[:1]
    guests = () if faults else tuple(_guest(row, found, kind, zone) for row in sheet.rows)
    spelt = tuple(shown(cell) for cell in headers)
    return History(file, kind, spelt, samples, found, guests, faults, _day(guests))


def _counted(text: str) -> Callable[[tuple[str, ...]], int]:
    """How likely cells are the header: by headers that are known, else the first line's cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def count(cells: tuple[str, ...]) -> int:
        hits = known(cells)
        if hits:
            return 1000 * hits
        is_first = all(cell in first for cell in (cells[0], cells[-1]))
        return sum(map(bool, cells)) if is_first else 0

    return count


def _found(kind: Kind, headers: tuple[str, ...], rows: tuple[Row, ...]) -> dict[str, int]:
    """Where each field is: by its header, else by what stands below it."""
    spelt = [bare(cell) for cell in headers]
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        names = [bare(name) for name in column.names]
        at = [spelt.index(name) for name in names if name in spelt]
        free = [i for i in at if i not in places.values()]
        if free:
            places[column.field] = free[0]
    fields = {column.field for column in COLUMNS[kind]}
    for name, looks in (("email", _is_email), ("key", _is_id)):
        if name in fields and name not in places:
            at = [i for i in range(len(headers)) if i not in places.values() and looks(rows, i)]
            places |= {name: at[0]} if at else {}
    return places


def _cells(rows: tuple[Row, ...], at: int) -> list[str]:
    return [row.cells[at] for row in rows[:_LOOKED_AT] if at < len(row.cells) and row.cells[at]]


def _is_email(rows: tuple[Row, ...], at: int) -> bool:
    cells = _cells(rows, at)
    return bool(cells) and 2 * sum("@" in cell for cell in cells) > len(cells)


def _is_id(rows: tuple[Row, ...], at: int) -> bool:
    cells = _cells(rows, at)
    return bool(cells) and all(
        _PROFILE.search(c) or c.casefold().startswith("user ") for c in cells
    )


def _sample(rows: tuple[Row, ...], at: int) -> str:
    return shown(next(iter(_cells(rows, at)), ""))


def _guest(row: Row, places: Mapping[str, int], kind: Kind, zone: str) -> Guest:
    def cell(name: str) -> str:
        at = places.get(name, -1)
        text = row.cells[at] if 0 <= at < len(row.cells) else ""
        return unguarded(unicodedata.normalize("NFC", text)).strip()

    address, bad = _address(cell("email"))
    came = replies.came(cell("came"))
    status = cell("said")
    if kind is Kind.EVENTBRITE:
        came = replies.is_checked_in(status) or None
    return Guest(
        line=row.line,
        name=_name(cell("name"), cell("first_name"), cell("last_name")),
        email=address,
        bad=bad,
        key=_key(cell("key")),
        said=replies.said(status),
        word=shown(status),
        came=came,
        came_on=replies.day(cell("came"), zone) if came else None,
        heads=max(1, _number(cell("quantity"))) + _number(cell("more")),
        yes=_number(cell("yes")),
        attended=_number(cell("attended")),
        missed=_number(cell("missed")),
    )


def _name(full: str, first: str, last: str) -> str:
    return " ".join(" ".join((full or f"{first} {last}").split())[:_NAME].split())


def _address(text: str) -> tuple[str, str]:
    """An address in small letters, or what stands in its place. “a+b@” is somebody of their own."""
    if not text:
        return "", ""
    inside = re.fullmatch(r".*<([^<>]+)>|(?:mailto:)?(.+)", text, re.DOTALL)
    bare_text = ((inside[1] or inside[2]) if inside else text).strip()
    try:
        return email(bare_text).casefold(), ""
    except Wrong:
        return "", shown(text)


def _key(text: str) -> str:
    found = _PROFILE.search(text) or _ID.fullmatch(text)
    return found[1] if found else shown(text)[:40]


def _number(text: str) -> int:
    """A count; a cell that holds none counts nobody."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else 0


def _day(guests: tuple[Guest, ...]) -> dt.date | None:
    """When most of those who came were checked in."""
    days = Counter(guest.came_on for guest in guests if guest.came_on)
    return max(days, key=lambda day: (days[day], day)) if days else None
