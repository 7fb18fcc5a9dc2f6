"""A chapter's own people for a rehearsed year: counted, unnamed, never one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Q

from knowcafe.cafes.models import Attendance, Cafe, Confirmation, Invitation, Learned, Plan, Seat
from knowcafe.cafes.models.tables import WAVE
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.calendar import Week
from knowcafe.core.turnout import Model, plain
from knowcafe.core.turnout.rehearsal import (
    YEAR,
    Habits,
    Pool,
    Rehearsal,
    Terms,
    Year,
    compared,
    demand,
    habits_of,
    rehearse,
)
from knowcafe.members.models import FreeDate, Need, Profile
from knowcafe.phrases.assuming import Basis, Record

LOOKED_BACK = timedelta(weeks=26)
LOOKED_AHEAD = timedelta(weeks=13)

LEAST_CAFES = 4
"""With fewer held, or nobody who asked, how often people ask is assumed."""

UNSOLICITED = (Invitation.Kind.WAVE, Invitation.Kind.SHORT_NOTICE, Invitation.Kind.LATE)
"""Who came because of one of these had not asked for a seat, and is asked again on the stage."""

ASSUMED = 13 / 60
"""Of so many members one wants a seat each week: what `bench.turnout` takes for a usual chapter."""


@dataclass(frozen=True, slots=True)
class Stage:
    """All a rehearsal needs: the people, today's rules, and what is known of them."""

    pool: Pool
    today: Terms
    basis: Basis


def stage(chapter: Chapter, *, now: datetime) -> Stage:
    """The chapter as of now, in as many queries however many its people are."""
    return _Reading(chapter, now).stage()


def played(
    on: Stage, changed: Terms, *, years: int, rng: np.random.Generator
) -> tuple[Rehearsal, tuple[Year, Year]]:
    """All years under both rules, and the first of them week by week."""
    pairs = list(rehearse(on.pool, on.today, changed, years=years, rng=rng))
    return compared(pairs), pairs[0]


class _Reading:
    """The rows of a chapter on their way to a pool."""

    def __init__(self, chapter: Chapter, now: datetime) -> None:
        self.chapter, self.now = chapter, now
        self.today = chapter.on_the_wall(now).date()
        self.since = max(chapter.opened_at, now - LOOKED_BACK)
        profiles = Profile.objects.filter(member__chapter=chapter)
        self.profiles = {row.member_id: row for row in profiles}
        self.members = self._members()
        held = Cafe.objects.filter(chapter=chapter, starts_at__gt=self.since, starts_at__lt=now)
        self.held = held.exclude(published_at=None).filter(called_off_at=None)
        goes_on = Q(last_on=None) | Q(last_on__gte=self.today)
        rows = Series.objects.filter(goes_on, chapter=chapter).order_by("weekday", "starts")
        self.weekly = list(rows.values_list("weekday", flat=True))
        self.weekday = self.weekly[0] if self.weekly else self.today.weekday()
        self.free = self._free()
        self.days = dict(self.held.order_by("starts_at", "pk").values_list("pk", "on"))
        self.terms = self._terms()
        self.took = self._took()

    def stage(self) -> Stage:
        asked, held, people = self._asked(), len(self.days), len(self.members)
        asks = self._asks(asked)
        has_counted = held >= LEAST_CAFES and asks > 0
        cafes = self._cafes(held, len(self._weeks()))
        needs, spread = people * ASSUMED / cafes, None
        if has_counted:
            needs, spread = self._demand(asks)
        agreed = sum(
            self.profiles[m].agrees_to_short_notice
            for m in self.members.keys() & self.profiles.keys()
        )
        model = model_for(self.chapter)
        basis = Basis(
            people=people,
            asks=asks,
            held=held,
            evenings=self._evenings(),
            agreed=agreed,
            cafes=cafes,
            days=frozenset(self.free),
            has_counted=has_counted,
            is_seeded=plain(model) != plain(Model()),
            record=self._record(),
        )
        habits = habits_of(model, needs=needs, agrees=agreed / max(1, people), spread=spread)
        return Stage(self._pool(asked, cafes, habits, model), self.terms, basis)

    def _pool(self, asked: Counter[int], cafes: int, habits: Habits, model: Model) -> Pool:
        """Where several cafés are held a week, every so manieth: a café's share of the people."""
        people = sorted(self.members, key=lambda m: (asked[m], m))[::cafes]
        return Pool(
            asked=tuple(asked[m] for m in people),
            free={day: tuple(shares[m] for m in people) for day, shares in self.free.items()},
            weekday=self.weekday,
            first=(self.today.isocalendar().week - 1) % YEAR,
            habits=habits,
            model=model,
        )

    def _terms(self) -> Terms:
        chapter = self.chapter
        return Terms(
            table=chapter.table_size,
            floor=chapter.floor,
            dial=chapter.most_over_percent / 100,
            days=WAVE[0],
            question=chapter.evens_out,
            invitations=chapter.evens_out and chapter.most_asked > 0,
            short_notice=chapter.evens_out and chapter.most_asked > 0,
            weekday=self.weekday,
            calls_up=chapter.evens_out,
            most_asked=chapter.most_asked,
            may_ask=self._may_ask(),
        )

    def _weeks(self) -> set[date]:
        """Mondays of the weeks in which a café was held."""
        return {Week.containing(on).monday for on in self.days.values()}

    def _may_ask(self) -> float:
        """In how many of the weeks people could be asked: all, or those a host has published."""
        weeks = self._weeks()
        if self.chapter.acts_alone or not weeks:
            return 1.0
        plans = Plan.objects.filter(chapter=self.chapter, week_of__in=weeks)
        published = plans.exclude(published_at=None).values_list("week_of", flat=True)
        return len({*published}) / len(weeks)

    def _demand(self, asks: int) -> tuple[float, float | None]:
        """How many want a seat at a café, and how unlike each other the cafés were in that."""
        counts = Counter(cafe for cafe, _ in self.took)
        weeks = [(on.isocalendar().week - 1) % YEAR for on in self.days.values()]
        mean, spread = demand([counts[cafe] for cafe in self.days], weeks)
        if not self.took:
            return asks / len(self.days), None
        return mean * asks / len(self.took), spread

    def _record(self) -> Record:
        """What really came of the cafés of which it was noted who came."""
        noted = self.held.exclude(noted_at=None).order_by("starts_at", "pk")
        sizes = dict(noted.values_list("pk", "table_size"))
        rows = Attendance.objects.filter(cafe__in=noted, state=Attendance.State.CAME)
        heads = Counter(rows.values_list("cafe", flat=True))
        thin = sum(heads[cafe] < self.chapter.floor for cafe in sizes)
        over = sum(heads[cafe] > seats for cafe, seats in sizes.items())
        return Record(len(sizes) - thin - over, thin, over)

    def _members(self) -> dict[int, int]:
        """Persons of the members who take part: not those who are pausing."""
        rows = Member.objects.filter(chapter=self.chapter).values_list("pk", "person")
        paused = {m for m, row in self.profiles.items() if row.is_paused(self.today)}
        return {member: person for member, person in rows if member not in paused}

    def _cafes(self, held: int, weeks: int) -> int:
        """Cafés a week: as many as in the weeks with any, else as many as are to be."""
        return max(1, round(held / weeks) if weeks else len(self.weekly))

    def _evenings(self) -> int:
        kept = Learned.objects.filter(chapter=self.chapter).values_list("evenings", flat=True)
        return sum(kept)

    def _took(self) -> set[tuple[int, int]]:
        """At which café who had a seat, given back or not; whether they are members or not.

        Those who were asked to fill it are left out only where today's rules ask again.
        """
        here = {"cafe__in": self.held}
        seats = Seat.objects.filter(**here).exclude(person=None).values_list("cafe", "person")
        booked = Confirmation.objects.filter(**here).values_list("cafe", "person")
        had = {(int(cafe), int(person or 0)) for cafe, person in (*seats, *booked)}
        if not (self.terms.invitations and self.terms.may_ask):
            return had
        filling = Invitation.objects.filter(**here, kind__in=UNSOLICITED)
        return had - {*filling.values_list("cafe", "person")}

    def _asked(self) -> Counter[int]:
        """How often each member wanted a seat: had one, or asked for help before the last café;
        whichever is more, as the seat is taken for the need.
        """
        last = max(self.held.values_list("starts_at", flat=True), default=self.now)
        needs = Counter(
            Need.objects.filter(
                member__in=self.members, asked_at__gt=self.since, asked_at__lte=last
            ).values_list("member", flat=True)
        )
        took = Counter(person for _, person in self.took)
        return Counter({m: max(needs[m], took[person]) for m, person in self.members.items()})

    def _asks(self, asked: Counter[int]) -> int:
        """Of everybody: the seats that were taken, and what members asked for beyond them."""
        took = Counter(person for _, person in self.took)
        beyond = sum(asked[m] - took[person] for m, person in self.members.items())
        return len(self.took) + beyond

    def _free(self) -> dict[int, Mapping[int, float]]:
        """By weekday and member: how often they can come beside their best day.

        Of whoever has said nothing, as often as the others.
        """
        rows = FreeDate.objects.filter(
            member__in=self.members,
            on__gt=self.today - LOOKED_BACK,
            on__lt=self.today + LOOKED_AHEAD,
        )
        ticked = Counter(rows.values_list("member", "series__weekday"))
        best: Counter[int] = Counter()
        for (member, _day), count in ticked.items():
            best[member] = max(best[member], count)
        return {day: self._shares(day, ticked, best) for day in {day for _, day in ticked}}

    def _shares(
        self, day: int, ticked: Mapping[tuple[int, int], int], best: Mapping[int, int]
    ) -> dict[int, float]:
        said = {m: ticked.get((m, day), 0) / most for m, most in best.items()}
        others = sum(said.values()) / len(said)
        return {m: said.get(m, others) for m in self.members}
