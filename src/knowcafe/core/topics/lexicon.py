"""What the tree alone says of a text: the topics whose words stand in it, before any learning."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowcafe.core.topics.tree import Topic, Tree
from knowcafe.core.topics.words import ENGLISH, Word, phrase_of

_HINT = 0.25
"""Weight of a noisy word beside a synonym's 1."""

_LONGER = 0.5
"""What each further word of a phrase adds: the longer, the surer."""

_TITLE = 2.0
"""Weight of the first line beside the rest: people put the matter first."""


@dataclass(slots=True)
class Evidence:
    """Scores by topic (same order as the tree's) and, by topic, the words found with weights."""

    scores: NDArray[np.float64]
    found: dict[int, dict[str, float]] = field(default_factory=dict)


class Lexicon:
    """The tree's words, ready to be found in texts."""

    def __init__(self, tree: Tree) -> None:
        self._size = len(tree.topics)
        self._entries: dict[str, dict[int, float]] = {}
        for index, topic in enumerate(tree.topics):
            for phrase, weight in _phrases(topic).items():
                self._entries.setdefault(phrase, {})[index] = weight
        self._longest: dict[str, int] = {}
        for phrase in self._entries:
            words = phrase.split()
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def read(self, text: str, words: list[Word]) -> Evidence:
        """The evidence of a text; each phrase counts once at its full worth and then less."""
        evidence = Evidence(np.zeros(self._size))
        first_line = (text.lstrip().find("\n") + 1) or 0
        times: dict[str, float] = {}
        shown: dict[str, str] = {}
        at = 0
        while at < len(words):
            length, phrase = self._match(words, at)
            if phrase:
                weight = _TITLE if words[at].start < first_line else 1.0
                times[phrase] = times.get(phrase, 0.0) + weight
                shown.setdefault(phrase, text[words[at].start : words[at + length - 1].end])
            at += length
        for phrase, count in times.items():
            entries = self._entries[phrase]
            for index, weight in entries.items():
                worth = weight * np.log1p(count) / np.sqrt(len(entries))
                evidence.scores[index] += worth
                evidence.found.setdefault(index, {})[shown[phrase]] = worth
        return evidence

    def _match(self, words: list[Word], at: int) -> tuple[int, str]:
        """The longest phrase of the tree that starts here, with its length; or one step on."""
        for length in range(min(self._longest.get(words[at].form, 0), len(words) - at), 0, -1):
            phrase = " ".join(word.form for word in words[at : at + length])
            if phrase in self._entries:
                return length, phrase
        return 1, ""


def _phrases(topic: Topic) -> dict[str, float]:
    """Plain phrase to weight for everything that names a topic or leans to it."""
    weights: dict[str, float] = {}
    for hint in topic.hints:
        weights[phrase_of(hint)] = _HINT
    for name in (topic.label, topic.id, *topic.synonyms):
        phrase = phrase_of(name)
        weights[phrase] = 1.0 + _LONGER * phrase.count(" ")
    return {p: w for p, w in weights.items() if p and not all(x in ENGLISH for x in p.split())}
