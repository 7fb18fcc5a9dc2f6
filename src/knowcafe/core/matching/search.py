"""Local search: small moves, kept when nothing gets worse in the order of the objectives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from numpy.random import PCG64, Generator

from knowcafe.core.matching.instance import Instance, bits
from knowcafe.core.matching.state import State

BATCH = 4096


class Chance:
    """A seeded stream of whole numbers below a bound, drawn in batches because that is quicker."""

    def __init__(self, seed: Sequence[int]) -> None:
        self._rng = Generator(PCG64(list(seed)))
        self._drawn: list[int] = []

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` − 1."""
        if not self._drawn:
            self._drawn = self._rng.integers(0, 1 << 62, BATCH).tolist()
        return self._drawn.pop() % bound

    def pick(self, items: Sequence[int]) -> int:
        return items[self.below(len(items))]


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

    def run(self, steps: int) -> None:
        """Try `steps` moves."""
        if not self.pairs:
            return
        state, moves, count = self.state, self.moves, len(self.moves)
        best = state.value()
        for _ in range(steps):
            self.log.clear()
            if not moves[self.chance.below(count)]() or not self.log:
                self._undo()
                continue
            touched = {o for _, o, _ in self.log}
            for o in sorted(touched):
                self.log += [(p, o, False) for p in state.mend(o)]
            value = state.value()
            if value >= best and all(state.is_sound(o) for o in touched):
                best = value
            else:
                self._undo()

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
        """p leaves what keeps them from o: a clash, or one café when the cap is reached."""
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
        if not self._drop(q, o):
            return False
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
        open_needs = [
            n for n, where in enumerate(inst.where) if where and not self.state.answered[n]
        ]
        if not open_needs:
            return self._shift()
        n = self.chance.pick(open_needs)
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
        return True

    def _make_room(self, o: int, *, keep: int) -> None:
        loose = self.state.at[o] & ~self.inst.pinned[o] & ~keep
        if loose and self.state.at[o].bit_count() >= self.inst.openings[o].seats:
            self._drop(self.chance.pick(bits(loose)), o)

    def _merge(self) -> bool:
        """One table moves over to another; whoever cannot, stays at home."""
        o = self.chance.below(len(self.inst.openings))
        to = self.chance.below(len(self.inst.openings))
        leaving = bits(self.state.at[o] & ~self.inst.pinned[o])
        if o == to or not leaving or not self.state.at[to]:
            return False
        for p in leaving:
            self._drop(p, o)
        for p in leaving:
            self._add(p, to)
        return True


def chance_for(inst: Instance, seed: int) -> Chance:
    """The stream for one part of a plan: the same for the same content, whatever stands beside."""
    return Chance((seed & (1 << 63) - 1, inst.signature))
