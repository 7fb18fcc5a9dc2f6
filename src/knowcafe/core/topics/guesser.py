"""Three guesses, never one: the tree's words first, and what a chapter's corrections taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.lexicon import Evidence, Lexicon
from knowcafe.core.topics.linear import Floats, Linear, Row, learn, softmax
from knowcafe.core.topics.tree import Tree
from knowcafe.core.topics.words import ENGLISH, Word, is_english, words_of

_COLD = 1.0
_DECAY = 2e-4
_WORDS = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic id, how sure (0 to 1, over all topics) and the words that led there, best first."""

    topic: str
    share: float
    words: tuple[str, ...]


class Guesser:
    """Guesses topics from a text. Frozen: learning returns a new one."""

    def __init__(self, tree: Tree, corrections: Sequence[tuple[str, str]] = ()) -> None:
        self.tree = tree
        self._lexicon = Lexicon(tree)
        self._index = {topic.id: i for i, topic in enumerate(tree.topics)}
        self._corrections = tuple((text, topic) for text, topic in corrections)
        self._vocabulary: dict[str, int] = {}
        self._linear: Linear | None = None
        if self._corrections:
            self._learn()

    def learn(self, corrections: Sequence[tuple[str, str]]) -> Guesser:
        """A guesser that also knows these (text, topic id) pairs; a stranger's id is `KeyError`."""
        return Guesser(self.tree, [*self._corrections, *corrections])

    def guess(self, text: str, most: int = 3) -> tuple[Guess, ...]:
        """The likeliest topics, best first; none where nothing is recognised: choose by hand."""
        words = words_of(text)
        if not words or not is_english(words):
            return ()
        evidence = self._lexicon.read(text, words)
        row = self._row(words)
        logits = _COLD * evidence.scores
        if self._linear is not None:
            logits = logits + self._linear.logits(row)
        shares = softmax(logits)
        ranked = np.argsort(-shares, kind="stable")[:most]
        guesses = (self._guess(int(i), shares, evidence) for i in ranked)
        return tuple(g for g in guesses if g.words or (self._linear is not None and len(row[0])))

    def _guess(self, index: int, shares: Floats, evidence: Evidence) -> Guess:
        found = evidence.found.get(index, {})
        words = sorted(found, key=lambda w: (-found[w], w))[:_WORDS]
        return Guess(self.tree.topics[index].id, float(shares[index]), tuple(words))

    def _learn(self) -> None:
        texts = [words_of(text) for text, _ in self._corrections]
        for words in texts:
            for feature in _features(words):
                self._vocabulary.setdefault(feature, len(self._vocabulary))
        truths = np.zeros((len(texts), len(self._index)))
        for at, (_, topic) in enumerate(self._corrections):
            truths[at, self._index[topic]] = 1.0
        offsets = np.array(
            [
                _COLD * self._lexicon.read(text, words).scores
                for (text, _), words in zip(self._corrections, texts, strict=True)
            ]
        )
        rows = [self._row(words) for words in texts]
        self._linear = learn(rows, truths, offsets, len(self._vocabulary), decay=_DECAY)

    def _row(self, words: list[Word]) -> Row:
        counts = Counter(f for f in _features(words) if f in self._vocabulary)
        where = np.array([self._vocabulary[f] for f in counts], dtype=np.intp)
        values = 1.0 + np.log(np.array(list(counts.values()), dtype=np.float64))
        return where, values / max(1e-9, float(np.sqrt(values @ values)))


def _features(words: list[Word]) -> Iterable[str]:
    content = [word.form for word in words if word.form not in ENGLISH]
    yield from content
    yield from (f"{a} {b}" for a, b in zip(content, content[1:], strict=False))
