"""The slots of a week: their ids, what they open, and whom they suit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from knowcafe.core.calendar import Week
from knowcafe.core.exchange import Fault, FaultKind, Rows, SlotRow, Window
from knowcafe.core.matching import Opening, Slot
from knowcafe.ops.compose.register import plain
from knowcafe.phrases.week.composed import Where


class Openings:
    """The rows of a file of slots; `table` seats a table where the file does not say."""

    def __init__(self, rows: Rows[SlotRow], table: int) -> None:
        self.faults: list[Fault] = []
        self._rows, self._table = rows.rows, table
        self._ids = self._named(rows)
        self._by_name = {plain(i): i for i in self._ids.values()}
        self._starts = [(self._ids[row.line], row.starts.local) for row in rows.rows]
        self._suited: dict[Window, frozenset[str]] = {}
        self.first = min((row.starts.date for row in rows.rows), default=None)

    def suiting(self, window: Window) -> frozenset[str] | None:
        """The slots in a stretch of free time; None if it names a slot that is not there."""
        if window.slot:
            slot = self._by_name.get(plain(window.slot))
            return frozenset({slot}) if slot else None
        if window not in self._suited:
            suited = (i for i, starts in self._starts if window.suits(starts))
            self._suited[window] = frozenset(suited)
        return self._suited[window]

    def close_to(self, said: str) -> list[str]:
        """What somebody may have meant who named a slot that is not there."""
        close = get_close_matches(plain(said)[:80], self._by_name, n=2)
        return [*(self._by_name[word] for word in close), "Tue evening", "any"]

    def slots(self) -> tuple[Slot, ...]:
        return tuple(
            Slot(
                self._ids[row.line],
                str(Week.containing(row.starts.date)),
                row.starts.utc,
                row.ends,
            )
            for row in self._rows
        )

    def openings(self) -> Iterator[tuple[Opening, Where]]:
        """Every table of every slot, and how people see it."""
        for row in self._rows:
            slot = self._ids[row.line]
            ends = row.ends.astimezone(ZoneInfo(row.starts.zone))
            where = Where(row.starts.local, ends, row.place, row.access, row.link)
            for n in range(row.tables):
                spelt = slot if row.tables == 1 else _table(slot, n)
                seats = row.seats or self._table
                yield Opening(spelt, slot, seats, row.mode, row.language), where

    def tables(self) -> list[str]:
        """The ids of all tables, in the order of the file."""
        return [opening.id for opening, _ in self.openings()]

    def tables_named(self, said: str) -> list[str]:
        """The tables somebody means by a table's id, a slot's, or a place, or by part of one."""
        word = plain(said)
        names = {
            opening.id: [plain(opening.id), plain(opening.slot), plain(where.place)]
            for opening, where in self.openings()
        }
        exact = [table for table, known in names.items() if word in known]
        part = [table for table, known in names.items() if any(word in name for name in known)]
        return (exact or part) if word else []

    def _named(self, rows: Rows[SlotRow]) -> dict[int, str]:
        """An id a row: its own, else its time, and its place where several share the time."""
        times = {row.line: f"{row.starts.date} {row.starts.time:%H:%M}" for row in rows.rows}
        counts = Counter(times.values())
        ids: dict[int, str] = {}
        taken: dict[str, int] = {}
        for row in rows.rows:
            time = times[row.line]
            where = f" {row.place or row.link or row.mode}" if counts[time] > 1 else ""
            ids[row.line] = row.id or time + where
            for name in _opened(ids[row.line], row.tables):
                first = taken.setdefault(plain(name), row.line)
                if first != row.line:
                    of, said = ("id", row.id) if row.id else ("date", ids[row.line])
                    fault = rows.fault(FaultKind.DOUBLED, row.line, of, said, str(first))
                    self.faults.append(fault)
                    break
        return ids


def _opened(slot: str, tables: int) -> list[str]:
    """A slot's id and the ids of its tables."""
    return [slot, *(_table(slot, n) for n in range(tables) if tables > 1)]


def _table(slot: str, n: int) -> str:
    return f"{slot} · table {n + 1}"
