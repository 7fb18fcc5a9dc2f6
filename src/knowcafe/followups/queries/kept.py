"""How many did what they said: of all together, never of anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe.chapters.models import Chapter
from knowcafe.followups.models import Commitment, Outcome
from knowcafe.phrases import next_steps as words

AFTER_DAYS = (14, 30)
PERIOD = timedelta(weeks=26)

Kind = Outcome.Kind


@dataclass(frozen=True, slots=True)
class Kept:
    """Next steps so many days after their cafés, as people said themselves by then.

    `asked` had a letter by then, or answered without one. A step whose own day lay later was not
    due. `done` is kept; `changed` is an answer and neither kept nor broken.
    """

    days: int
    asked: int
    answered: int
    done: int
    partly: int
    dropped: int
    changed: int

    @property
    def rated(self) -> int:
        """What a rate is of."""
        return self.done + self.partly + self.dropped

    @property
    def words(self) -> str:
        return words.kept(
            days=self.days,
            asked=self.asked,
            answered=self.answered,
            done=self.done,
            rated=self.rated,
        )


def kept(chapter: Chapter, now: datetime) -> tuple[Kept, ...]:
    """After 14 and after 30 days, of the cafés of half a year; nothing of those nobody was asked
    about. Hosts and leads are told these numbers and no name.
    """
    rows = Commitment.objects.filter(chapter=chapter, cafe__ends_at__gt=now - PERIOD)
    mine = list(rows.exclude(person=None).select_related("cafe").order_by("pk"))
    outcomes: dict[int, list[Outcome]] = {}
    for outcome in Outcome.objects.filter(commitment__in=mine).order_by("at", "pk"):
        outcomes.setdefault(outcome.commitment_id, []).append(outcome)
    counted = (_kept(days, mine, outcomes, now) for days in AFTER_DAYS)
    return tuple(one for one in counted if one.asked)


def _kept(
    days: int, rows: list[Commitment], outcomes: dict[int, list[Outcome]], now: datetime
) -> Kept:
    said = Counter(_said(days, rows, outcomes, now))
    silent = said.pop("", 0)
    answered = sum(said.values())
    return Kept(
        days=days,
        asked=answered + silent,
        answered=answered,
        done=said[Kind.DONE],
        partly=said[Kind.PARTLY],
        dropped=said[Kind.DROPPED],
        changed=said[Kind.CHANGED],
    )


def _said(
    days: int, rows: list[Commitment], outcomes: dict[int, list[Outcome]], now: datetime
) -> Iterator[str]:
    """What was said last by then of each that was due and asked; empty for silence."""
    after = timedelta(days=days)
    for row in rows:
        then = row.cafe.ends_at + after
        if then > now or (row.on and row.on > row.cafe.on + after):
            continue
        by_then = [str(one.kind) for one in outcomes.get(row.pk, ()) if one.at <= then]
        letters = (row.on_asked_at, row.week_asked_at)
        if by_then or any(at and at <= then for at in letters):
            yield by_then[-1] if by_then else ""
