"""The topics people can need or know: twelve areas of six to start with, and more per chapter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from knowcafe.core.topics.words import phrase_of


class BadTree(ValueError):
    """A tree with a doubled id, or a topic without an area; says which."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to need or to know.

    Ids are for ever: labels and words may change, what was stored keeps its meaning.
    `synonyms` name the topic; `hints` are noisy words (“idea”, “support”) that merely lean to it.
    """

    id: str
    label: str
    area: str
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A family of topics."""

    id: str
    label: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Tree:
    """Areas and their topics, in the order in which they are shown."""

    areas: tuple[Area, ...]
    _by_id: dict[str, Topic] = field(init=False, repr=False, compare=False)
    _by_phrase: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raise `BadTree` where an id is doubled or a topic stands in an area not its own."""
        doubled = [i for i, n in Counter(t.id for t in self.topics).items() if n > 1]
        doubled += [i for i, n in Counter(a.id for a in self.areas).items() if n > 1]
        strays = [t.id for a in self.areas for t in a.topics if t.area != a.id]
        if doubled or strays:
            raise BadTree(f"doubled or in the wrong area: {', '.join(doubled + strays)}")
        object.__setattr__(self, "_by_id", {t.id: t for t in self.topics})
        object.__setattr__(self, "_by_phrase", self._phrases())

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(topic for area in self.areas for topic in area.topics)

    def label(self, topic_id: str) -> str:
        """What people read; raises `KeyError` for an unknown topic."""
        return self._by_id[topic_id].label

    def area_of(self, topic_id: str) -> str:
        """The id of a topic's area; raises `KeyError` for an unknown topic."""
        return self._by_id[topic_id].area

    def find(self, text: str) -> str | None:
        """The topic a person means who types its id, label or one of its words, in any spelling."""
        return self._by_phrase.get(phrase_of(text))

    def with_topics(self, topics: Iterable[Topic]) -> Tree:
        """A tree with a chapter's own topics as well; a new area appears with its first topic.

        A topic whose id is taken raises `BadTree`: ids are for ever.
        """
        added = tuple(topics)
        known = {area.id for area in self.areas}
        new = dict.fromkeys(topic.area for topic in added if topic.area not in known)
        areas = self.areas + tuple(Area(i, i.replace("-", " ").capitalize(), ()) for i in new)
        return Tree(
            tuple(
                replace(area, topics=area.topics + tuple(t for t in added if t.area == area.id))
                for area in areas
            )
        )

    def _phrases(self) -> dict[str, str]:
        """Plain phrase to topic id; a name goes before a synonym, a synonym before a hint."""
        found: dict[str, str] = {}
        for kind in (lambda t: (t.id, t.label), lambda t: t.synonyms, lambda t: t.hints):
            for topic in self.topics:
                for text in kind(topic):
                    found.setdefault(phrase_of(text), topic.id)
        found.pop("", None)
        return found


@cache
def starting_tree() -> Tree:
    """The 72 topics every chapter starts with."""
    content = files("knowcafe.core.topics").joinpath("tree.json").read_text(encoding="utf-8")
    return Tree(
        tuple(
            Area(area["id"], area["label"], tuple(_topic(t, area["id"]) for t in area["topics"]))
            for area in json.loads(content)["areas"]
        )
    )


def _topic(row: dict[str, list[str]], area: str) -> Topic:
    return Topic(
        str(row["id"]), str(row["label"]), area, tuple(row["synonyms"]), tuple(row["hints"])
    )
