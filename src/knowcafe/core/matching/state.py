"""A plan in the making: who sits where, and what it is worth, kept current seat by seat."""

from __future__ import annotations

from knowcafe.core.matching.instance import Instance, bits
from knowcafe.core.matching.plan import LOAD_WEIGHT

Value = tuple[int, ...]
"""The objectives in their order, each so that greater is better; as `Score.key()`."""


class State:
    """Who sits in each opening, with the value of it all. `add` and `drop` keep every sum current.

    at[o]: bits of the people in o; sits[p]: bits of the openings p sits in. answered[n]: bits of
    the openings in which need n is answered; open: bits of the needs within reach that are not.
    unserved: bits of the people who could be helped and are not. worst_cap: waits up to this one
    count as equally long (another part of the same plan has one as long already). together: how
    many tables a pair of people shares.
    """

    def __init__(self, inst: Instance) -> None:
        self.inst = inst
        self.at = [0] * len(inst.openings)
        self.sits = [0] * len(inst.people)
        self.answered = [0] * len(inst.needs)
        self.met_of = [0] * len(inst.people)
        self.together: dict[int, int] = {}
        self.unserved = sum(1 << p for p, weeks in enumerate(inst.wait) if weeks >= 0)
        self.open = sum(1 << n for n, where in enumerate(inst.where) if where)
        self.urgent = self.needs = self.relieved = self.seated = self.fresh = 0
        self.balance = 0
        self.worst_cap = -1
        waits = sorted({weeks for weeks in inst.wait if weeks >= 0}, reverse=True)
        self._waits = [
            (weeks, sum(1 << p for p, w in enumerate(inst.wait) if w == weeks)) for weeks in waits
        ]

    def seats(self) -> list[int]:
        """Bits of the people in each opening; `load` brings them back."""
        return list(self.at)

    def load(self, at: list[int]) -> None:
        """Change this state until it seats exactly `at`."""
        for o, wanted in enumerate(at):
            for p in bits(self.at[o] & ~wanted):
                self.drop(p, o)
        for o, wanted in enumerate(at):
            for p in bits(wanted & ~self.at[o]):
                self.add(p, o)

    def value(self) -> Value:
        """The objectives as they stand, the longest wait no shorter than `worst_cap`."""
        return (
            self.urgent,
            -max(self.worst(), self.worst_cap),
            self.needs,
            self.relieved,
            self.seated,
            -self.balance,
            self.fresh,
        )

    def worst(self) -> int:
        """Longest wait among people who could be helped and are not, -1 if there is none."""
        return next((weeks for weeks, people in self._waits if self.unserved & people), -1)

    def add(self, p: int, o: int) -> None:
        """Seat p in o. Whether that is allowed is asked before (`may_add`)."""
        inst = self.inst
        here = self.at[o]
        for n in inst.owned[p]:
            if here & inst.helpers[n]:
                self._answer(n, o)
        if here & inst.owners[p]:
            for n in inst.helped[p]:
                if here >> inst.owner[n] & 1 and not self.answered[n] >> o & 1:
                    self._answer(n, o)
        for q in bits(here):
            pair = inst.pair(p, q)
            times = self.together.get(pair, 0)
            self.together[pair] = times + 1
            if not times:
                self.fresh += inst.fresh(pair)
        self._weigh(p, o, here, +1)
        if not self.sits[p] and inst.owned[p]:
            self.seated += 1
        self.at[o] = here | 1 << p
        self.sits[p] |= 1 << o

    def drop(self, p: int, o: int) -> None:
        """Take p out of o."""
        inst = self.inst
        here = self.at[o] = self.at[o] & ~(1 << p)
        self.sits[p] &= ~(1 << o)
        for n in inst.owned[p]:
            if self.answered[n] >> o & 1:
                self._unanswer(n, o)
        if here & inst.owners[p]:
            for n in inst.helped[p]:
                if self.answered[n] >> o & 1 and not here & inst.helpers[n]:
                    self._unanswer(n, o)
        for q in bits(here):
            pair = inst.pair(p, q)
            times = self.together[pair] = self.together[pair] - 1
            if not times:
                self.fresh -= inst.fresh(pair)
        self._weigh(p, o, here, -1)
        if not self.sits[p] and inst.owned[p]:
            self.seated -= 1

    def _weigh(self, p: int, o: int, here: int, sign: int) -> None:
        """Account for p joining (+1) or having left (-1) the others `here` at o."""
        seats = self.inst.openings[o].seats
        heads = here.bit_count()
        before = (seats - heads) ** 2 if heads else 0
        change = (seats - heads - 1) ** 2 - before
        if self.inst.professionals >> p & 1:
            change += LOAD_WEIGHT * (2 * self.sits[p].bit_count() + 1)
        self.balance += sign * change

    def _answer(self, n: int, o: int) -> None:
        inst, had = self.inst, self.answered[n]
        self.answered[n] = had | 1 << o
        if had:
            low = had & -had
            if 1 << o < low:
                self.relieved += inst.delay[low.bit_length() - 1] - inst.delay[o]
            return
        p = inst.owner[n]
        self.open &= ~(1 << n)
        self.needs += 1
        self.urgent += inst.needs[n].urgent
        self.relieved += inst.value[n] - inst.delay[o]
        self.met_of[p] += 1
        if self.met_of[p] == 1:
            self.unserved &= ~(1 << p)

    def _unanswer(self, n: int, o: int) -> None:
        inst, left = self.inst, self.answered[n] & ~(1 << o)
        self.answered[n] = left
        if left:
            low = left & -left
            if 1 << o < low:
                self.relieved -= inst.delay[low.bit_length() - 1] - inst.delay[o]
            return
        p = inst.owner[n]
        self.open |= (1 << n) if inst.where[n] else 0
        self.needs -= 1
        self.urgent -= inst.needs[n].urgent
        self.relieved -= inst.value[n] - inst.delay[o]
        self.met_of[p] -= 1
        if self.met_of[p] == 0 and inst.wait[p] >= 0:
            self.unserved |= 1 << p

    def may_add(self, p: int, o: int) -> bool:
        """Whether p may take a seat in o: free, no clash, caps, a seat left, nobody apart."""
        inst = self.inst
        here = self.at[o]
        if here >> p & 1 or not inst.holders[o] >> p & 1 or inst.apart[p] & here:
            return False
        if here.bit_count() >= inst.openings[o].seats or inst.clashes[o] & self.sits[p]:
            return False
        person = inst.people[p]
        sits = bits(self.sits[p])
        if person.cap_total is not None and len(sits) >= person.cap_total:
            return False
        return sum(inst.week[s] == inst.week[o] for s in sits) < person.cap

    def mend(self, o: int) -> list[int]:
        """Send home from o whom nothing keeps there; returns those who left."""
        inst = self.inst
        left: list[int] = []
        while True:
            loose = self.at[o] & ~inst.pinned[o]
            few = self.at[o].bit_count() < inst.problem.limits.fewest and loose == self.at[o]
            idle = [p for p in bits(loose) if few or self._is_idle(p, o)]
            if not idle:
                return left
            for p in idle:
                self.drop(p, o)
            left += idle

    def _is_idle(self, p: int, o: int) -> bool:
        return not self.inst.owned[p] and not self.at[o] & self.inst.owners[p]

    def is_sound(self, o: int) -> bool:
        """Whether the table at o keeps the limits, with nobody idle at it."""
        inst, here = self.inst, self.at[o]
        if not here:
            return True
        limits, pinned = inst.problem.limits, inst.pinned[o]
        heads = here.bit_count()
        if heads < limits.fewest and not here & pinned:
            return False
        loose = here & ~pinned
        if (loose & inst.professionals).bit_count() * 100 > limits.professional_percent * heads:
            return False
        brought = helped = 0
        for p in bits(loose):
            mine = inst.owned[p]
            if not mine:
                if not here & inst.owners[p]:
                    return False
                continue
            brought += 1
            helped += any(self.answered[n] >> o & 1 for n in mine)
        return helped * 100 >= limits.helped_percent * brought
