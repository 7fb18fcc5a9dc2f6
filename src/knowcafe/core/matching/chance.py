"""Chance that repeats: a seeded stream of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from numpy.random import PCG64, Generator

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

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self.below(1 << 30) / (1 << 30)

    def pick(self, items: Sequence[int]) -> int:
        """One of `items`, each as likely."""
        return items[self.below(len(items))]

    def shuffled(self, items: Iterable[int]) -> list[int]:
        """`items` in any order, each as likely (Fisher and Yates)."""
        left = list(items)
        for k in range(len(left) - 1, 0, -1):
            j = self.below(k + 1)
            left[k], left[j] = left[j], left[k]
        return left
