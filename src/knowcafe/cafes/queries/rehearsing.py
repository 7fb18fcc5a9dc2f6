"""A chapter's own people for a rehearsed year: counted, unnamed, never one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Q

from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Learned, Seat
from knowcafe.cafes.models.tables import WAVE
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.turnout import Model, plain
from knowcafe.core.turnout.rehearsal import (
    YEAR,
    Habits,
    Pool,
    Rehearsal,
    Terms,
    Year,
    compared,
    habits_of,
    rehearse,
)
from knowcafe.members.models import FreeDate, Need, Profile
from knowcafe.phrases.rehearsing import Basis

LOOKED_BACK = timedelta(weeks=26)
LOOKED_AHEAD = timedelta(weeks=13)

LEAST_CAFES = 4
"""With fewer held, or nobody who asked, how often people ask is assumed."""

UNSOLICITED = (Invitation.Kind.WAVE, Invitation.Kind.SHORT_NOTICE, Invitation.Kind.LATE)
"""Who came because of one of these had not asked for a seat."""

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

    def stage(self) -> Stage:
        days = [on.isocalendar()[:2] for on in self.held.values_list("on", flat=True)]
        asked, held, people = self._asked(), len(days), len(self.members)
        has_counted = held >= LEAST_CAFES and any(asked.values())
        cafes = self._cafes(held, len({*days}))
        needs = sum(asked.values()) / held if has_counted else people * ASSUMED / cafes
        agreed = sum(
            self.profiles[m].agrees_to_short_notice
            for m in self.members.keys() & self.profiles.keys()
        )
        model = model_for(self.chapter)
        basis = Basis(
            people=people,
            asks=sum(asked.values()),
            held=held,
            evenings=self._evenings(),
            agreed=agreed,
            cafes=cafes,
            days=frozenset(self.free),
            has_counted=has_counted,
            is_seeded=plain(model) != plain(Model()),
        )
        habits = habits_of(model, needs=needs, agrees=agreed / max(1, people))
        return Stage(self._pool(asked, cafes, habits, model), self._terms(), basis)

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
            invitations=chapter.evens_out,
            short_notice=chapter.evens_out,
            weekday=self.weekday,
        )

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

    def _asked(self) -> Counter[int]:
        """How often each wanted a seat: had one at a café without being asked to fill it, given
        back or not, or asked for help; whichever is more, as the seat is taken for the need.
        """
        needs = Counter(
            Need.objects.filter(
                member__in=self.members, asked_at__gt=self.since, asked_at__lte=self.now
            ).values_list("member", flat=True)
        )
        here = {"cafe__in": self.held}
        seats = Seat.objects.filter(**here).exclude(person=None).values_list("cafe", "person")
        booked = Confirmation.objects.filter(**here).values_list("cafe", "person")
        filling = Invitation.objects.filter(**here, kind__in=UNSOLICITED)
        had = {*seats, *booked} - {*filling.values_list("cafe", "person")}
        took = Counter(person for _, person in had)
        return Counter({m: max(needs[m], took[person]) for m, person in self.members.items()})

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
