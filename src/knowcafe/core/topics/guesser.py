"""Three guesses, never one: the tree's words first, and what a chapter's corrections taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from knowcafe.core.topics.lexicon import Lexicon
from knowcafe.core.topics.memory import pack, unpack
from knowcafe.core.topics.model import Model
from knowcafe.core.topics.reading import Reading, read
from knowcafe.core.topics.sparse import Floats, unit
from knowcafe.core.topics.tree import Tree
from knowcafe.core.topics.words import is_english, phrase_of

_WORDS = 4

_SURE_COLD = 5.0
_SURE = 3.0
"""How sharply scores become shares, by the tree alone and once much is learned."""

_TREE = 0.25
"""What the tree's view still adds to what is learned from much."""

_HALFWAY = 60
"""So many corrected texts weigh as much as the tree."""

_WITHIN = 5.0
"""How sharply an area's share is divided among its topics."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic id, how sure (0 to 1, over all topics) and the words that led there, best first."""

    topic: str
    share: float
    words: tuple[str, ...]


class Guesser:
    """Guesses topics from a text. Never changed: learning returns a new one."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._lexicon = Lexicon(tree)
        self._areas = {area.id: i for i, area in enumerate(tree.areas)}
        self._topics = {topic.id: i for i, topic in enumerate(tree.topics)}
        self._area = np.array([self._areas[topic.area] for topic in tree.topics], dtype=np.intp)
        self._corrections: tuple[tuple[str, str], ...] = ()
        self._model: Model | None = None
        self._known = 0.0
        self._column: dict[int, int] = {}
        self._corrected: dict[str, list[int]] = {}

    def learn(self, corrections: Sequence[tuple[str, str]]) -> Guesser:
        """A guesser that also knows these pairs of a text and its topic.

        An area's id may stand for “one of its topics”. A text that comes with several topics is
        about all of them. An unknown id raises `KeyError`. Same corrections, same guesser.
        """
        better = Guesser(self.tree)
        better._corrections = (*self._corrections, *corrections)
        if better._corrections:
            better._study()
        return better

    def kept(self) -> bytes:
        """Everything that was learned, for `remembering`; the corrections themselves are not."""
        if self._model is None:
            return b""
        ids = [topic.id for topic in self.tree.topics]
        known = {
            "areas": list(self._areas),
            "topics": ids,
            "taught": [ids[topic] for topic in self._column],
            "corrected": {phrase: [ids[t] for t in at] for phrase, at in self._corrected.items()},
            "known": self._known,
        }
        return pack(known, self._model.arrays())

    @classmethod
    def remembering(cls, tree: Tree, kept: bytes) -> Guesser:
        """The guesser that was kept, to guess with; it begins anew where it is to learn.

        Raises `ValueError` where it was kept of another tree, or by another version.
        """
        guesser = cls(tree)
        if not kept:
            return guesser
        known, arrays = unpack(kept)
        if known["areas"] != list(guesser._areas) or known["topics"] != list(guesser._topics):
            raise ValueError("kept of another tree")
        guesser._model = Model.of(arrays)
        guesser._known = known["known"]
        topics, first = guesser._topics, len(guesser._areas)
        guesser._column = {topics[id_]: first + i for i, id_ in enumerate(known["taught"])}
        guesser._corrected = {
            phrase: [topics[id_] for id_ in ids] for phrase, ids in known["corrected"].items()
        }
        return guesser

    def guess(self, text: str, most: int = 3) -> tuple[Guess, ...]:
        """The likeliest topics, best first; none where nothing is recognised: choose by hand.

        Where the text names fewer than `most`, topics of the first one's area are offered too: the
        same words led to the area.
        """
        reading = read(text, self._lexicon)
        if not self._understands(reading):
            return ()
        shares = self._topic_shares(reading)
        ranked = [int(index) for index in np.argsort(-shares, kind="stable")]
        guesses = (self._guess(reading, index, float(shares[index])) for index in ranked)
        named = list(islice((guess for guess in guesses if guess.words), most))
        return tuple(named + self._neighbours(named, shares, ranked)[: most - len(named)])

    def areas(self, text: str) -> dict[str, float]:
        """Every area's share, by id; the same for all where nothing is recognised."""
        shares = self._area_shares(read(text, self._lexicon))
        return {area: float(shares[i]) for area, i in self._areas.items()}

    def about(self, text: str) -> Floats:
        """The tree's evidence for every topic, in its order, length one; zeros where none."""
        return unit(read(text, self._lexicon).evidence.topics)

    def _understands(self, reading: Reading) -> bool:
        """English, or mostly words that corrections have taught."""
        if is_english(reading.words):
            return True
        return self._model is not None and self._model.familiar(reading) >= 0.5

    def _guess(self, reading: Reading, index: int, share: float) -> Guess:
        return Guess(self.tree.topics[index].id, share, self._words(reading, index))

    def _neighbours(self, named: list[Guess], shares: Floats, ranked: Sequence[int]) -> list[Guess]:
        """The other topics of the first guess's area, likeliest first, by that guess's words."""
        if not named:
            return []
        first, taken = named[0], {guess.topic for guess in named}
        area = self._areas[self.tree.area_of(first.topic)]
        near = (index for index in ranked if self._area[index] == area)
        return [
            Guess(topic, float(shares[index]), first.words)
            for index in near
            if (topic := self.tree.topics[index].id) not in taken
        ]

    def _area_shares(self, reading: Reading) -> Floats:
        told = unit(reading.evidence.areas)
        if self._model is None:
            return _softmax(_SURE_COLD * told)
        learned = _SURE * (self._model.margins(reading)[: len(told)] + _TREE * told)
        return _softmax(self._known * learned + (1.0 - self._known) * _SURE_COLD * told)

    def _topic_shares(self, reading: Reading) -> Floats:
        """An area's share divided among its topics; what was corrected before gets half of all."""
        scores = unit(reading.evidence.topics)
        if self._model is not None:
            margins = self._model.margins(reading)
            for topic, column in self._column.items():
                scores[topic] += max(0.0, 1.0 + margins[column])
        parts = np.exp(_WITHIN * scores)
        sums = np.bincount(self._area, parts, minlength=len(self._areas))
        shares = np.asarray(self._area_shares(reading)[self._area] * parts / sums[self._area])
        corrected = self._corrected.get(phrase_of(reading.text))
        if corrected:
            shares /= 2.0
            shares[corrected] += 0.5 / len(corrected)
        return shares

    def _words(self, reading: Reading, topic: int) -> tuple[str, ...]:
        """What led to a topic: the tree's words, then learned ones, those that weigh most first."""
        found = reading.evidence.found.get(topic, {})
        words = sorted(found, key=lambda word: (-found[word], word))
        if self._model is not None and topic in self._column:
            learned = self._model.words(reading, self._column[topic])
            words += sorted(learned, key=lambda word: (-learned[word], word))
        return tuple(dict.fromkeys(words))[:_WORDS]

    def _study(self) -> None:
        texts: dict[str, set[str]] = {}
        for text, label in self._corrections:
            texts.setdefault(text, set()).add(label)
        taught = sorted(
            {self._topics[i] for ids in texts.values() for i in ids if i in self._topics}
        )
        self._column = {topic: len(self._areas) + i for i, topic in enumerate(taught)}
        for text, labels in texts.items():
            topics = sorted(self._topics[label] for label in labels if label in self._topics)
            self._corrected[phrase_of(text)] = topics
        signs = np.array([self._signs(labels) for labels in texts.values()])
        self._known = len(texts) / (len(texts) + _HALFWAY)
        self._model = Model([read(text, self._lexicon) for text in texts], signs)

    def _signs(self, labels: set[str]) -> Floats:
        """1 and −1 for the areas; the same for the topics, or 0 where only an area is known."""
        topics = [self._topics[label] for label in labels if label in self._topics]
        signs = np.full(len(self._areas) + len(self._column), -1.0)
        if not topics:
            signs[len(self._areas) :] = 0.0
        for label in labels:
            area = self.tree.area_of(label) if label in self._topics else label
            signs[self._areas[area]] = 1.0
        for topic in topics:
            signs[self._column[topic]] = 1.0
        return signs


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
