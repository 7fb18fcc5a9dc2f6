"""What a host has fixed on the command line: “Amara = Tue 18:30” as a seat or as no seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowcafe.core.exchange import Fault, FaultKind, Rows
from knowcafe.ops.compose.openings import Openings
from knowcafe.ops.compose.register import Register

PIN, FORBID = "--pin", "--forbid"


@dataclass(frozen=True, slots=True)
class Wish:
    """One option as it was typed; `option` is `PIN` or `FORBID`."""

    option: str
    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The (person, opening) pairs that wishes come to, and what is wrong with others."""

    pins: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()


def fixed(wishes: Iterable[Wish], register: Register, openings: Openings) -> Fixed:
    """Find who and which table is meant. A pin names one table, a ban may name several."""
    pins: list[tuple[str, str]] = []
    forbidden: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for wish in wishes:
        name, _, place = (part.strip() for part in wish.text.partition("="))
        rows: Rows[None] = Rows(wish.option)
        person = register.find(name, rows, 0, "")
        tables = openings.tables_named(place)
        if isinstance(person, Fault):
            faults.append(person)
        elif not tables or (wish.option == PIN and len(tables) > 1):
            meant = tables or openings.tables()
            faults.append(rows.fault(FaultKind.UNKNOWN_TABLE, 0, "", place, *meant[:6]))
        elif wish.option == PIN:
            pins.append((person, tables[0]))
        else:
            forbidden += ((person, table) for table in tables)
    return Fixed(tuple(pins), tuple(forbidden), tuple(faults))
