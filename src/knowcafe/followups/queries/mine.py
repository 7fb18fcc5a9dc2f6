"""Somebody's own next steps, for their eyes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.followups.models import Commitment, Outcome, Unreminded
from knowcafe.phrases import next_steps as words

KEPT_FOR = timedelta(weeks=104)
"""So long after its café a next step is kept."""

JUST_NOW = timedelta(hours=24)
"""So long what somebody has said stands beside what is still open."""


@dataclass(frozen=True, slots=True)
class MyOutcome:
    """How it went; `heard` thanks for it."""

    id: int
    kind: str
    said: str
    line: str
    heard: str


@dataclass(frozen=True, slots=True)
class MyStep:
    """A next step in words; `outcome` is what they said last, if anything."""

    id: int
    words: str
    more: str
    day: str
    chapter: str
    by_when: str
    buddy: str
    outcome: MyOutcome | None


@dataclass(frozen=True, slots=True)
class MySteps:
    """Those nothing was said of yet, the newest first; what was said today; then the others."""

    open: tuple[MyStep, ...]
    latest: tuple[MyStep, ...]
    earlier: tuple[MyStep, ...]
    reminders: bool


def my_steps(person: Person, now: datetime) -> MySteps:
    """Of all their chapters."""
    rows = Commitment.objects.visible_to(person).filter(cafe__ends_at__gt=now - KEPT_FOR)
    newest = list(rows.select_related("cafe__chapter").order_by("-cafe__starts_at", "-pk"))
    last = _last_outcomes([row.pk for row in newest])
    told = {row.pk: _told(row, last.get(row.pk)) for row in newest}
    lately = {id_ for id_, outcome in last.items() if outcome.at > now - JUST_NOW}
    return MySteps(
        open=tuple(step for step in told.values() if not step.outcome),
        latest=tuple(told[row.pk] for row in newest if row.pk in lately),
        earlier=tuple(told[row.pk] for row in newest if row.pk in last.keys() - lately),
        reminders=gets_reminders(person),
    )


def my_step(commitment: Commitment) -> MyStep:
    """One of them, as its page shows it."""
    return _told(commitment, _last_outcomes([commitment.pk]).get(commitment.pk))


def step_of(person: Person, commitment_id: int) -> Commitment | None:
    """One of somebody's own."""
    mine = Commitment.objects.visible_to(person).filter(pk=commitment_id)
    return mine.select_related("chapter", "cafe__chapter", "person").first()


def gets_reminders(person: Person | None) -> bool:
    """Unless they have said that they want none."""
    return not Unreminded.objects.filter(person=person).exists()


def _last_outcomes(ids: list[int]) -> dict[int, Outcome]:
    rows = Outcome.objects.filter(commitment__in=ids).order_by("at", "pk")
    return {row.commitment_id: row for row in rows}


def _told(row: Commitment, last: Outcome | None) -> MyStep:
    more = words.in_full(cue=row.cue, action=row.action, obstacle=row.obstacle, plan=row.plan)
    return MyStep(
        id=row.pk,
        words=row.text,
        more="" if more == row.text else more,
        day=phrases.day(row.cafe.starts),
        chapter=row.cafe.chapter.name,
        by_when=words.by_when(row.on) if row.on else "",
        buddy=row.buddy,
        outcome=_outcome(last) if last else None,
    )


def _outcome(last: Outcome) -> MyOutcome:
    kind = str(last.kind)
    return MyOutcome(last.pk, kind, words.said()[kind], last.line, words.heard(kind))
