"""A chapter's past cafés as core.turnout learns from them, and what it has learned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Max, Q, QuerySet

from knowcafe.cafes.models import Attendance, Cafe, Confirmation, Invitation, Learned, Step
from knowcafe.cafes.queries.history import seeded_model
from knowcafe.chapters.models import Chapter
from knowcafe.core.turnout import Answer, Evening, History, Kind, Model, Seen, model_of
from knowcafe.phrases import figures as phrases

LEARNED_FROM = timedelta(weeks=104)
"""Evenings longer ago are forgotten: what they said has faded by then."""

DECIDED = (Step.Name.LAST, Step.Name.MORNING, Step.Name.EVENING)
"""The step whose forecast counts is the first of these that was taken."""

KINDS = {
    Invitation.Kind.PLAN: Kind.PLAN,
    Invitation.Kind.WAVE: Kind.INVITATION,
    Invitation.Kind.OFFER: Kind.OFFER,
    Invitation.Kind.SHORT_NOTICE: Kind.SHORT_NOTICE,
    Invitation.Kind.LATE: Kind.LATE_INVITATION,
}

_SAID = {
    Confirmation.Answer.COMING: Answer.YES,
    Confirmation.Answer.CANNOT: Answer.NO,
    Confirmation.Answer.UNSURE: Answer.SILENT,
}


def said(row: Confirmation) -> Answer | None:
    """What somebody has said about coming; “not sure” tells as little as silence.

    None where they were not asked and have said nothing.
    """
    if row.answer:
        return _SAID[Confirmation.Answer(row.answer)]
    return Answer.SILENT if row.asked_at else None


def days_of_notice(row: Confirmation, cafe: Cafe) -> float:
    return (cafe.starts_at - row.booked_at) / timedelta(days=1)


def model_for(chapter: Chapter) -> Model:
    """What a chapter has learned so far; before its first evening, what it brought along."""
    kept = Learned.objects.filter(chapter=chapter).first()
    return model_of(kept.model) if kept else seeded_model(chapter)


def turn_out(chapter: Chapter) -> str:
    """How many of those who hold a seat come, as far as this chapter has learned it."""
    kept = Learned.objects.filter(chapter=chapter).first()
    rate = (model_of(kept.model) if kept else seeded_model(chapter)).showing.rate
    noted = _held(chapter, kept.at).exclude(noted_at=None).count() if kept else 0
    return phrases.turn_out(rate, noted)


def past_evenings(chapter: Chapter, now: datetime) -> list[Evening]:
    """The cafés of the last two years that took place, oldest first, in five queries."""
    held = list(_held(chapter, now))
    booked, came, walk_ins = _booked(held), _came(held), _walk_ins(held)
    asked = _asked(held)
    before = [held[0].on, *(cafe.on for cafe in held)] if held else []
    histories: defaultdict[int, History] = defaultdict(History)
    found = []
    for cafe, (last, on) in zip(held, pairwise(before), strict=True):
        states = came[cafe.pk]
        rows = booked[cafe.pk]
        seen = tuple(_seen(row, cafe, states, histories[row.person_id]) for row in rows)
        known = {row.person_id for row in rows}
        strangers = [p for p, was in states.items() if was and p not in known]
        found.append(
            Evening(
                seen=seen,
                walk_ins=walk_ins[cafe.pk] + len(strangers),
                asked=asked[cafe.pk],
                weeks=(on - last).days / 7,
                checked_in=cafe.noted_at is not None,
            )
        )
        if cafe.noted_at:
            for person in {*states, *known}:
                histories[person] = histories[person].after(states.get(person, False))
    return found


def _held(chapter: Chapter, now: datetime) -> QuerySet[Cafe]:
    over = Cafe.objects.filter(chapter=chapter, ends_at__lte=now, called_off_at=None)
    since = over.filter(starts_at__gt=now - LEARNED_FROM).exclude(published_at=None)
    return since.order_by("starts_at", "pk")


def _booked(cafes: Sequence[Cafe]) -> dict[int, list[Confirmation]]:
    """Who was told to come: with a seat, given back or not, or called up without one.

    Of somebody who did not give it back, and of whom nothing is noted, nothing is known.
    """
    found: dict[int, list[Confirmation]] = defaultdict(list)
    told = Q(as_reserve=False) | ~Q(called_up_at=None)
    rows = Confirmation.objects.filter(told, cafe__in=cafes).order_by("pk")
    noted = set(
        Attendance.objects.filter(cafe__in=cafes)
        .exclude(person=None)
        .values_list("cafe_id", "person_id")
    )
    for row in rows:
        if row.answer == Confirmation.Answer.CANNOT or (row.cafe_id, row.person_id) in noted:
            found[row.cafe_id].append(row)
    return found


def _came(cafes: Sequence[Cafe]) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    rows = Attendance.objects.filter(cafe__in=cafes).exclude(person=None)
    for cafe, person, state in rows.values_list("cafe_id", "person_id", "state"):
        found[cafe][int(person or 0)] = state == Attendance.State.CAME
    return found


def _walk_ins(cafes: Sequence[Cafe]) -> dict[int, int]:
    """By first name only; those with an account who had no place are counted beside them."""
    found: dict[int, int] = defaultdict(int)
    rows = Attendance.objects.filter(cafe__in=cafes, person=None, state=Attendance.State.CAME)
    for cafe in rows.values_list("cafe_id", flat=True):
        found[cafe] += 1
    return found


def _asked(cafes: Sequence[Cafe]) -> dict[int, dict[Kind, tuple[int, int]]]:
    """By kind: how many said yes of those who were told."""
    found: dict[int, dict[Kind, tuple[int, int]]] = defaultdict(dict)
    rows = Invitation.objects.filter(cafe__in=cafes).exclude(told_at=None)
    for cafe, kind, answer in rows.values_list("cafe_id", "kind", "answer"):
        yes, asked = found[cafe].get(KINDS[Invitation.Kind(kind)], (0, 0))
        came = answer == Invitation.Answer.COMING
        found[cafe][KINDS[Invitation.Kind(kind)]] = (yes + came, asked + 1)
    return found


def _seen(row: Confirmation, cafe: Cafe, came: dict[int, bool], history: History) -> Seen:
    return Seen(
        days=days_of_notice(row, cafe),
        came=came.get(row.person_id, False),
        reserve=row.as_reserve,
        answer=said(row),
        history=history,
        called_up=row.called_up_at is not None,
    )


def histories_of(chapter: Chapter, people: Iterable[int], *, before: date) -> dict[int, History]:
    """What each of these has done at the chapter's cafés before a day, fading."""
    rows = Attendance.objects.filter(
        cafe__chapter=chapter,
        cafe__on__lt=before,
        cafe__on__gt=before - LEARNED_FROM,
        person__in=list(people),
    ).order_by("cafe__starts_at", "pk")
    found: defaultdict[int, History] = defaultdict(History)
    for person, state in rows.values_list("person_id", "state"):
        owner = int(person or 0)
        found[owner] = found[owner].after(state == Attendance.State.CAME)
    return found


def over_so_far(chapter: Chapter, now: datetime) -> tuple[list[float], list[bool]]:
    """The dial's account: P(more than the table) as foreseen last, and whether it happened.

    Cafés of which nobody noted who came are counted as foreseen.
    """
    held = [cafe for cafe in _held(chapter, now) if cafe.noted_at]
    rows = Step.objects.filter(cafe__in=held, name__in=DECIDED)
    drawn = {(cafe, name): over for cafe, name, over in rows.values_list("cafe", "name", "over")}
    heads = _heads(held)
    spent, happened = [], []
    for cafe in held:
        last = next((drawn[cafe.pk, name] for name in DECIDED if (cafe.pk, name) in drawn), None)
        if last is not None:
            spent.append(last)
            happened.append(heads[cafe.pk] > cafe.table_size)
    return spent, happened


def _heads(cafes: Sequence[Cafe]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    rows = Attendance.objects.filter(cafe__in=cafes, state=Attendance.State.CAME)
    for cafe in rows.values_list("cafe_id", flat=True):
        found[cafe] += 1
    return found


def to_learn(now: datetime) -> list[Chapter]:
    """Chapters that have noted who came, or held a café, since they last learned."""
    kept = dict(Learned.objects.values_list("chapter", "at"))
    over = Cafe.objects.filter(ends_at__lte=now, called_off_at=None).exclude(published_at=None)
    seen = over.values_list("chapter").annotate(Max("ends_at"), Max("noted_at")).order_by()
    due = [
        chapter
        for chapter, ended, noted in seen
        if chapter not in kept or max(ended, noted or ended) > kept[chapter]
    ]
    return list(Chapter.objects.filter(pk__in=due).order_by("pk"))
