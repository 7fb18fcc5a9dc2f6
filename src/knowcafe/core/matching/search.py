"""Local search: small moves, kept when nothing gets worse in the order of the objectives."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from knowcafe.core.matching.chance import Chance
from knowcafe.core.matching.instance import bits
from knowcafe.core.matching.state import State, Value

NEEDS = 4
"""So many objectives come before the comfort of the tables."""

HEAT = 12.0
"""Temperature at which annealing starts, in units of `_comfort`."""

MERGED = 12
"""Two tables are merged if so many people at most sit at both."""

ROUND_OFF = 6
"""So many people are asked to join a table where too few needs are answered."""


class Search:
    """Moves on one state. Each is tried, mended where it left somebody idle, and kept or undone."""

    def __init__(self, state: State, chance: Chance) -> None:
        self.state = state
        self.chance = chance
        self.inst = state.inst
        self.log: list[tuple[int, int, bool]] = []
        self.pairs = [(p, o) for p, os in enumerate(self.inst.allowed) for o in os]
        self.moves: list[Callable[[], bool]] = [self._shift, self._shift, self._swap, self._bring]
        if len(self.inst.openings) > 1:
            self.moves.append(self._merge)

    def climb(self, steps: int, *, calmly: bool = False) -> None:
        """Try `steps` moves and keep each that makes nothing worse, or `calmly` each that helps.

        New acquaintances alone are no reason to move anybody from a plan people know already.
        """
        best = self.state.value()
        for _ in range(steps if self.pairs else 0):
            if self._try():
                value = self.state.value()
                if value[:-1] > best[:-1] if calmly else value >= best:
                    best = value
                    continue
            self._undo()

    def anneal(self, steps: int) -> None:
        """Try `steps` moves; let the comfort of the tables get worse for a while to get better.

        Simulated annealing (Kirkpatrick et al. 1983) on the objectives after the needs, which
        themselves never get worse; ends at the best plan seen.
        """
        state = self.state
        now = best = state.value()
        seats = state.seats()
        for step in range(steps if self.pairs else 0):
            if self._try():
                value = state.value()
                loss = _comfort(now) - _comfort(value)
                heat = HEAT * (1 - step / steps)
                if value[:NEEDS] >= now[:NEEDS] and (
                    value[:NEEDS] > now[:NEEDS]
                    or loss <= 0
                    or self.chance.share() < exp(-loss / heat)
                ):
                    now = value
                    if now > best:
                        best, seats = now, state.seats()
                    continue
            self._undo()
        state.load(seats)

    def _try(self) -> bool:
        """Make one move and mend the tables it touched; False if it cannot stay."""
        self.log.clear()
        if not self.moves[self.chance.below(len(self.moves))]() or not self.log:
            return False
        touched = sorted({o for _, o, _ in self.log})
        for o in touched:
            self.log += [(p, o, False) for p in self.state.mend(o)]
        return all(self.state.is_sound(o) for o in touched)

    def _undo(self) -> None:
        for p, o, added in reversed(self.log):
            if added:
                self.state.drop(p, o)
            else:
                self.state.add(p, o)
        self.log.clear()

    def _add(self, p: int, o: int) -> bool:
        if not self.state.may_add(p, o):
            return False
        self.state.add(p, o)
        self.log.append((p, o, True))
        return True

    def _drop(self, p: int, o: int) -> bool:
        if self.inst.pinned[o] >> p & 1:
            return False
        self.state.drop(p, o)
        self.log.append((p, o, False))
        return True

    def _shift(self) -> bool:
        """Somebody takes a seat, leaves one, or changes table."""
        p, o = self.pairs[self.chance.below(len(self.pairs))]
        if self.state.at[o] >> p & 1:
            return self._drop(p, o)
        if self._add(p, o):
            return True
        return self._make_way(p, o) and self._add(p, o)

    def _make_way(self, p: int, o: int) -> bool:
        """P leaves what keeps them from o: a clash, or one café when the cap is reached."""
        inst = self.inst
        for s in bits(self.state.sits[p] & inst.clashes[o]):
            if not self._drop(p, s):
                return False
        if self.state.may_add(p, o):
            return True
        same = [s for s in bits(self.state.sits[p]) if inst.week[s] == inst.week[o]]
        return bool(same) and self._drop(p, self.chance.pick(same))

    def _swap(self) -> bool:
        """Two people change places."""
        p, o = self.pairs[self.chance.below(len(self.pairs))]
        here = self.state.at[o] & ~self.inst.pinned[o]
        if self.state.at[o] >> p & 1 or not here:
            return False
        q = self.chance.pick(bits(here))
        mine = bits(self.state.sits[p])
        self._drop(q, o)
        if not mine:
            return self._add(p, o)
        s = self.chance.pick(mine)
        if not self._drop(p, s) or not self._add(p, o):
            return False
        self._add(q, s)
        return True

    def _bring(self) -> bool:
        """A need and somebody who knows are brought to one table, others making room."""
        inst = self.inst
        if not self.state.open:
            return self._shift()
        n = self.chance.pick(bits(self.state.open))
        o = self.chance.pick(inst.where[n])
        helper = self.chance.pick(bits(inst.holders[o] & inst.helpers[n]))
        for p in (inst.owner[n], helper):
            if self.state.at[o] >> p & 1 or self._add(p, o):
                continue
            if not self._make_way(p, o):
                return False
            self._make_room(o, keep=1 << inst.owner[n] | 1 << helper)
            if not self._add(p, o):
                return False
        self._round_off(o)
        return True

    def _round_off(self, o: int) -> None:
        """Where too few needs are answered at o, ask a few more whom somebody there can help."""
        state, inst = self.state, self.inst
        if state.is_sound(o):
            return
        here = state.at[o]
        helped = [inst.owner[n] for h in bits(here) for n in inst.helped[h]]
        for _ in range(min(ROUND_OFF, len(helped))):
            p = self.chance.pick(helped)
            if not state.at[o] >> p & 1:
                self._add(p, o)
            if state.is_sound(o):
                return

    def _make_room(self, o: int, *, keep: int) -> None:
        loose = self.state.at[o] & ~self.inst.pinned[o] & ~keep
        if loose and self.state.at[o].bit_count() >= self.inst.openings[o].seats:
            self._drop(self.chance.pick(bits(loose)), o)

    def _merge(self) -> bool:
        """One table moves over to another; whoever cannot, stays at home."""
        o = self.chance.below(len(self.inst.openings))
        to = self.chance.below(len(self.inst.openings))
        leaving = bits(self.state.at[o] & ~self.inst.pinned[o])
        together = len(leaving) + self.state.at[to].bit_count()
        if o == to or not leaving or not self.state.at[to] or together > MERGED:
            return False
        for p in leaving:
            self._drop(p, o)
        for p in leaving:
            self._add(p, to)
        return True


def _comfort(value: Value) -> float:
    """The objectives after the needs in one figure, in squared empty seats; greater is better."""
    seated, balance, fresh = value[NEEDS:]
    return 20 * seated + balance + fresh / 2000
