"""What corrections teach: lines between labels over words, their company and the tree's view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.topics.linear import Linear, learn
from knowcafe.core.topics.reading import Reading, Vocabulary, beside, dimensions_for
from knowcafe.core.topics.semantic import Space, space_of
from knowcafe.core.topics.sparse import Floats, Matrix, Row

Numbers = NDArray[Any]

_SOFTNESS = 0.06
_ROUNDS = 12


class Model:
    """Learned from readings and signs (texts × labels: 1 holds, −1 does not, 0 not known)."""

    def __init__(self, readings: Sequence[Reading], signs: Floats) -> None:
        self._whole = Vocabulary([reading.content() for reading in readings])
        self._head = Vocabulary([reading.headline() for reading in readings])
        wholes = [self._whole.row(reading.content()) for reading in readings]
        self._space: Space | None = None
        dimensions = dimensions_for(len(readings))
        if dimensions:
            self._space = space_of(Matrix.of(wholes, len(self._whole)), dimensions)
        rows = [self._row(reading) for reading in readings]
        dense = np.array([self._dense(reading) for reading in readings])
        width = len(self._whole) + len(self._head)
        self._linear: Linear = learn(
            Matrix.of(rows, width), dense, signs, softness=_SOFTNESS, rounds=_ROUNDS
        )

    @classmethod
    def of(cls, arrays: Mapping[str, Numbers]) -> Model:
        """One that was learned before, from what `arrays` gave."""
        model = cls.__new__(cls)
        model._whole = Vocabulary.of([str(w) for w in arrays["whole"]], arrays["whole_rarity"])
        model._head = Vocabulary.of([str(w) for w in arrays["head"]], arrays["head_rarity"])
        model._space = Space(arrays["space"]) if "space" in arrays else None
        model._linear = Linear(arrays["sparse"], arrays["dense"])
        return model

    def arrays(self) -> dict[str, Numbers]:
        """Everything that was learned, by name, to be kept."""
        kept = {
            "whole": np.array(self._whole.words, dtype=np.str_),
            "whole_rarity": self._whole.rarity,
            "head": np.array(self._head.words, dtype=np.str_),
            "head_rarity": self._head.rarity,
            "sparse": self._linear.sparse,
            "dense": self._linear.dense,
        }
        return kept if self._space is None else kept | {"space": self._space.directions}

    def margins(self, reading: Reading) -> Floats:
        """How far on each label's side a text stands, about −1 to 1."""
        return self._linear.margins(self._row(reading), self._dense(reading))

    def familiar(self, reading: Reading) -> float:
        """The share of a text's words that were in a text learned from; 0 of no words."""
        content = reading.content()
        return sum(word in self._whole.index for word in content) / max(1, len(content))

    def words(self, reading: Reading, label: int) -> dict[str, float]:
        """The words of a text that speak for a label, with how much."""
        row = self._row(reading)
        worth = row.values * self._linear.sparse[row.where, label]
        found: dict[str, float] = {}
        for place, value in zip(row.where, worth, strict=True):
            if value > 0:
                at = int(place)
                inside = at < len(self._whole)
                word = self._whole.words[at] if inside else self._head.words[at - len(self._whole)]
                found[word] = found.get(word, 0.0) + float(value)
        return found

    def _row(self, reading: Reading) -> Row:
        head = self._head.row(reading.headline())
        return beside(self._whole.row(reading.content()), head, len(self._whole))

    def _dense(self, reading: Reading) -> Floats:
        told = reading.told_by_tree()
        if self._space is None:
            return told
        return np.concatenate([told, self._space.place(self._whole.row(reading.content()))])
