"""Who is expected at a café ahead, as a sum of chances: never who of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from knowcafe.cafes.models import (
    Cafe,
    Confirmation,
    Invitation,
    Learned,
    Outlook,
    Reserve,
    Seat,
)
from knowcafe.cafes.queries.evenings import (
    KINDS,
    days_of_notice,
    histories_of,
    model_for,
    over_so_far,
    said,
)
from knowcafe.core.turnout import (
    Answer,
    Ask,
    Guest,
    Heads,
    History,
    Kind,
    Model,
    Rule,
    Table,
    allowance,
)

TO_ANSWER = timedelta(hours=6)
"""So long the question of the day before may lie in a mailbox before silence says anything."""


FRESH = timedelta(hours=1)
"""An outlook older than this is worked out again: silence and the days of notice go on."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A café ahead: its people as terms of a sum, and what may still be done about it.

    `heads` are those who were told to come and those who are asked; `reserves` in their order are
    not told yet. `seats` are still free for somebody else, `taken` held or kept.
    """

    cafe: Cafe
    model: Model
    heads: Heads
    reserves: tuple[Reserve, ...]
    likely: tuple[Guest, ...]
    seats: int
    taken: int

    @property
    def rule(self) -> Rule:
        """How this chapter wants it filled; a second table where somebody would open one."""
        cafe = self.cafe
        tables = 2 if cafe.second_facilitator_id else 1
        return Rule(Table(cafe.chapter.floor, cafe.table_size, tables))

    def ask(self, kind: Kind, *, beyond: int, cost: float, now: datetime) -> Ask:
        """Somebody who would be asked now; `beyond` the free seats they would be a reserve."""
        days = (self.cafe.starts_at - now) / timedelta(days=1)
        return self.model.ask(kind, days, reserve=beyond >= self.seats, cost=cost)

    def called(self) -> list[Ask]:
        """The reserves, as terms: they only need to be told yes."""
        return [Ask(1.0, guest.likely) for guest in self.likely]


def crowd(cafe: Cafe, *, now: datetime, model: Model | None = None) -> Crowd:
    """A café as it is now, in seven queries."""
    return _Reading(cafe, now, model or model_for(cafe.chapter)).crowd()


def limit_for(cafe: Cafe, now: datetime) -> float:
    """The most P(more than the table) may be after the last decision."""
    spent, happened = over_so_far(cafe.chapter, now)
    return allowance(spent, happened, dial=cafe.chapter.most_over_percent / 100)


class _Reading:
    """The rows of one café on their way to a sum."""

    def __init__(self, cafe: Cafe, now: datetime, model: Model) -> None:
        self.cafe, self.now, self.model = cafe, now, model
        rows = Confirmation.objects.filter(cafe=cafe)
        self.said = {row.person_id: row for row in rows}
        self.seats = list(Seat.objects.filter(cafe=cafe).order_by("number"))
        self.waiting = list(Reserve.objects.filter(cafe=cafe).order_by("asked_at", "pk"))
        open_ = Invitation.objects.filter(cafe=cafe, answer=Invitation.Answer.NONE)
        self.open = list(open_.exclude(kind=Invitation.Kind.PLAN))
        people = {*self.said, *(row.person_id for row in self.waiting)}
        self.histories = histories_of(cafe.chapter, people, before=cafe.on)

    def crowd(self) -> Crowd:
        holders = [seat.person_id for seat in self.seats if seat.person_id]
        kept = sum(seat.kept_for_id is not None for seat in self.seats)
        called = {p for p, row in self.said.items() if row.called_up_at and p not in holders}
        waiting = tuple(row for row in self.waiting if row.person_id not in called)
        gone = {p for p, row in self.said.items() if row.asked_at and said(row) is Answer.NO}
        told = [self._guest(person) for person in sorted({*holders, *called, *gone})]
        told += [self._asked(Kind.PLAN, reserve=False)] * kept
        free = len(self.seats) - len(holders) - kept
        for n, row in enumerate(self.open):
            told.append(self._asked(KINDS[Invitation.Kind(row.kind)], reserve=n >= free))
        witnesses = [self._guest(row.person_id, reserve=True) for row in waiting]
        return Crowd(
            cafe=self.cafe,
            model=self.model,
            heads=self.model.heads(told, witnesses),
            reserves=waiting,
            likely=tuple(witnesses),
            seats=free,
            taken=len(holders) + kept,
        )

    def _guest(self, person: int, *, reserve: bool = False) -> Guest:
        row = self.said.get(person)
        history = self.histories.get(person, History())
        if row is None:
            return self.model.guest(self._days, reserve=reserve, history=history)
        return self.model.guest(
            days_of_notice(row, self.cafe),
            reserve=row.as_reserve,
            history=history,
            answer=self._said(row),
        )

    def _said(self, row: Confirmation) -> Answer | None:
        """Somebody who was asked a while ago and has not answered is silent; until then nothing is
        known.
        """
        is_open = row.asked_at is not None and self.now < row.asked_at + TO_ANSWER
        return None if is_open and not row.answer else said(row)

    def _asked(self, kind: Kind, *, reserve: bool) -> Guest:
        """Who has not answered an invitation comes only if they say yes first."""
        ask = self.model.ask(kind, self._days, reserve=reserve)
        return Guest(ask.accept * ask.chance)

    @property
    def _days(self) -> float:
        return (self.cafe.starts_at - self.now) / timedelta(days=1)


def unseen(now: datetime, *, within: timedelta) -> list[Cafe]:
    """Published cafés ahead about which something has happened since their outlook, or of which
    there is none; each is looked at again after `FRESH` in any case.
    """
    soon = Cafe.objects.upcoming(now).filter(starts_at__lte=now + within)
    cafes = list(soon.exclude(published_at=None).select_related("chapter"))
    seen = dict(Outlook.objects.filter(cafe__in=cafes).values_list("cafe_id", "at"))
    last = _last_changes(cafes)
    return [
        cafe
        for cafe in cafes
        if cafe.pk not in seen
        or seen[cafe.pk] <= max([now - FRESH, *last[cafe.pk], *last[cafe.chapter]])
    ]


_CHANGES = (
    (Seat, ("taken_at",)),
    (Reserve, ("asked_at",)),
    (Confirmation, ("booked_at", "answered_at", "called_up_at")),
    (Invitation, ("sent_at", "answered_at")),
)


def _last_changes(cafes: Sequence[Cafe]) -> dict[object, list[datetime]]:
    """When something was last said of each café, by its id, and learned by its chapter."""
    found: dict[object, list[datetime]] = defaultdict(list)
    for table, moments in _CHANGES:
        rows = table._default_manager.filter(cafe__in=cafes).values_list("cafe")
        for cafe, *at in rows.annotate(*(Max(name) for name in moments)).order_by():
            found[cafe] += [moment for moment in at if moment]
    chapters = {cafe.chapter for cafe in cafes}
    for learned in Learned.objects.filter(chapter__in=chapters).select_related("chapter"):
        found[learned.chapter].append(learned.at)
    return found
