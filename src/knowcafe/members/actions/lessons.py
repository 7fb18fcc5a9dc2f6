"""What corrections teach: learned by the timetable, never while somebody waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from knowcafe.chapters.models import Chapter
from knowcafe.core.topics import Guesser
from knowcafe.members import queries
from knowcafe.members.models import Correction, Lesson

MOST_LEARNED = 2000
"""The latest of a chapter: a second or two of work."""


def learn_topics(*, now: datetime) -> int:
    """Learn anew for every chapter with corrections we do not know yet; returns how many."""
    return sum(_learn(chapter, now=now) for chapter in Chapter.objects.order_by("pk"))


def _learn(chapter: Chapter, *, now: datetime) -> bool:
    """It thinks outside of any transaction, and saves one row."""
    corrections = Correction.objects.filter(chapter=chapter)
    seen = corrections.aggregate(last=Max("pk"), count=Count("pk"))
    tree = queries.tree_of(chapter)
    digest = queries.tree_digest(tree)
    before = Lesson.objects.filter(chapter=chapter).first()
    known = (before.learned_to, before.learned_of, before.tree) if before else (0, 0, digest)
    if known == (seen["last"] or 0, seen["count"], digest):
        return False
    latest = corrections.order_by("-pk").values_list("text", "topic")[:MOST_LEARNED]
    topics = {topic.id for topic in tree.topics}
    pairs = [(text, topic) for text, topic in latest if topic in topics]
    taught = Guesser(tree).learn(pairs[::-1]).kept()
    _keep(chapter, seen["last"] or 0, seen["count"], digest, taught, now=now)
    return True


@transaction.atomic
def _keep(
    chapter: Chapter, last: int, count: int, digest: str, taught: bytes, *, now: datetime
) -> None:
    Lesson.objects.update_or_create(
        chapter=chapter,
        defaults={
            "learned_to": last,
            "learned_of": count,
            "tree": digest,
            "taught": taught,
            "learned_at": now,
        },
    )
