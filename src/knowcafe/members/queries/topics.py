"""What needs and know-how are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256

from django.utils.translation import gettext as _

from knowcafe import __version__
from knowcafe.chapters.models import Chapter
from knowcafe.core.matching import COMPANY
from knowcafe.core.topics import Guesser, Tree, starting_tree
from knowcafe.members.models import Lesson
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


def tree_digest(tree: Tree) -> str:
    """Changes with every word of a tree and with our version: then it is learned again."""
    return sha256(f"{__version__} {tree.areas!r}".encode()).hexdigest()


def guesser(chapter: Chapter) -> Guesser:
    """What guesses a chapter's topics, with what it was taught; nothing is learned here."""
    lesson = Lesson.objects.filter(chapter=chapter).values_list("pk", "learned_at").first()
    return _taught(*lesson) if lesson else _untaught()


@cache
def _untaught() -> Guesser:
    return Guesser(starting_tree())


@lru_cache(maxsize=16)
def _taught(lesson_id: int, _learned_at: datetime) -> Guesser:
    """Read once in every process after each lesson."""
    lesson = Lesson.objects.select_related("chapter").get(pk=lesson_id)
    tree = tree_of(lesson.chapter)
    if lesson.tree != tree_digest(tree):
        return _untaught()
    return Guesser.remembering(tree, bytes(lesson.taught))


def guesses(chapter: Chapter, text: str) -> tuple[Guessed, ...]:
    """Three topics to tick, or none where nothing is recognised."""
    return tuple(
        Guessed(guess.topic, topic_label(chapter, guess.topic), because(guess.words))
        for guess in guesser(chapter).guess(text)
    )
