"""Who else may run a café, and who sat with whom while it was held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.models import Cafe, Facilitator, Met
from knowcafe.cafes.queries.met import REMEMBERED
from knowcafe.chapters import rules as chapters
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def let_run(cafe: Cafe, person: Person, *, by: Person | None, now: datetime) -> None:
    """Somebody may run this café, and no other, beside its hosts."""
    _must_host(cafe, by)
    _row, is_new = Facilitator.objects.get_or_create(cafe=cafe, person=person)
    if is_new:
        _record("cafe.let-run", cafe, by=by, now=now)


@transaction.atomic
def stop_running(cafe: Cafe, person: Person, *, by: Person | None, now: datetime) -> None:
    """They run it no more."""
    _must_host(cafe, by)
    if Facilitator.objects.filter(cafe=cafe, person=person).delete()[0]:
        _record("cafe.stop-running", cafe, by=by, now=now)


@transaction.atomic
def note_met(
    cafe: Cafe, *, rounds: Mapping[frozenset[int], int], by: Person | None, now: datetime
) -> None:
    """In how many rounds two people shared a table, by their ids; who is gone is left out.

    Said again of the same evening it takes the place of what was said before.
    """
    if not rules.can_run(by, cafe):
        raise Refused(_("Only those who run this café may note who sat with whom."))
    ids = {person for pair in rounds for person in pair}
    known = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    pairs = [(sorted(pair), times) for pair, times in rounds.items() if pair <= known]
    Met.objects.bulk_create(
        [
            Met(chapter_id=cafe.chapter_id, one_id=one, other_id=other, on=cafe.on, times=times)
            for (one, other), times in pairs
        ],
        update_conflicts=True,
        unique_fields=["chapter", "one", "other", "on"],
        update_fields=["times"],
    )
    _record("cafe.met", cafe, by=by, now=now)


@transaction.atomic
def forget_meetings(*, now: datetime) -> None:
    """Those so long ago that nothing remembers them any more."""
    Met.objects.filter(on__lt=(now - REMEMBERED).date()).delete()


def _must_host(cafe: Cafe, by: Person | None) -> None:
    if not chapters.can_host(by, cafe.chapter):
        raise Refused(_("Only hosts of this chapter may say who else runs a café."))


def _record(verb: str, cafe: Cafe, *, by: Person | None, now: datetime) -> None:
    by_id = by.pk if by else None
    journal.record(verb, at=now, chapter_id=cafe.chapter_id, by_id=by_id, about_id=cafe.pk)
