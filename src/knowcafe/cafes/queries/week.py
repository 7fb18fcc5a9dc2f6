"""The page a host looks at: one week, whatever has become of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.cafes.models import Cafe, Invitation, Plan, Reserve, Seat
from knowcafe.cafes.queries.ahead import Ahead, Pair, ahead
from knowcafe.cafes.queries.attending import to_note
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.cafes.queries.foreseen import Foreseen, foreseen
from knowcafe.cafes.queries.planning import (
    Drafted,
    broken_by_now,
    current_plan,
    drafted,
    seats_of,
    week_of,
    wishes_of,
)
from knowcafe.cafes.queries.publishing import Leaving, leaving
from knowcafe.cafes.queries.shown import (
    Changed,
    Choices,
    Elsewhere,
    HostWeek,
    Sitter,
    Stage,
    Table,
    Waiting,
)
from knowcafe.chapters.models import Chapter
from knowcafe.core import matching
from knowcafe.core.calendar import Week
from knowcafe.core.matching import Bound
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.rules import suits
from knowcafe.core.matching.scoring import score
from knowcafe.core.turnout import Forecast, expected, forecast
from knowcafe.members.queries import tree_of
from knowcafe.phrases.week import pictures
from knowcafe.phrases.week import told as telling
from knowcafe.phrases.week.composed import Composed

FEW = 12
"""With fewer people who need something or know it, a planner has nothing to find out."""


def week_to_plan(chapter: Chapter, *, now: datetime) -> Week:
    """The present week while a café of it is still to come or goes on, else the next."""
    this = Week.containing(chapter.on_the_wall(now).date())
    cafes = Cafe.objects.filter(chapter=chapter, on__gte=this.monday, on__lte=this.days[-1])
    going_on = cafes.filter(ends_at__gt=now, called_off_at=None).exclude(published_at=None)
    return this if (cafes.upcoming(now) | going_on).exists() else this.next()


def host_week(chapter: Chapter, week: Week, *, now: datetime) -> HostWeek:
    """Everything about a week, read in a constant number of queries."""
    return _Telling(chapter, week, now).week()


def week_to_publish(
    chapter: Chapter, week: Week, *, now: datetime
) -> tuple[HostWeek, Leaving | None]:
    """A week with what would leave if it were published; nothing if there is no draft."""
    telling_it = _Telling(chapter, week, now)
    shown, draft = telling_it.week(), telling_it.draft
    if not draft:
        return shown, None
    cafes = telling_it.ahead.cafes
    tables = (
        replace(table, kept_until=phrases.shortly(cafes[table.cafe.id].kept_until(now)))
        for table in shown.tables
    )
    return replace(shown, tables=tuple(tables)), leaving(draft, now=now)


def choices_for(plan: Plan, person: int, cafe: int | None, *, now: datetime) -> Choices | None:
    """What a host may do about somebody; None where the draft has moved on, or they have."""
    return _Telling(plan.chapter, week_of(plan), now).choices(plan, str(person), str(cafe or ""))


class _Telling:
    """One week on its way to words."""

    def __init__(self, chapter: Chapter, week: Week, now: datetime) -> None:
        self.chapter, self._week, self.now = chapter, week, now
        self.ahead = ahead(chapter, week, now=now)
        self.openings = self.ahead.openings
        self.people = {person.id: person for person in self.ahead.problem.people}
        self.row = current_plan(chapter, week)
        self.stage = _stage(self.ahead, self.row)
        self.draft = None
        if self.row and self.stage is Stage.DRAFT:
            self.draft = drafted(self.row, now=now, around=self.ahead)
        self.foreseen = {} if self.draft else self._foreseen()
        self.composed = self._composed()
        self.told = _told(_Said.of(self.composed))

    def week(self) -> HostWeek:
        problem, told, draft = self.ahead.problem, self.told, self.draft
        tables = self._tables()
        broken = broken_by_now(draft) if draft and not draft.is_current else []
        return HostWeek(
            week=self._week,
            heading=self._heading(),
            dates=phrases.dates(self._week.monday, self._week.days[-1]),
            zone=told.zone,
            stage=self.stage,
            plan=self.row,
            tables=tables,
            waiting=self._waiting(),
            spare=len(problem.openings) - len(tables),
            needs=len(problem.needs),
            knowing=sum(bool(person.offers and person.free) for person in problem.people),
            met=told.met,
            distance=self._distance(draft) if draft else "",
            outdated=_outdated(draft, broken) if draft else (),
            is_broken=bool(broken),
            changed=self._changed(draft) if draft else None,
            is_small=self.ahead.asking_or_knowing < FEW,
            sent=self._sent(),
            unasked=len(self.ahead.unasked),
            to_note=to_note(self.chapter, self.now),
        )

    def _sent(self) -> int:
        """Whoever publishes asks everybody at one moment."""
        if not self.row or not self.row.published_at:
            return 0
        asked = Invitation.objects.filter(sent_at=self.row.published_at, cafe__chapter=self.chapter)
        return asked.exclude(answer=Invitation.Answer.WITHDRAWN, told_at=None).count()

    def _heading(self) -> str:
        present = Week.containing(self.chapter.on_the_wall(self.now).date())
        away = (self._week.monday - present.monday).days // 7
        named = {0: _("This week"), 1: _("Next week"), -1: _("Last week")}
        return named.get(away) or _("Week %d") % self._week.number

    def _distance(self, draft: Drafted) -> str:
        """How good it is; nothing where what was proven no longer holds."""
        if not draft.is_current:
            return ""
        if draft.plan.is_proven and draft.plan.unmet and (draft.pins or draft.bans):
            return _("Best possible with what you have fixed")
        return self.told.distance

    def _foreseen(self) -> dict[str, Foreseen]:
        """What comes to each table, whatever a draft would make of it."""
        found = foreseen(self.ahead.cafes.values(), now=self.now)
        return {str(cafe): seen for cafe, seen in found.items()}

    def _composed(self) -> Composed:
        """The week in the terms in which plans are told; published tables show though empty."""
        if self.draft:
            plan = self.draft.plan
        else:
            seats = tuple(sorted(matching.Seat(*pair) for pair in self.ahead.held))
            plan = explained(self.ahead.problem, seats, Bound(0, -1, 0))
        heads = Counter(seat.opening for seat in plan.seats)
        shown = {key for key, cafe in self.ahead.cafes.items() if cafe.published_at} | set(heads)
        return Composed(
            title="",
            seed=0,
            problem=self.draft.problem if self.draft else self.ahead.problem,
            plan=plan,
            people=self.ahead.people,
            needs=self.ahead.needs,
            openings=self.openings,
            topics={topic.id: topic.label for topic in tree_of(self.chapter).topics},
            forecasts={cafe: self._likely(cafe, heads[cafe]) for cafe in sorted(shown)},
            held=self.ahead.held,
            floor=self.chapter.floor,
        )

    def _likely(self, cafe: str, held: int) -> Forecast:
        seen = self.foreseen.get(cafe)
        return expected(seen.chances) if seen else _forecast(held, *self._habits)

    @cached_property
    def _habits(self) -> tuple[float, float, float]:
        """The chapter's show rate, walk-ins, and what a whole week shares, as learned so far."""
        model = model_for(self.chapter)
        return model.showing.rate, model.walk_ins.mean, model.showing.spread

    def _tables(self) -> tuple[Table, ...]:
        rows = list(self.ahead.cafes.values())
        seats = Seat.objects.filter(cafe__in=rows).exclude(kept_for=None)
        kept = _pairs(seats.values_list("kept_for_id", "cafe_id"))
        invited = Invitation.objects.filter(cafe__in=rows).select_related("person").order_by("pk")
        asked: dict[str, list[Invitation]] = defaultdict(list)
        for invitation in invited:
            asked[str(invitation.cafe_id)].append(invitation)
        waiting = Reserve.objects.filter(cafe__in=rows).values_list("cafe_id", flat=True)
        reserves = Counter(map(str, waiting))
        return tuple(
            self._table(cafe, kept, asked[cafe.id], reserves[cafe.id]) for cafe in self.told.cafes
        )

    def _table(
        self, cafe: telling.Cafe, kept: set[Pair], asked: list[Invitation], reserves: int
    ) -> Table:
        until = {str(one.person_id): one.expires_at for one in asked}
        sitters = []
        for guest in cafe.guests:
            standing, left = "placed", ""
            if guest.holds:
                standing = "asked" if (guest.id, cafe.id) in kept else "coming"
            if standing == "asked" and guest.id in until:
                left = phrases.shortly(self.chapter.on_the_wall(until[guest.id]))
            sitters.append(Sitter(guest, standing, left))
        bans = self.draft.bans if self.draft else frozenset()
        row = self.ahead.cafes[cafe.id]
        waiting = sum(sitter.standing == "asked" for sitter in sitters)
        helps = sum(s.guest.helps for s in sitters if s.standing != "asked")
        held = self.ahead.held
        away = [
            one
            for one in asked
            if one.answer not in _STILL and (str(one.person_id), cafe.id) not in held
        ]
        return Table(
            cafe=cafe,
            heads=pictures.heads(cafe),
            is_published=row.published_at is not None,
            sitters=tuple(sitters),
            banned=tuple(
                sorted((self._name(person), person) for person, at in bans if at == cafe.id)
            ),
            cannot=tuple(_not_coming(one) for one in away),
            cannot_come=sum(one.answer in _CANNOT for one in away),
            reserves=reserves,
            asked=waiting,
            more=sum(not one.answer and one.kind != PLAN for one in asked),
            helps=helps,
            peers=len(sitters) - helps - waiting,
            free=max(0, cafe.seats - len(sitters)),
            foreseen=self.foreseen.get(cafe.id),
        )

    def choices(self, plan: Plan, person: str, at: str) -> Choices | None:
        """What can be done about somebody at a table, or about somebody who has no seat."""
        if not self.draft or self.draft.row != plan or person not in self.people:
            return None
        sits = {
            cafe.id: guest
            for cafe in self.told.cafes
            for guest in cafe.guests
            if guest.id == person
        }
        guest = sits.get(at)
        if guest.holds if guest else at or sits:
            return None
        cafe = next((cafe for cafe in self.told.cafes if cafe.id == at), None)
        who = self.ahead.people[person]
        unmet = tuple(left.why for left in self.told.left if left.person == person)
        return Choices(
            plan=plan,
            week=self._week,
            person=person,
            name=who.name,
            role=who.role,
            why=(guest.reason,) if guest else unmet,
            cafe=cafe,
            is_pinned=bool(guest and guest.pinned),
            elsewhere=self._elsewhere(person, but=at),
        )

    def _elsewhere(self, person: str, *, but: str) -> tuple[Elsewhere, ...]:
        """Tables for somebody: those that suit them first, the others because a host may."""
        who = self.people[person]
        sitting = {cafe.id: cafe.guests for cafe in self.told.cafes}
        found = []
        for opening in self.ahead.problem.openings:
            if opening.id != but:
                there = sitting.get(opening.id, ())
                found.append(
                    Elsewhere(
                        id=opening.id,
                        words=self._place(opening.id),
                        seats=phrases.free_seats(max(0, opening.seats - len(there))),
                        who=phrases.listed(guest.name for guest in there),
                        suits=suits(who, opening),
                    )
                )
        return tuple(sorted(found, key=lambda place: not place.suits))

    def _waiting(self) -> tuple[Waiting, ...]:
        if not self.draft:
            return ()
        seated = {seat.person for seat in self.draft.plan.seats}
        return tuple(Waiting(left, left.person in seated) for left in self.told.left)

    def _changed(self, draft: Drafted) -> Changed | None:
        """What the last revision did to the one before it."""
        before = draft.row.follows
        if not before:
            return None
        pins, bans = wishes_of(before, self.ahead)
        seats = seats_of(before, self.ahead, pins)
        wished = [
            *(self._say(_("%(name)s is kept at %(table)s."), p) for p in draft.pins - pins),
            *(self._say(_("%(name)s is not at %(table)s."), p) for p in draft.bans - bans),
            *(self._say(_("%(name)s may move again."), p) for p in pins - draft.pins),
            *(self._say(_("%(name)s may sit at %(table)s again."), p) for p in bans - draft.bans),
        ]
        named = {person for person, _cafe in (draft.pins ^ pins) | (draft.bans ^ bans)}
        moved = {seat.person for seat in set(seats) ^ set(draft.plan.seats)} - named
        others = phrases.listed(sorted(self._name(person) for person in moved))
        return Changed(
            wished=tuple(sorted(wished)) or (_("The plan is up to date."),),
            moved=_("%s changed seats with it.") % others if moved else _("Nobody else moved."),
            price=phrases.price(score(self.ahead.problem, seats), draft.plan.score),
        )

    def _say(self, sentence: str, pair: Pair) -> str:
        return sentence % {"name": self._name(pair[0]), "table": self._place(pair[1])}

    def _name(self, person: str) -> str:
        return self.ahead.people[person].name

    def _place(self, cafe: str) -> str:
        """“Thu 26 Nov, 18:30 · Table 2”."""
        where = self.openings[cafe]
        return " · ".join(filter(None, (phrases.shortly(where.starts), where.table)))


@dataclass(frozen=True, slots=True)
class _Said:
    """A composed week; two that would be told in the same words are equal."""

    words: Hashable
    composed: Composed = field(compare=False)

    @classmethod
    def of(cls, composed: Composed) -> _Said:
        said = (
            get_language(),
            composed.plan,
            tuple(composed.people.items()),
            tuple(composed.needs.items()),
            tuple(composed.openings.items()),
            tuple(composed.forecasts.items()),
            composed.problem.openings,
            composed.held,
        )
        return cls(said, composed)


@lru_cache(maxsize=8)
def _told(said: _Said) -> telling.Told:
    """A week is looked at often before anything changes in it."""
    return telling.tell(said.composed)


@lru_cache(maxsize=32)
def _forecast(held: int, rate: float, walk_ins: float, shock: float) -> Forecast:
    return forecast(held, rate=rate, walk_ins=walk_ins, shock=shock)


PLAN = Invitation.Kind.PLAN
_STILL = {Invitation.Answer.NONE, Invitation.Answer.COMING}
_CANNOT = {Invitation.Answer.CANNOT, Invitation.Answer.CONFLICT, Invitation.Answer.PAUSE}


def _stage(around: Ahead, row: Plan | None) -> Stage:
    if not around.cafes:
        return Stage.NOTHING
    if not row:
        return Stage.BEFORE
    return Stage.PUBLISHED if row.published_at else Stage.DRAFT


def _outdated(draft: Drafted, broken: Iterable[str]) -> tuple[str, ...]:
    if draft.is_current:
        return ()
    return (_("Needs, dates or seats have changed since this draft was made."), *broken)


def _not_coming(invitation: Invitation) -> str:
    answers = {
        Invitation.Answer.CANNOT: _("%s can’t come"),
        Invitation.Answer.CONFLICT: _("%s has a conflict of interest"),
        Invitation.Answer.PAUSE: _("%s pauses"),
        Invitation.Answer.EXPIRED: _("%s did not answer in time"),
        Invitation.Answer.WITHDRAWN: _("%s is no longer asked"),
    }
    return answers[Invitation.Answer(invitation.answer)] % invitation.person.first_name


def _pairs(rows: Iterable[tuple[int | None, int]]) -> set[Pair]:
    return {(str(person), str(cafe)) for person, cafe in rows}
