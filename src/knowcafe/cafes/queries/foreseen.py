"""What is foreseen of a café, what was done about it, and what comes next: for its hosts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count

from knowcafe.cafes.models import Cafe, Invitation, Outlook, Plan, Seat, Step
from knowcafe.cafes.queries.deciding import LEAST
from knowcafe.core.calendar import Week
from knowcafe.core.turnout import Forecast, expected, forecast, thin_chance
from knowcafe.phrases import turnout as words

THIN = 0.25
"""From this chance of fewer than its floor on a café is said to look thin."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something done, or to be done, and when: “Wednesday 17:00”."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A café ahead as its hosts see it coming; `chances[k]` is P(k heads).

    `unanswered` says what the forecast leaves out while people are still being invited.
    `looks_thin` is not said early of one to which nobody comes so far. `is_steered` is whether the
    software does anything at all in this chapter; the switch of a café stops what is `ahead`.
    """

    id: int
    words: str
    odds: str
    looks_thin: bool
    chances: tuple[float, ...]
    floor: int
    seats: int
    done: tuple[Line, ...]
    ahead: tuple[Line, ...]
    is_steered: bool
    is_left_alone: bool
    unanswered: str


def foreseen(cafes: Iterable[Cafe], *, now: datetime) -> dict[int, Foreseen]:
    """Of published cafés, by their ids; those that have begun or are called off are left out. In
    five queries, if the cafés were read with their chapter.
    """
    ahead = [cafe for cafe in cafes if _is_ahead(cafe, now)]
    if not ahead:
        return {}
    outlooks = outlooks_of(ahead)
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(cafe__in=ahead).order_by("at", "pk"):
        steps[step.cafe_id].append(step)
    planned, kept = _planned(ahead), _kept(ahead)
    return {
        cafe.pk: replace(
            _foreseen(cafe, outlooks[cafe.pk], steps[cafe.pk], planned, now),
            unanswered=words.unanswered(0 if cafe.is_left_alone else kept.get(cafe.pk, 0)),
        )
        for cafe in ahead
    }


def _kept(cafes: Sequence[Cafe]) -> dict[int, int]:
    """How many have not answered for whom a seat is kept, by the café's id."""
    kept = Seat.objects.filter(cafe__in=cafes).exclude(kept_for=None)
    return dict(kept.values_list("cafe_id").annotate(Count("pk")).order_by())


def outlooks_of(cafes: Sequence[Cafe]) -> dict[int, Forecast]:
    """How many are likely to come to each; from seats alone where it was not worked out yet."""
    known = dict(Outlook.objects.filter(cafe__in=cafes).values_list("cafe_id", "chances"))
    seats = Seat.objects.filter(cafe__in=cafes).exclude(person=None)
    held = dict(seats.values_list("cafe_id").annotate(Count("pk")).order_by())
    return {
        cafe.pk: expected(known[cafe.pk]) if known.get(cafe.pk) else _guessed(held.get(cafe.pk, 0))
        for cafe in cafes
    }


_guessed = lru_cache(maxsize=32)(forecast)


def _is_ahead(cafe: Cafe, now: datetime) -> bool:
    return bool(cafe.published_at and not cafe.called_off_at and now < cafe.starts_at)


def _planned(cafes: Sequence[Cafe]) -> set[tuple[int, date]]:
    """The chapters and weeks of these that a host has published."""
    weeks = {Week.containing(cafe.on).monday for cafe in cafes}
    plans = Plan.objects.filter(chapter__in={cafe.chapter_id for cafe in cafes}, week_of__in=weeks)
    return set(plans.exclude(published_at=None).values_list("chapter_id", "week_of"))


def _foreseen(
    cafe: Cafe,
    likely: Forecast,
    steps: Sequence[Step],
    planned: Collection[tuple[int, date]],
    now: datetime,
) -> Foreseen:
    floor, seats = cafe.chapter.floor, cafe.table_size
    is_planned = (cafe.chapter_id, Week.containing(cafe.on).monday) in planned
    return Foreseen(
        id=cafe.pk,
        words=words.likely(likely),
        odds=words.odds(likely, floor=floor, seats=seats),
        looks_thin=_looks_thin(cafe, likely, now),
        chances=likely.chances,
        floor=floor,
        seats=seats,
        done=tuple(_done(cafe, step, now) for step in steps),
        ahead=tuple(_ahead(cafe, steps, is_planned, now)),
        is_steered=cafe.chapter.evens_out,
        is_left_alone=cafe.is_left_alone,
        unanswered="",
    )


def _looks_thin(cafe: Cafe, likely: Forecast, now: datetime) -> bool:
    return thin_chance(likely, cafe.chapter.floor) >= THIN and (
        likely.likely > 0 or now >= cafe.question_at
    )


def _done(cafe: Cafe, step: Step, now: datetime) -> Line:
    at = cafe.chapter.on_the_wall(step.at)
    called, moved = (step.asked.get(kind, 0) for kind in ("called", "moved"))
    did = words.did(step.name, people=_people(step), called=called, moved=moved)
    return Line(words.due(at, now), did)


def _people(step: Step) -> int:
    """How many were asked; what else a step has done is counted beside it."""
    return sum(step.asked.get(kind, 0) for kind in Invitation.Kind.values)


def _ahead(cafe: Cafe, steps: Sequence[Step], is_planned: bool, now: datetime) -> Iterable[Line]:
    """What is still to come; a step whose time has passed is taken within minutes."""
    chapter = cafe.chapter
    if not chapter.evens_out or cafe.is_left_alone:
        return
    due_at = {
        Step.Name.WAVE: cafe.wave_at,
        Step.Name.QUESTION: cafe.question_at,
        Step.Name.EVENING: cafe.evening_at,
        Step.Name.MORNING: cafe.morning_at,
        Step.Name.LAST: cafe.last_call,
    }
    most = max(0, chapter.most_asked - sum(map(_people, steps)))
    asks = is_planned or chapter.acts_alone
    done = {step.name for step in steps}
    for name, at in due_at.items():
        is_skipped = name == Step.Name.MORNING and at > cafe.last_call - LEAST
        if at > now and name not in done and not is_skipped:
            what = words.will(name, asks=asks and most > 0, most=most)
            yield Line(words.due(at, now), what)
