"""What the tree alone says of a text: the topics whose words stand in it, before any learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.sparse import Floats
from knowcafe.core.topics.tree import Topic, Tree
from knowcafe.core.topics.words import ENGLISH, Word, phrase_of

_HINT = 0.3
"""Weight of a noisy word beside a synonym's 1."""

_LONGER = 0.3
"""What each further word of a phrase adds: the longer, the surer."""

_SHARED = 0.25
"""A word of n topics counts n to the power of minus this for each."""

_FIRST_LINE = 8.0
"""Weight of the first line beside the rest: people put the matter first."""

_SIBLINGS = 1.6
"""Norm by which the topics of an area add up: between their sum (1) and the best of them (∞)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores by topic and by area, in the tree's order; and the words found for each topic."""

    topics: Floats
    areas: Floats
    found: dict[int, dict[str, float]]


class Lexicon:
    """The tree's words, ready to be found in texts."""

    def __init__(self, tree: Tree) -> None:
        self._entries: dict[str, dict[int, float]] = {}
        for index, topic in enumerate(tree.topics):
            for phrase, weight in _phrases(topic).items():
                self._entries.setdefault(phrase, {})[index] = weight
        self._longest: dict[str, int] = {}
        for phrase in self._entries:
            words = phrase.split()
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))
        order = [area.id for area in tree.areas]
        self._area = np.array([order.index(topic.area) for topic in tree.topics], dtype=np.intp)
        self._areas = len(order)

    def read(self, text: str, words: Sequence[Word], first_line: int) -> Evidence:
        """The evidence of a text whose first line ends at character `first_line`.

        A phrase counts at its full worth once and ever less when repeated.
        """
        topics = np.zeros(len(self._area))
        found: dict[int, dict[str, float]] = {}
        for phrase, (shown, times) in self._times(text, words, first_line).items():
            entries = self._entries[phrase]
            for index, weight in entries.items():
                worth = weight * float(np.log1p(times)) / len(entries) ** _SHARED
                topics[index] += worth
                found.setdefault(index, {})[shown] = worth
        sums = np.bincount(self._area, topics**_SIBLINGS, minlength=self._areas)
        return Evidence(topics, np.asarray(sums ** (1 / _SIBLINGS)), found)

    def _times(
        self, text: str, words: Sequence[Word], first_line: int
    ) -> dict[str, tuple[str, float]]:
        """Phrases found: as first written, and how often, the first line counting more."""
        times: dict[str, tuple[str, float]] = {}
        at = 0
        while at < len(words):
            length, phrase = self._match(words, at)
            if phrase:
                start, end = words[at].start, words[at + length - 1].end
                shown, before = times.get(phrase, (" ".join(text[start:end].split()), 0.0))
                times[phrase] = shown, before + (_FIRST_LINE if start < first_line else 1.0)
            at += length
        return times

    def _match(self, words: Sequence[Word], at: int) -> tuple[int, str]:
        """The longest phrase of the tree that starts here, with its length; or one step on."""
        for length in range(min(self._longest.get(words[at].form, 0), len(words) - at), 0, -1):
            phrase = " ".join(word.form for word in words[at : at + length])
            if phrase in self._entries:
                return length, phrase
        return 1, ""


def _phrases(topic: Topic) -> dict[str, float]:
    """Plain phrase to weight for everything that names a topic or leans to it."""
    weights = {phrase_of(hint): _HINT for hint in topic.hints}
    for name in (topic.label, topic.id, *topic.synonyms):
        phrase = phrase_of(name)
        weights[phrase] = 1.0 + _LONGER * phrase.count(" ")
    return {p: w for p, w in weights.items() if p and not ENGLISH.issuperset(p.split())}
