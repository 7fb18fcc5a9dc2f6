"""A text as numbers: its words, its first line's words, and what the tree says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.lexicon import Evidence, Lexicon
from knowcafe.core.topics.sparse import Floats, Row, unit
from knowcafe.core.topics.words import ENGLISH, Word, words_of

_AREA_WEIGHT = 2.0
_MANY = 1000
_DIMENSIONS = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read once: its words, where its first line ends, what the tree says of it."""

    text: str
    words: tuple[Word, ...]
    first_line: int
    evidence: Evidence

    def content(self) -> list[str]:
        """Words that may say something of the topic."""
        return [word.form for word in self.words if word.form not in ENGLISH]

    def headline(self) -> list[str]:
        """Those of the first line."""
        head = (word for word in self.words if word.start < self.first_line)
        return [word.form for word in head if word.form not in ENGLISH]

    def told_by_tree(self) -> Floats:
        """The tree's evidence as features: topics, then areas."""
        return np.concatenate(
            [unit(self.evidence.topics), _AREA_WEIGHT * unit(self.evidence.areas)]
        )


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a text once; without a line break all of it is its first line."""
    text = text.strip()
    words = tuple(words_of(text))
    end = text.find("\n")
    first_line = len(text) if end < 0 else end
    return Reading(text, words, first_line, lexicon.read(text, words, first_line))


class Vocabulary:
    """The words of some texts, numbered, each with its rarity (smoothed inverse frequency)."""

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        counts = Counter(word for words in texts for word in set(words))
        least = 2 if len(texts) >= _MANY else 1
        known = sorted(word for word, count in counts.items() if count >= least)
        self.index = {word: i for i, word in enumerate(known)}
        self.words = tuple(known)
        seen = np.array([counts[word] for word in known], dtype=np.float64)
        self.rarity = np.log((1 + len(texts)) / (1 + seen)) + 1.0

    @classmethod
    def of(cls, words: Sequence[str], rarity: Floats) -> Vocabulary:
        """One that was known before, word for word."""
        known = cls(())
        known.words, known.rarity = tuple(words), rarity
        known.index = {word: i for i, word in enumerate(words)}
        return known

    def __len__(self) -> int:
        return len(self.words)

    def row(self, words: Iterable[str]) -> Row:
        """Sub-linear counts times rarity, length one; words never seen are left out."""
        counts = Counter(self.index[word] for word in words if word in self.index)
        where = np.array(sorted(counts), dtype=np.intp)
        times = np.array([counts[int(i)] for i in where], dtype=np.float64)
        return Row(where, (1.0 + np.log(times)) * self.rarity[where]).unit()


def content_of(text: str) -> list[str]:
    """The words of a text that may say something of its topic."""
    return [word.form for word in words_of(text) if word.form not in ENGLISH]


def beside(left: Row, right: Row, width: int) -> Row:
    """Two rows next to each other, the left one `width` columns wide."""
    return Row(
        np.concatenate([left.where, right.where + width]),
        np.concatenate([left.values, right.values]),
    )


def dimensions_for(texts: int) -> int:
    """How many directions so many texts can tell apart."""
    return min(_DIMENSIONS, texts // 10)
