"""The rules on which a weekly café is held and filled: what a rehearsal changes."""

from __future__ import annotations

from dataclasses import dataclass

from knowcafe.core.turnout.asking import DIAL, Table
from knowcafe.core.turnout.rehearsal.world import USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Terms:
    """Today's rules, or changed ones.

    `days`: so many before the café seats are given and members invited. `reserves`: at most so many
    people beyond the table, none without. `question`: everybody is asked the day before.
    `invitations`: to members who did not ask. The rest are levers: members who agreed to it are
    asked at `short_notice`; a wave leaves `earlier` before a holiday; who has no place is offered
    `next_week`; a `second_table` opens where a second facilitator is free. `weekday` 0 is a Monday;
    None, whatever day it is. At most `most_asked` are asked for one café (None: no limit), and
    nobody but in a share `may_ask` of the weeks. `calls_up`: the day before reserves are told to
    come and seats are offered, as many as make an even table likely; without, a freed seat goes to
    the first who waits, and that is all.
    """

    table: int = 10
    floor: int = 5
    dial: float = DIAL
    days: int = USUAL_DAYS
    reserves: int = 5
    question: bool = True
    invitations: bool = True
    short_notice: bool = False
    earlier: bool = False
    next_week: bool = False
    second_table: bool = False
    weekday: int | None = None
    most_asked: int | None = None
    may_ask: float = 1.0
    calls_up: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.floor <= self.table:
            raise ValueError(f"a floor of {self.floor} and a table of {self.table}")
        if not 2 <= self.days <= 21:
            raise ValueError("seats are given two days to three weeks ahead")
        if (self.most_asked or 0) < 0 or not 0 <= self.may_ask <= 1:
            raise ValueError("those who may be asked are counted, and weeks are a share")
        if self.reserves < 0 or not 0 <= self.dial <= 1:
            raise ValueError("reserves are counted and the dial is a share of cafés")

    def left(self, asked: int) -> int | None:
        """How many more may be asked; None where there is no limit, which a slice knows as well."""
        return None if self.most_asked is None else max(0, self.most_asked - asked)

    def tables(self, tables: int = 1) -> Table:
        """What is even: floor to table at one of them or at each of two."""
        return Table(self.floor, self.table, tables)
