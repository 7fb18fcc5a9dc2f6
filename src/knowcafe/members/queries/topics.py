"""What needs and know-how are about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowcafe.chapters.models import Chapter
from knowcafe.core.matching import COMPANY
from knowcafe.core.topics import Guesser, Tree, starting_tree
from knowcafe.phrases.fitting import because


@dataclass(frozen=True, slots=True)
class Guessed:
    """A topic somebody may mean, and the words of theirs that led to it."""

    topic: str
    label: str
    because: str


def tree_of(chapter: Chapter) -> Tree:  # noqa: ARG001 – chapters may get topics of their own
    """The topics a chapter's members need and know."""
    return starting_tree()


def is_topic(chapter: Chapter, topic: str) -> bool:
    """Something that can be needed: a topic of the tree, or company."""
    return topic == COMPANY or topic in {known.id for known in tree_of(chapter).topics}


def topic_label(chapter: Chapter, topic: str) -> str:
    """A topic as people read it; raises `KeyError` for an unknown one."""
    return _("Company") if topic == COMPANY else tree_of(chapter).label(topic)


def guesser(chapter: Chapter) -> Guesser:
    """What guesses a chapter's topics."""
    return Guesser(tree_of(chapter))


def guesses(chapter: Chapter, text: str) -> tuple[Guessed, ...]:
    """Three topics to tick, or none where nothing is recognised."""
    return tuple(
        Guessed(guess.topic, topic_label(chapter, guess.topic), because(guess.words))
        for guess in guesser(chapter).guess(text)
    )
