"""A week's plan: drafted, changed, taken back, published. Nothing is sent before the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes import queries, rules
from knowcafe.cafes.actions.composing import think
from knowcafe.cafes.actions.invitations import keep_seats, tell_invited
from knowcafe.cafes.actions.learning import expect_all
from knowcafe.cafes.actions.openings import publish_cafe
from knowcafe.cafes.models import Cafe, Placement, Plan, Wish
from knowcafe.cafes.queries import Ahead, Drafted, Pair
from knowcafe.chapters.models import Chapter
from knowcafe.core import matching
from knowcafe.core.calendar import Week
from knowcafe.core.matching import BadProblem, Problem, violations
from knowcafe.core.matching.explain import explained
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

TRIES = 3
"""So often a plan is thought up anew when somebody came or went meanwhile."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a host fixes about (person, café) pairs, by their ids; the last word counts."""

    pins: frozenset[Pair] = field(default_factory=frozenset)
    bans: frozenset[Pair] = field(default_factory=frozenset)
    lifted: frozenset[Pair] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls,
        *,
        pins: Iterable[tuple[int, int]] = (),
        bans: Iterable[tuple[int, int]] = (),
        lifted: Iterable[tuple[int, int]] = (),
    ) -> Wishes:
        return cls(*(frozenset((str(p), str(c)) for p, c in some) for some in (pins, bans, lifted)))


def draft_plan(
    chapter: Chapter, *, week: Week, by: Person | None, now: datetime, seed: int = 0
) -> Plan:
    """A first draft of a week; where there is one already, that one.

    Thinking takes from a blink to seconds and happens outside of any transaction. If the rows
    change meanwhile it is done again.
    """
    host = _host(by, chapter)
    standing = queries.current_plan(chapter, week)
    for _turn in range(TRIES):
        if standing:
            _check_unpublished(standing)
            return standing
        around = queries.ahead(chapter, week, now=now)
        if not around.cafes:
            raise Refused(_("No café of this week is still to come."))
        plan = think(around.problem, seed=seed)
        thought = _proven(_Thought(chapter, week, around.problem, plan, around))
        saved = _save(thought, follows=None, by=host, now=now)
        if saved:
            return saved
        standing = queries.current_plan(chapter, week)
    raise Refused(_too_busy())


def change_plan(
    plan: Plan,
    *,
    pins: Iterable[tuple[int, int]] = (),
    bans: Iterable[tuple[int, int]] = (),
    lifted: Iterable[tuple[int, int]] = (),
    by: Person | None,
    now: datetime,
    seed: int = 0,
) -> Plan:
    """A new revision with (person, café) pairs fixed or set free; the rest is solved again.

    Without any it brings the plan up to date. Somebody who is pinned to one table leaves the
    other one, as far as their cap says so. Others stay where they are unless moving makes the
    plan better.
    """
    host = _host(by, plan.chapter)
    wishes = Wishes.of(pins=pins, bans=bans, lifted=lifted)
    for _turn in range(TRIES):
        _check_is_latest(plan)
        before = queries.drafted(plan, now=now)
        problem = _with(before, wishes)
        after = think(_side_by_side(before, problem), seed=seed, near=before.plan)
        after = explained(problem, after.seats, after.bound)
        week = queries.week_of(plan)
        thought = _proven(_Thought(plan.chapter, week, problem, after, before.ahead))
        saved = _save(thought, follows=plan, by=host, now=now)
        if saved:
            return saved
    raise Refused(_too_busy())


@transaction.atomic
def undo_change(plan: Plan, *, by: Person | None, now: datetime) -> Plan:
    """Back to the revision before; the plan that stands now."""
    host = _host(by, plan.chapter)
    _lock(plan.chapter)
    _check_is_latest(plan)
    if not plan.follows:
        raise Refused(_("There is no change to undo."))
    Plan.objects.filter(pk=plan.pk).update(undone_at=now)
    journal.record(
        "plan.undone", at=now, chapter_id=plan.chapter_id, by_id=host.pk, about_id=plan.pk
    )
    return plan.follows


@transaction.atomic
def drop_draft(plan: Plan, *, by: Person | None, now: datetime) -> None:
    """Start over: no revision of this draft counts any more."""
    host = _host(by, plan.chapter)
    _lock(plan.chapter)
    _check_is_latest(plan)
    same = Plan.objects.filter(chapter=plan.chapter, week_of=plan.week_of, undone_at=None)
    same.update(undone_at=now)
    journal.record(
        "plan.dropped", at=now, chapter_id=plan.chapter_id, by_id=host.pk, about_id=plan.pk
    )


def publish_plan(plan: Plan, *, by: Person | None, now: datetime) -> list[Cafe]:
    """Turn a reviewed plan into cafés and invitations, and say which cafés it uses.

    Publishing twice is refused, so a double click cannot invite anyone twice. Tables the plan
    does not use stay unpublished. The letters follow café by café, so that somebody who takes a
    seat meanwhile need not wait for all of them; should this process end first, the timetable
    writes the rest.
    """
    host = _host(by, plan.chapter)
    for _turn in range(TRIES):
        _check_is_latest(plan)
        stands = queries.drafted(plan, now=now)
        if not stands.plan.seats:
            raise Refused(_("Nobody sits in this plan yet, so there is nothing to publish."))
        broken = queries.broken_by_now(stands)
        if broken:
            raise Refused(_("Bring the plan up to date first. %s") % " ".join(broken))
        cafes = _publish(stands, by=host, now=now)
        if cafes:
            around = queries.ahead(plan.chapter, queries.week_of(plan), now=now)
            for cafe in cafes:
                tell_invited(cafe, now=now, around=around)
            expect_all(cafes, now=now)
            return cafes
    raise Refused(_too_busy())


@transaction.atomic
def _publish(stands: Drafted, *, by: Person, now: datetime) -> list[Cafe]:
    """All of it or nothing; none if the rows are others by now than those it was proven on."""
    plan = stands.row
    _lock(plan.chapter)
    _check_is_latest(plan)
    rows = queries.ahead(plan.chapter, queries.week_of(plan), now=now)
    if queries.digest(rows.problem) != queries.digest(stands.ahead.problem):
        return []
    Plan.objects.filter(pk=plan.pk).update(published_at=now)
    used = {seat.opening for seat in stands.plan.seats}
    cafes = [cafe for key, cafe in stands.ahead.cafes.items() if key in used]
    for cafe in cafes:
        publish_cafe(cafe, now=now)
    keep_seats(queries.letters_of(stands, now=now), now=now)
    journal.record(
        "plan.published", at=now, chapter_id=plan.chapter_id, by_id=by.pk, about_id=plan.pk
    )
    return cafes


@dataclass(frozen=True, slots=True)
class _Thought:
    """A plan that was thought up for a week as its rows were at that moment."""

    chapter: Chapter
    week: Week
    problem: Problem
    plan: matching.Plan
    around: Ahead


def _proven(thought: _Thought) -> _Thought:
    """The same, if it breaks no rule; else the mistake is ours and nothing is saved."""
    broken = violations(thought.problem, thought.plan)
    if broken:
        said = " ".join(queries.told_violations(thought.around, broken))
        raise Refused(_("The planner made a mistake, so nothing was saved: %s") % said)
    return thought


@transaction.atomic
def _save(thought: _Thought, *, follows: Plan | None, by: Person, now: datetime) -> Plan | None:
    """Keep a plan if the rows are still those it was proven on; None if they are others by now.

    Equal digests are equal problems, so the proof holds, and the transaction stays short.
    """
    chapter, week = thought.chapter, thought.week
    _lock(chapter)
    if queries.current_plan(chapter, week) != follows:
        return None
    rows = queries.ahead(chapter, week, now=now)
    of = queries.digest(rows.problem)
    if of != queries.digest(thought.around.problem):
        return None
    bound = thought.plan.bound
    plan = Plan.objects.create(
        chapter=chapter,
        week_of=week.monday,
        follows=follows,
        made_at=now,
        made_by=by,
        bound={
            "urgent": bound.urgent,
            "worst": bound.worst,
            "needs": bound.needs,
            "of": of,
            "tables": sorted({int(seat.opening) for seat in thought.plan.seats}),
        },
    )
    Placement.objects.bulk_create(
        Placement(plan=plan, person_id=int(seat.person), cafe_id=int(seat.opening))
        for seat in thought.plan.seats
    )
    fixed = [(pair, False) for pair in sorted(thought.problem.pins - rows.problem.pins)]
    fixed += [(pair, True) for pair in sorted(thought.problem.forbidden - rows.problem.forbidden)]
    Wish.objects.bulk_create(
        Wish(plan=plan, person_id=int(person), cafe_id=int(cafe), is_ban=is_ban)
        for (person, cafe), is_ban in fixed
    )
    verb = "plan.changed" if follows else "plan.drafted"
    journal.record(verb, at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=plan.pk)
    return plan


def _with(before: Drafted, wishes: Wishes) -> Problem:
    """The problem with a host's new wishes; they refuse what cannot be."""
    held, cafes = before.ahead.held, before.ahead.cafes
    people = {person.id for person in before.ahead.problem.people}
    named = wishes.pins | wishes.bans
    if not all(person in people and cafe in cafes for person, cafe in named):
        raise Refused(_("That person or that table is no longer part of this week."))
    if wishes.bans & held:
        raise Refused(_("They hold that seat already; only they can release it."))
    pins = before.pins - wishes.lifted - wishes.bans
    bans = before.bans - wishes.lifted - wishes.pins
    problem = queries.wishing(before.ahead.problem, pins=_others(pins, wishes), bans=bans)
    try:
        return problem.wishing(pins=wishes.pins - held, forbidden=wishes.bans)
    except BadProblem as wrong:
        raise Refused(
            _(
                "That cannot be: the table is full of people who are fixed there, somebody there "
                "would rather not sit with them, or they sit somewhere else at that time."
            )
        ) from wrong


def _side_by_side(before: Drafted, problem: Problem) -> Problem:
    """The same, but nobody changes over to a table at the same time which a host has touched.

    Else all of somebody's old table would follow them to the new one, which is then the old one.
    """
    slots = {opening.id: opening.slot for opening in problem.openings}
    touched = {cafe for _person, cafe in problem.pins - before.ahead.held}
    over = {
        (seat.person, cafe)
        for seat in before.plan.seats
        for cafe in touched
        if cafe != seat.opening and slots[cafe] == slots[seat.opening]
    }
    return problem.wishing(forbidden=over - problem.pins)


def _others(pins: frozenset[Pair], wishes: Wishes) -> frozenset[Pair]:
    """A host who puts somebody at one table takes them from where they had put them before."""
    moved = {person for person, _cafe in wishes.pins}
    return frozenset(pair for pair in pins if pair[0] not in moved)


def _host(by: Person | None, chapter: Chapter) -> Person:
    if not by or not rules.can_plan(by, chapter):
        raise Refused(_("Only hosts of this chapter may plan its week."))
    return by


def _check_is_latest(plan: Plan) -> None:
    latest = queries.current_plan(plan.chapter, queries.week_of(plan))
    if latest:
        _check_unpublished(latest)
    if latest != plan:
        raise Refused(
            _("Somebody else has changed the plan meanwhile. Look at how it is now, and try again.")
        )


def _check_unpublished(plan: Plan) -> None:
    if plan.published_at:
        raise Refused(_("This week’s plan has already been published."))


def _lock(chapter: Chapter) -> None:
    """One at a time saves, undoes or publishes a chapter's plan."""
    Chapter.objects.select_for_update().get(pk=chapter.pk)


def _too_busy() -> str:
    return _("People are coming and going just now. Nothing was changed; try again in a minute.")
