"""Who could help: what people have answered before, seen as topics and as words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from knowcafe.core.topics.guesser import Guesser
from knowcafe.core.topics.reading import Vocabulary, content_of
from knowcafe.core.topics.sparse import Floats, Matrix, Row, unit

_SHRINK = 100.0
"""So many average deeds are lent to everybody, which keeps newcomers modest."""

_LEAST_SHARE = 1e-4
_TOPIC_DAYS = 120.0
_WORD_DAYS = 365.0
_HEADLINE = 0.7


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody helped: with what (the need's words), what they said, and how many days ago."""

    person: str
    asked: str
    said: str = ""
    days_ago: float = 0.0


class Profiles:
    """What everybody's deeds say about them; how often somebody helps is no part of it."""

    def __init__(self, deeds: Sequence[Deed], guesser: Guesser) -> None:
        self.people = tuple(sorted({deed.person for deed in deeds}))
        self._place = {person: i for i, person in enumerate(self.people)}
        self._guesser = guesser
        asked = sorted({deed.asked for deed in deeds})
        self._vocabulary = Vocabulary([content_of(text) for text in asked])
        topics = {text: self._topic_row(text) for text in asked}
        words = {text: self._word_row(text) for text in asked}
        about = Matrix.of([topics[deed.asked] for deed in deeds], len(guesser.tree.topics))
        wide = len(self._vocabulary)
        needs = Matrix.of([words[deed.asked] for deed in deeds], wide)
        said = [self._vocabulary.row(content_of(deed.said)) for deed in deeds]
        self._topics = self._lift(about, self._decayed(deeds, _TOPIC_DAYS))
        recent = self._decayed(deeds, _WORD_DAYS)
        answers = Matrix.of(said, wide)
        self._words = unit((needs.turned().times(recent) + answers.turned().times(recent)).T).T

    def by_topics(self, text: str) -> dict[str, float]:
        """Everybody's lift by the topics of a text alone: 0 is like everyone, more is better."""
        return self._named(_seen(self._topic_row(text), self._topics))

    def by_words(self, text: str) -> dict[str, float]:
        """The cosine between a text and all that each person has been asked and has said."""
        return self._named(_seen(self._word_row(text), self._words))

    def rank(self, text: str, among: Collection[str]) -> list[str]:
        """Those of `among` with any deed, the likeliest helper first, by topics and words alike."""
        known = sorted(person for person in among if person in self._place)
        topics, words = self.by_topics(text), self.by_words(text)
        total = _standardised(np.array([topics[person] for person in known]))
        total = total + _standardised(np.array([words[person] for person in known]))
        return [known[int(i)] for i in np.argsort(-total, kind="stable")]

    def _topic_row(self, text: str) -> Row:
        about = self._guesser.about(text)
        where = np.flatnonzero(about)
        return Row(where, about[where])

    def _word_row(self, text: str) -> Row:
        """All words of a text, and those of its first line again."""
        headline = self._vocabulary.row(content_of(text.strip().partition("\n")[0]))
        return self._vocabulary.row(content_of(text)).plus(headline, _HEADLINE).unit()

    def _lift(self, about: Matrix, decayed: Floats) -> Floats:
        """Topics × people: a person's share of a topic beyond everyone's, shrunk to 0."""
        sums, counts = about.turned().times(decayed), decayed.sum(axis=0)
        totals = np.bincount(about.where, about.values, minlength=about.width)[:, None]
        usual = np.asarray(totals / max(1, len(about)))
        lift = (sums - counts * usual) / (counts + _SHRINK)
        return np.asarray(lift / np.sqrt(usual + _LEAST_SHARE))

    def _decayed(self, deeds: Sequence[Deed], half_life: float) -> Floats:
        """Deeds × people: 1 for a deed of today in its doer's column, half after a half-life."""
        weights = np.zeros((len(deeds), len(self.people)))
        for at, deed in enumerate(deeds):
            weights[at, self._place[deed.person]] = 0.5 ** (deed.days_ago / half_life)
        return weights

    def _named(self, scores: Floats) -> dict[str, float]:
        return {person: float(scores[i]) for person, i in self._place.items()}


def _seen(row: Row, features: Floats) -> Floats:
    return np.asarray(row.values @ features[row.where])


def _standardised(values: Floats) -> Floats:
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread else np.zeros(len(values))
