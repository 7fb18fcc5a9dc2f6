"""How a next step went, as its maker says it: one tap, one more line, and a way back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.followups import rules
from knowcafe.followups.models import Commitment, Outcome, Unreminded
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

LONGEST_LINE = 200


@transaction.atomic
def say_how_it_went(
    commitment: Commitment, *, kind: str, line: str, typed: str, by: Person | None, now: datetime
) -> None:
    """Done, partly, dropped or changed; the latest counts, and said twice it is said once."""
    _must_be_theirs(commitment, by=by, typed=typed)
    if kind not in Outcome.Kind.values:
        raise Refused(_("Done, partly, dropped or changed: choose one of them."))
    line = " ".join(line.split())[:LONGEST_LINE]
    last = Outcome.objects.filter(commitment=commitment).order_by("at", "pk").last()
    if last and (last.kind, last.line) == (kind, line):
        return
    Outcome.objects.create(commitment=commitment, kind=kind, line=line, at=now)
    _note("next_step.answered", commitment, now)


@transaction.atomic
def take_back(
    commitment: Commitment, *, outcome_id: int, typed: str, by: Person | None, now: datetime
) -> None:
    """A slip of the finger: this answer was never given, and the one before it counts again."""
    _must_be_theirs(commitment, by=by, typed=typed)
    if Outcome.objects.filter(commitment=commitment, pk=outcome_id).delete()[0]:
        _note("next_step.taken_back", commitment, now)


@transaction.atomic
def forget_step(commitment: Commitment, *, typed: str, by: Person | None, now: datetime) -> None:
    """Not theirs, or typed wrongly: it is gone, and nobody is asked about it."""
    _must_be_theirs(commitment, by=by, typed=typed)
    about = Commitment.objects.filter(pk=commitment.pk)
    if about.exists():
        _note("next_step.forgotten", commitment, now)
        about.delete()


@transaction.atomic
def stop_reminders(person: Person, *, now: datetime) -> None:
    """No letters about next steps any more, of any chapter; the link of a letter is enough."""
    _row, is_new = Unreminded.objects.get_or_create(person=person, defaults={"since": now})
    if is_new:
        journal.record("reminders.stopped", at=now, by_id=person.pk, about_id=person.pk)


@transaction.atomic
def allow_reminders(person: Person, *, now: datetime) -> None:
    """As before."""
    if Unreminded.objects.filter(person=person).delete()[0]:
        journal.record("reminders.allowed", at=now, by_id=person.pk, about_id=person.pk)


def _must_be_theirs(commitment: Commitment, *, by: Person | None, typed: str) -> None:
    if not rules.can_answer(by, commitment, typed=typed):
        raise Refused(_("Those are not the two digits beside the link in our mail; look again."))


def _note(verb: str, commitment: Commitment, now: datetime) -> None:
    """That they said something, not what."""
    journal.record(
        verb,
        at=now,
        chapter_id=commitment.chapter_id,
        by_id=commitment.person_id,
        about_id=commitment.pk,
    )
