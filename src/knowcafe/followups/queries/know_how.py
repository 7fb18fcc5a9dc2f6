"""A chapter's know-how, for its members: what was found out at its tables, without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, ChapterQuerySet
from knowcafe.floor import queries as floor
from knowcafe.floor.queries import Insight
from knowcafe.members.queries import is_topic, topic_label
from knowcafe.phrases import know_how as words


@dataclass(frozen=True, slots=True)
class Known:
    """One take-away; `topic` is its label, if it has one."""

    id: int
    kind: str
    topic: str
    text: str
    month: str


@dataclass(frozen=True, slots=True)
class KnowHow:
    """What a search found, still to be told row by row, and what else could be looked for.

    `kinds` are those that occur with how many, `topics` those that occur, by id, by their labels.
    """

    chapter: Chapter
    found: Sequence[Insight]
    kinds: tuple[tuple[str, str, int], ...]
    topics: tuple[tuple[str, str], ...]
    total: int

    def told(self, rows: Sequence[Insight]) -> tuple[Known, ...]:
        """A page of what was found, in words."""
        said = words.kinds()
        return tuple(
            Known(
                id=row.pk,
                kind=said[row.kind],
                topic=_label(self.chapter, row.topic),
                text=row.text,
                month=words.month(self.chapter.on_the_wall(row.said_at)),
            )
            for row in rows
        )


def chapters_of(person: Person | None) -> ChapterQuerySet:
    """Those whose know-how somebody may read: where they belong; for a lead all."""
    if person is None:
        return Chapter.objects.none()
    return (
        Chapter.objects.all() if person.is_lead else Chapter.objects.filter(member__person=person)
    )


def know_how(chapter: Chapter, *, search: str, kind: str, topic: str) -> KnowHow:
    """The newest first."""
    everything = list(floor.know_how(chapter).values_list("kind", "topic"))
    counted = [(id_, label, sum(k == id_ for k, _t in everything)) for id_, label in
               words.kinds().items()]  # fmt: skip
    labels = {id_: _label(chapter, id_) for _kind, id_ in everything}
    by_label = sorted(labels.items(), key=lambda row: row[1].casefold())
    return KnowHow(
        chapter=chapter,
        found=list(floor.know_how(chapter, search, kind=kind, topic=topic)),
        kinds=tuple(row for row in counted if row[2]),
        topics=tuple((id_, label) for id_, label in by_label if label),
        total=len(everything),
    )


def take_away(chapter: Chapter, insight: int) -> tuple[Insight, Known] | None:
    """One of a chapter's, and in words; None once it has been taken out."""
    row = floor.know_how(chapter).select_related("chapter").filter(pk=insight).first()
    if row is None:
        return None
    return row, know_how(chapter, search="", kind="", topic="").told([row])[0]


def _label(chapter: Chapter, topic: str) -> str:
    return topic_label(chapter, topic) if topic and is_topic(chapter, topic) else ""
