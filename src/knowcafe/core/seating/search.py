"""Swaps of two people in one round, annealed over all rounds still to come at once.

Simulated annealing as in Kirkpatrick, Gelatt and Vecchi (1983), with the change a swap makes
worked out from the counts of who met whom, not from the whole plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from knowcafe.core.seating.judge import UNIT, price_of_a_move, prices
from knowcafe.core.seating.wishes import Tables, Wishes

BATCH = 2048
HOT, COLD = 0.5 * UNIT, 0.004 * UNIT


class Search:
    """Rounds that are being improved; remembers the best it has seen."""

    def __init__(self, wish: Wishes, rounds: Sequence[Tables], rng: Generator) -> None:
        self.wish, self.rng = wish, rng
        self.rounds = [[list(here) for here in tables] for tables in rounds]
        self.at = [{p: t for t, h in enumerate(tables) for p in h} for tables in self.rounds]
        self.price = prices(wish)
        self.counts = [[0] * len(wish.people) for _ in wish.people]
        for tables in [*wish.held, *self.rounds]:
            for here in tables:
                for p in here:
                    for q in here:
                        self.counts[p][q] += p != q
        self.now = self.least = 0.0
        self.best = self.copied()

    def copied(self) -> list[Tables]:
        """The rounds as they are now."""
        return [[list(here) for here in tables] for tables in self.rounds]

    def change(self, number: int, p: int, q: int) -> float:
        """What it would cost if p and q, at two tables of a round, changed places."""
        at, tables = self.at[number], self.rounds[number]
        met_p, met_q = self.counts[p], self.counts[q]
        price_p, price_q = self.price[p], self.price[q]
        cost = 0.0
        for x in tables[at[p]]:
            if x != p:
                cost += price_q[x][met_q[x]] - price_p[x][met_p[x] - 1]
        for x in tables[at[q]]:
            if x != q:
                cost += price_p[x][met_p[x]] - price_q[x][met_q[x] - 1]
        return cost

    def swap(self, number: int, p: int, q: int) -> None:
        """Let p and q, at two tables of a round, change places."""
        at, tables, counts = self.at[number], self.rounds[number], self.counts
        a, b = at[p], at[q]
        for mine, yours, here in ((p, q, tables[a]), (q, p, tables[b])):
            here.remove(mine)
            for x in here:
                counts[mine][x] -= 1
                counts[x][mine] -= 1
                counts[yours][x] += 1
                counts[x][yours] += 1
        tables[a].append(q)
        tables[b].append(p)
        at[p], at[q] = b, a

    def anneal(self, steps: int, hot: float = HOT, cold: float = COLD) -> None:
        """Try `steps` swaps while it cools; then go back to the best seen."""
        free = self._free()
        if not free or not any(len(tables) > 1 for tables in self.rounds):
            return
        move = price_of_a_move(self.wish)
        said = [*self.wish.announced, *({} for _ in self.rounds)]
        for start in range(0, steps, BATCH):
            drawn = self.rng.integers(0, 1 << 30, (3, BATCH)).tolist()
            heat = self.rng.exponential(size=BATCH).tolist()
            for k in range(min(BATCH, steps - start)):
                number = drawn[0][k] % len(self.rounds)
                who = free[number]
                p, q = who[drawn[1][k] % len(who)], who[drawn[2][k] % len(who)]
                at = self.at[number]
                if at[p] == at[q]:
                    continue
                cost = self.change(number, p, q)
                if said[number]:
                    cost += move * _moved(said[number], p, q, at[p], at[q])
                warmth = hot * (cold / hot) ** ((start + k) / steps)
                if cost <= 0 or cost < warmth * heat[k]:
                    self.swap(number, p, q)
                    self.now += cost
                    if self.now < self.least - 1e-6:
                        self.least, self.best = self.now, self.copied()

    def _free(self) -> list[list[int]]:
        everybody = range(len(self.wish.people))
        return [[p for p in everybody if p not in fixed] for fixed in self.wish.fixed]


def _moved(said: dict[int, int], p: int, q: int, a: int, b: int) -> int:
    of_p, of_q = said.get(p, -1), said.get(q, -1)
    return (of_p == a) - (of_p == b) + (of_q == b) - (of_q == a)
