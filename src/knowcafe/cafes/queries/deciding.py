"""What is decided about a café now: who is told to come, and how many of whom are asked.

The same functions of core.turnout which `bench.turnout` measures say how many; the order is that
of the lists (`reachable`), and of those who wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import DAYBREAK, Cafe, Invitation, Plan, Reserve, Step
from knowcafe.cafes.queries.confirming import is_day
from knowcafe.cafes.queries.outlook import Crowd, crowd, limit_for
from knowcafe.cafes.queries.reachable import Reachable, reachable
from knowcafe.core.calendar import WallClock, Week
from knowcafe.core.turnout import (
    COSTS,
    Ask,
    Decision,
    Kind,
    Model,
    Table,
    day_before,
    five_days_ahead,
)
from knowcafe.core.turnout.controls import INVITATION_HOURS

OFFERED = timedelta(hours=4)
"""So long an offer of the day before is open…"""

LEAST = timedelta(hours=3)
"""…and with less than this until the last call nothing is offered any more."""

LATE, FORENOON = time(22), time(10)

WAVE_ENDS = timedelta(hours=INVITATION_HOURS)

AHEAD = timedelta(days=8)
"""So far ahead cafés are looked at."""

NOBODY = Reachable((), (), ())

Name = Step.Name


@dataclass(frozen=True, slots=True)
class Decided:
    """Who of the reserves is told to come, who is asked and as what, and what is then expected."""

    crowd: Crowd
    called: tuple[Reserve, ...]
    asked: tuple[tuple[Invitation.Kind, tuple[Person, ...]], ...]
    expected: Decision

    @property
    def people(self) -> int:
        return sum(len(people) for _kind, people in self.asked)


def evened_out(now: datetime) -> list[Cafe]:
    """The cafés ahead about which something may be done."""
    soon = Cafe.objects.upcoming(now).filter(starts_at__lte=now + AHEAD, is_left_alone=False)
    mine = soon.filter(chapter__evens_out=True).exclude(published_at=None)
    return list(mine.select_related("chapter", "series__chapter"))


def due(cafe: Cafe, done: set[str], now: datetime) -> Step.Name | None:
    """Which step of a café it is time for; one that was missed is not made up for."""
    if cafe.last_call <= now:
        name = Name.LAST if now < cafe.reserves_told_at else None
    elif cafe.morning_at <= now:
        name = Name.MORNING if now <= cafe.last_call - LEAST else None
    elif cafe.evening_at <= now:
        name = Name.EVENING if is_day(cafe, now) else None
    else:
        is_time = cafe.wave_at <= now <= cafe.starts_at - WAVE_ENDS
        name = Name.WAVE if is_time and is_day(cafe, now) else None
    if name is None or name in done:
        return None
    return name if name != Name.WAVE or may_ask(cafe) else None


def steps_done(cafes: Iterable[Cafe]) -> dict[int, set[str]]:
    """The steps that were taken, by the id of their café."""
    found: dict[int, set[str]] = defaultdict(set)
    for cafe, name in Step.objects.filter(cafe__in=cafes).values_list("cafe_id", "name"):
        found[cafe].add(name)
    return found


def may_ask(cafe: Cafe) -> bool:
    """People who asked for nothing are asked only in a week its host has published, or where the
    chapter trusts the software.
    """
    if cafe.chapter.acts_alone:
        return True
    monday = Week.containing(cafe.on).monday
    plans = Plan.objects.filter(chapter=cafe.chapter, week_of=monday)
    return plans.exclude(published_at=None).exists()


def decide(
    cafe: Cafe, name: Step.Name, *, now: datetime, model: Model, asks: bool | None = None
) -> Decided:
    """What a step comes to; it reads, and changes nothing.

    `asks` says whether people who asked for nothing may be; their chapter's rule if it is None.
    """
    here = crowd(cafe, now=now, model=model)
    asks = may_ask(cafe) if asks is None else asks
    reach = reachable(cafe, now=now) if asks and name != Name.LAST else NOBODY
    left = cafe.chapter.most_asked - _asked_so_far(cafe)
    if name == Name.WAVE:
        return _wave(here, reach.rested[: max(0, left)], now)
    return _day_before(here, _within(reach, max(0, left), late=name == Name.EVENING), now)


def _wave(here: Crowd, rested: tuple[Person, ...], now: datetime) -> Decided:
    rule = replace(here.rule, table=_one_table(here))
    asks = _asks(here, Kind.INVITATION, len(rested), 0, now)
    made = five_days_ahead(here.heads, (), asks, held=here.taken, rule=rule)
    asked = ((Invitation.Kind.WAVE, rested[: made.invitations]),)
    return Decided(here, (), asked, made.decision)


def _one_table(here: Crowd) -> Table:
    return replace(here.rule.table, tables=1)


def _day_before(here: Crowd, reach: Reachable, now: datetime) -> Decided:
    beyond = len(here.reserves)
    waiting = _asks(here, Kind.OFFER, len(reach.waiting), beyond, now)
    beyond += len(waiting)
    agreed = _asks(here, Kind.SHORT_NOTICE, len(reach.agreed), beyond, now)
    beyond += len(agreed)
    rested = _asks(here, Kind.LATE_INVITATION, len(reach.rested), beyond, now)
    made = day_before(
        here.heads,
        reserves=here.called(),
        waiting=waiting,
        agreed=agreed,
        invitations=rested,
        limit=limit_for(here.cafe, now),
        rule=here.rule,
    )
    asked = (
        (Invitation.Kind.OFFER, reach.waiting[: made.offers]),
        (Invitation.Kind.SHORT_NOTICE, reach.agreed[: made.agreed]),
        (Invitation.Kind.LATE, reach.rested[: made.invitations]),
    )
    return Decided(here, here.reserves[: made.reserves], asked, made.decision)


def _asks(here: Crowd, kind: Kind, count: int, beyond: int, now: datetime) -> list[Ask]:
    cost = COSTS.get(kind, 0.0)
    return [here.ask(kind, beyond=beyond + n, cost=cost, now=now) for n in range(count)]


def _within(reach: Reachable, left: int, *, late: bool) -> Reachable:
    """No more than may be asked; on the day itself only those who want to hear so late."""
    waiting = reach.waiting[:left]
    agreed = reach.agreed[: left - len(waiting)]
    rested = reach.rested[: left - len(waiting) - len(agreed)] if late else ()
    return Reachable(waiting, agreed, rested)


def _asked_so_far(cafe: Cafe) -> int:
    """By the software, besides a plan's."""
    asked = Invitation.objects.filter(cafe=cafe)
    return asked.exclude(kind=Invitation.Kind.PLAN).count()


def open_until(cafe: Cafe, kind: Invitation.Kind, now: datetime) -> datetime:
    """Until when whoever is asked now may answer, on the chapter's clock."""
    if kind == Invitation.Kind.WAVE:
        return min(cafe.kept_until(now), cafe.evening_at)
    return min(_by_day(cafe, now + OFFERED), cafe.last_call)


def _by_day(cafe: Cafe, until: datetime) -> datetime:
    """Nobody has to answer at night: then they have until the forenoon."""
    at = cafe.chapter.on_the_wall(until)
    if DAYBREAK <= at.time() <= LATE:
        return at
    days = timedelta(days=at.time() > LATE)
    return WallClock(at.date() + days, FORENOON, cafe.chapter.zone).local


def now_as(cafe: Cafe, now: datetime) -> Step.Name:
    """As which step people would be asked now, if a host wants to ask."""
    if now <= cafe.starts_at - WAVE_ENDS:
        return Name.WAVE
    return Name.EVENING if now < cafe.morning_at else Name.MORNING
