"""Bringing in what a group did elsewhere: its people, and how many came. Nobody is mailed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Intake, Learned, PastCount, PastMember
from knowcafe.cafes.queries import history as queries
from knowcafe.cafes.queries.reading import read_file
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import rules
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.exchange import COLUMNS, Fate, History, Judged, Kind
from knowcafe.journal import actions as journal
from knowcafe.members import actions as members
from knowcafe.members.models import Profile
from knowcafe.refused import Refused

AT_ONCE = 400
"""So many people in one transaction, so that nobody has to wait for the end of a long list."""

EARLIEST = date(2000, 1, 1)


def keep_file(
    chapter: Chapter, *, name: str, data: bytes, by: Person | None, now: datetime
) -> Intake:
    """A file to be looked at, in place of one that this host was looking at before.

    One that cannot be read is refused with the reason, and not kept.
    """
    by = _must_host(chapter, by)
    found = read_file(data, name[-120:], zone=chapter.zone)
    if found.faults:
        raise Refused(phrases.fault(found.faults[0]))
    with transaction.atomic():
        Intake.objects.filter(chapter=chapter, by=by, done_at=None).delete()
        return Intake.objects.create(
            chapter=chapter,
            by=by,
            name=name[-120:],
            kind=found.kind.value,
            columns=dict(found.columns),
            on=found.on,
            at=now,
            data=data,
        )


@transaction.atomic
def say_what_it_is(
    intake: Intake,
    *,
    kind: str,
    columns: Mapping[str, int],
    on: date | None,
    by: Person | None,
    now: datetime,
) -> None:
    """How a waiting file is to be read. Another kind has other columns, found anew."""
    _must_host(intake.chapter, by)
    _must_be_a_day(intake.chapter, on, now)
    if kind != intake.kind:
        columns = {}
    known = {column.field for column in COLUMNS[Kind(kind)]}
    intake.kind, intake.on = kind, on
    intake.columns = {field: at for field, at in columns.items() if field in known}
    still = Intake.objects.filter(pk=intake.pk, done_at=None)
    still.update(kind=intake.kind, columns=intake.columns, on=on)


@transaction.atomic
def forget_file(intake: Intake, *, by: Person | None) -> None:
    """Not to be brought in after all."""
    _must_host(intake.chapter, by)
    Intake.objects.filter(pk=intake.pk, done_at=None).delete()


@transaction.atomic
def forget_files(*, now: datetime) -> int:
    """Files that nobody brought in within their hour."""
    over = Intake.objects.filter(done_at=None, at__lte=now - queries.FILE_KEPT)
    return over.delete()[0]


def bring_in(intake: Intake, *, by: Person | None, now: datetime) -> Intake:
    """Everybody on a list and its counts; the file itself is erased.

    Nobody is mailed, and nobody new is asked to anything before they come by themselves. The same
    file again changes nothing, a newer one brings what is new in it and its counts. Pressed twice,
    it is brought in once.
    """
    by = _must_host(intake.chapter, by)
    history = queries.read_intake(intake)
    if history.faults:
        raise Refused(phrases.fault(history.faults[0]))
    if history.kind.is_evening and intake.on is None:
        raise Refused(_("Say which day it was, so that the same evening is counted once."))
    rows = queries.judged(intake.chapter, history)
    outcome = Counter(row.fate.value for row in rows)
    with transaction.atomic():
        waiting = Intake.objects.filter(pk=intake.pk, done_at=None).exclude(data=None)
        if not waiting.update(done_at=now, data=None, outcome=dict(outcome)):
            raise Refused(_("This file has been brought in or forgotten already."))
        intake.refresh_from_db()
        _count(intake, history)
        journal.record(
            "history.brought_in",
            at=now,
            chapter_id=intake.chapter_id,
            by_id=by.pk,
            about_id=intake.pk,
        )
    fresh = [row for row in rows if row.fate in (Fate.NEW, Fate.TO_CLAIM)]
    for first in range(0, len(fresh), AT_ONCE):
        _take(intake, history.kind.source, fresh[first : first + AT_ONCE], now=now)
    return intake


@transaction.atomic
def _take(intake: Intake, source: str, rows: Sequence[Judged], *, now: datetime) -> None:
    names = {row.guest.email: row.first_name for row in rows if row.fate is Fate.NEW}
    people = accounts.ensure_people(names, now=now).values()
    joined = chapters.join_all(intake.chapter, people=people, now=now)
    members.not_asked_yet(joined)
    common = {"chapter": intake.chapter, "intake": intake, "source": source}
    past = [PastMember(**common, person=member.person) for member in joined]
    past += [
        PastMember(**common, key=row.key, name=row.guest.name)
        for row in rows
        if row.fate is Fate.TO_CLAIM
    ]
    PastMember.objects.bulk_create(past, ignore_conflicts=True)


def _count(intake: Intake, history: History) -> None:
    """The counts of a file, in place of those of an older one about the same evening."""
    found = history.tally
    if not found.said_yes:
        return
    on = intake.on if history.kind.is_evening else None
    which: dict[str, Any] = {
        "chapter": intake.chapter,
        "source": history.kind.source,
        "key": on.isoformat() if on else "all",
    }
    values = {"people": found.people, "said_yes": found.said_yes, "came": found.came}
    before = PastCount.objects.filter(**which).values("people", "said_yes", "came").first()
    if before == values:
        return
    PastCount.objects.update_or_create(**which, defaults={"on": on, **values})
    _learn_anew(intake.chapter)
    intake.before = {"source": which["source"], "key": which["key"], "counts": before}
    intake.save(update_fields=["before"])


@transaction.atomic
def undo_intake(intake: Intake, *, by: Person | None, now: datetime) -> int:
    """Take back what a list brought in, as far as nobody has made it their own; how many stay.

    Whoever has come by, asked for something, or is counted on anywhere remains. Addresses nobody
    else here knows are forgotten by `let_strangers_go`.
    """
    by = _must_host(intake.chapter, by)
    if not queries.can_be_undone(intake, now):
        raise Refused(_("Only the last list can be taken back, and only within a day."))
    brought = PastMember.objects.filter(intake=intake)
    brought.filter(person=None).delete()
    people = Person.objects.filter(pastmember__intake=intake)
    untouched = Member.objects.filter(
        chapter=intake.chapter, person__in=people, is_host=False, profile__is_only_known=True
    )
    untouched = untouched.exclude(_is_counted_on(Member, Profile, "pk"))
    untouched = untouched.exclude(_is_counted_on(Person, Member, "person", PastMember))
    gone = list(untouched.values_list("person", flat=True))
    brought.filter(person__in=gone).delete()
    Member.objects.filter(chapter=intake.chapter, person__in=gone).delete()
    _uncount(intake)
    Intake.objects.filter(pk=intake.pk).update(undone_at=now)
    journal.record(
        "history.undone", at=now, chapter_id=intake.chapter_id, by_id=by.pk, about_id=intake.pk
    )
    return brought.count()


def _is_counted_on(
    what: type[models.Model], but: type[models.Model], key: str, *more: type[models.Model]
) -> models.Q:
    """Whether any other table points at somebody, also one that is made later."""
    found = models.Q()
    for relation in what._meta.related_objects:
        if relation.related_model in (but, *more):
            continue
        rows: models.QuerySet[models.Model] = relation.related_model._default_manager.all()
        found |= models.Q(Exists(rows.filter(**{relation.field.name: OuterRef(key)})))
    return found


def _uncount(intake: Intake) -> None:
    if not intake.before:
        return
    rows = PastCount.objects.filter(
        chapter=intake.chapter, source=intake.before["source"], key=intake.before["key"]
    )
    counts: dict[str, Any] | None = intake.before["counts"]
    if counts:
        rows.update(**counts)
    else:
        rows.delete()
    _learn_anew(intake.chapter)


def _learn_anew(chapter: Chapter) -> None:
    """What was learned began with other counts; the timetable learns it again."""
    Learned.objects.filter(chapter=chapter).delete()


def _must_host(chapter: Chapter, by: Person | None) -> Person:
    if by is None or not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may bring people into it."))
    return by


def _must_be_a_day(chapter: Chapter, on: date | None, now: datetime) -> None:
    if on and not EARLIEST <= on <= chapter.on_the_wall(now).date():
        raise Refused(_("Choose a day that has been, not one to come."))
