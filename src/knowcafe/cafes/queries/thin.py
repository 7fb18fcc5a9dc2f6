"""A café that looks thin: what could be done about it just now, and what each way out would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Invitation, Outlook, Reserve, Seat, Step
from knowcafe.cafes.queries import deciding, hosting
from knowcafe.cafes.queries.confirming import is_day
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.cafes.queries.foreseen import outlooks_of
from knowcafe.cafes.queries.places import address
from knowcafe.core.calendar import Week
from knowcafe.core.turnout import (
    Control,
    Forecast,
    Moment,
    controls,
    expected,
    forecast,
    together,
)
from knowcafe.core.turnout.controls import RESERVES_HOURS
from knowcafe.phrases import turnout as words

THIN = 0.35
"""From this chance of fewer than its floor on a café's hosts hear of it, the day before."""

GIVEN_UP = 0.5
"""From this chance on it is called off without them, where they have agreed to that."""

HOSTS_HAVE = timedelta(hours=2)
"""So long before that its hosts must have heard; else it takes place."""

SAID_SO = "calls-off"
"""Noted with the letter to its hosts if it said that the software calls off: only then it does."""

_LAG = timedelta(minutes=30)
"""So late a timetable may be with what was announced."""

GOES_ALONG = 0.8
"""The share of people who would come on another day: a guess, as in `bench.turnout`."""

_SOON = timedelta(days=3)
_ASKING = {Control.INVITE, Control.OFFER, Control.SHORT_NOTICE}


@dataclass(frozen=True, slots=True)
class Likely:
    """How many would come: in words, and P(k heads)."""

    words: str
    odds: str
    chances: tuple[float, ...]
    floor: int
    seats: int

    @classmethod
    def of(cls, likely: Forecast, cafe: Cafe) -> Likely:
        floor, seats = cafe.chapter.floor, cafe.table_size
        odds = words.odds(likely, floor=floor, seats=seats)
        return cls(words.likely(likely), odds, likely.chances, floor, seats)


@dataclass(frozen=True, slots=True)
class Fill:
    """So many people could still be asked."""

    people: int
    then: Likely


@dataclass(frozen=True, slots=True)
class Other:
    """A café with room for this one's people.

    So many seats would be kept there `until` a moment, so many people with a seat here find none,
    so many others who wait or are asked are told, and so many would have to come on another day.
    `is_beside` is a table of the same hour and house: reserves who
    were told to come go there too, and for whoever finds no seat there are `chairs`.
    """

    id: int
    when: str
    where: str
    is_move: bool
    is_beside: bool
    kept: int
    until: str
    left: int
    others: int
    chairs: int
    changing: int
    then: Likely

    @property
    def sentence(self) -> str:
        return phrases.would_join(
            self.when, changing=self.changing, then=self.then.words, is_move=self.is_move
        )

    @property
    def change_the_day(self) -> str:
        return phrases.change_the_day(self.changing)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be done about a café now; `people` would be told if it were called off, and `held`
    have a seat. `until` is when somebody may set out, on the chapter's clock.
    """

    now: Likely
    looks_thin: str
    can_ask: bool
    fill: Fill | None
    others: tuple[Other, ...]
    can_call_off: bool
    people: int
    held: int
    until: datetime

    @property
    def until_when(self) -> str:
        return phrases.moment(self.until)

    @property
    def sentences(self) -> list[str]:
        fill = [phrases.would_fill(self.fill.people, self.fill.then.words)] if self.fill else []
        return [
            *fill,
            *(other.sentence for other in self.others),
            *([phrases.would_call_off(self.people)] if self.can_call_off else []),
        ]


def thin_options(cafe: Cafe, *, now: datetime) -> Options:
    """The ways out of a café that was read with its free seats. Nobody moves where nobody sits."""
    possible = set(controls(_moment(cafe, now)))
    later = following(cafe, now=now) if cafe.held else None
    others = [*(neighbours(cafe, now=now) if cafe.held else ()), *([later] if later else [])]
    likely = outlooks_of([cafe, *others])
    own, rate = likely[cafe.pk], model_for(cafe.chapter).showing.rate
    people = hosting.people_of(cafe)
    can_ask = bool(possible & _ASKING) and not cafe.is_left_alone
    return Options(
        now=Likely.of(own, cafe),
        looks_thin=phrases.looks_thin(own, cafe.chapter.floor),
        can_ask=can_ask,
        fill=_fill(cafe, now) if can_ask else None,
        others=tuple(
            _other(cafe, one, likely[one.pk], people=people, rate=rate, now=now) for one in others
        ),
        can_call_off=Control.CALL_OFF in possible,
        people=people,
        held=cafe.held,
        until=_sets_out(cafe),
    )


def joined(cafe: Cafe, other_id: int, *, is_move: bool, now: datetime) -> Other | None:
    """What merging with one other café would do; None where that is not possible now."""
    found = thin_options(cafe, now=now).others
    return next((o for o in found if (o.id, o.is_move) == (other_id, is_move)), None)


def neighbours(cafe: Cafe, *, now: datetime) -> list[Cafe]:
    """The other cafés of its week with a free seat, as long as nobody has set out to this one."""
    week = Week.containing(cafe.on)
    same = Cafe.objects.filter(chapter=cafe.chapter_id, on__gte=week.monday, on__lte=week.days[-1])
    rows = same.exclude(pk=cafe.pk).exclude(published_at=None).upcoming(now).with_free()
    found = [one for one in rows if one.free and (is_beside(cafe, one) or not one.is_too_near(now))]
    moment = Moment(_hours(cafe, now), neighbours=len(found))
    return found if Control.MERGE in controls(moment) else []


def following(cafe: Cafe, *, now: datetime) -> Cafe | None:
    """The next of its series in another week with a free seat, while there is time to move."""
    if Control.MOVE not in controls(Moment(_hours(cafe, now))) or not cafe.series_id:
        return None
    later = Cafe.objects.filter(series=cafe.series_id, on__gt=Week.containing(cafe.on).days[-1])
    rows = later.exclude(published_at=None).upcoming(now).with_free()
    return next((one for one in rows if one.free), None)


def is_beside(cafe: Cafe, other: Cafe) -> bool:
    """Another table of the same hour and house."""
    same = ("starts_at", "place", "link")
    return all(getattr(cafe, name) == getattr(other, name) for name in same)


def beside_name(cafe: Cafe, other: Cafe) -> str:
    """What to call another table of the same hour and house; empty for any other café."""
    if not is_beside(cafe, other):
        return ""
    is_told_apart = other.table != cafe.table
    return phrases.table_named(other.table) if is_told_apart else phrases.table_beside()


def table_here(cafe: Cafe) -> str:
    """“Table 2” where there is another one beside it."""
    same = {"starts_at": cafe.starts_at, "place": cafe.place, "link": cafe.link}
    others = Cafe.objects.filter(chapter=cafe.chapter_id, called_off_at=None, **same)
    beside = others.exclude(published_at=None).exclude(table=cafe.table)
    return phrases.table_named(cafe.table) if beside.exists() else ""


def called_up(cafe: Cafe) -> list[Person]:
    """Reserves who were told to come without one of the seats, the first first."""
    rows = hosting.called_up([cafe.pk]).select_related("person")
    return [row.person for row in rows.order_by("asked_at", "pk")]


def to_warn(now: datetime) -> list[tuple[Cafe, Outlook]]:
    """Cafés of tomorrow and today that look thin, of which nobody was told yet; by day, and as long
    as nobody has set out. Where nobody sits, is asked or waits nobody would travel.
    """
    rows = _thin(_counted_on(_ahead(now)), at_least=THIN)
    told = _told(rows)
    return [
        (cafe, seen)
        for cafe, seen in rows
        if cafe.pk not in told and cafe.evening_at <= now < _sets_out(cafe) and is_day(cafe, now)
    ]


def to_give_up(now: datetime) -> list[Cafe]:
    """Cafés that have stayed thin although their hosts were told in time, where the software calls
    off: from the last call on, or what their hosts were told, until reserves are told. Where they
    were told that it takes place, it does, whatever their chapter has set since.
    """
    rows = _thin(_ahead(now).filter(cafe__chapter__calls_off_alone=True), at_least=GIVEN_UP)
    told = _told(rows, asked__has_key=SAID_SO)
    return [
        cafe
        for cafe, _seen in rows
        if cafe.pk in told
        and (at := given_up_at(cafe, told[cafe.pk]))
        and at <= now < cafe.reserves_told_at
    ]


def given_up_at(cafe: Cafe, told_at: datetime) -> datetime | None:
    """When it is called off without its hosts, who heard of it at a moment; None if it is not. On
    the chapter's clock.
    """
    at = max(cafe.last_call, cafe.chapter.on_the_wall(told_at + HOSTS_HAVE))
    is_in_time = at + _LAG <= cafe.reserves_told_at
    return at if cafe.chapter.calls_off_alone and is_in_time else None


def _told(rows: list[tuple[Cafe, Outlook]], **more: str) -> dict[int, datetime]:
    """When hosts have heard of their thinness, by their ids."""
    cafes = [cafe.pk for cafe, _seen in rows]
    steps = Step.objects.filter(name=Step.Name.THIN, cafe__in=cafes, **more)
    return dict(steps.values_list("cafe_id", "at"))


def _ahead(now: datetime) -> QuerySet[Outlook]:
    """What is foreseen of the cafés of the next days the software may do something about."""
    soon = Outlook.objects.filter(
        cafe__starts_at__gt=now,
        cafe__starts_at__lte=now + _SOON,
        cafe__called_off_at=None,
        cafe__is_left_alone=False,
        cafe__chapter__evens_out=True,
    )
    rows = soon.exclude(cafe__published_at=None).select_related("cafe__chapter")
    return rows.order_by("cafe__starts_at", "cafe")


def _counted_on(rows: QuerySet[Outlook]) -> QuerySet[Outlook]:
    """Those at which anybody holds a seat, is asked or waits."""
    cafe = OuterRef("cafe")
    seats = Seat.objects.filter(~Q(person=None) | ~Q(kept_for=None), cafe=cafe)
    asked = Invitation.objects.filter(cafe=cafe, answer=Invitation.Answer.NONE)
    return rows.filter(Exists(seats) | Exists(asked) | Exists(Reserve.objects.filter(cafe=cafe)))


def _thin(rows: QuerySet[Outlook], *, at_least: float) -> list[tuple[Cafe, Outlook]]:
    """Those with a chance of at least so much of fewer than their floor.

    A floor as high as the table is taken as one lower: a single empty chair is not thin.
    """
    return [
        (seen.cafe, seen)
        for seen in rows
        if sum(seen.chances[: min(seen.cafe.chapter.floor, seen.cafe.table_size - 1)]) >= at_least
    ]


def thin_link(cafe: Cafe) -> str:
    """The page with the ways out."""
    return address(reverse("thin", args=[cafe.chapter.slug, cafe.pk]))


def _moment(cafe: Cafe, now: datetime) -> Moment:
    waiting = hosting.waiting([cafe.pk])[cafe.pk]
    return Moment(
        hours=_hours(cafe, now),
        seats=cafe.free,
        holders=cafe.held,
        reserves=len(waiting),
        waiting=1,
    )


def _hours(cafe: Cafe, now: datetime) -> float:
    return (cafe.starts_at - now) / timedelta(hours=1)


def _sets_out(cafe: Cafe) -> datetime:
    return cafe.chapter.on_the_wall(cafe.starts_at - timedelta(hours=RESERVES_HOURS))


def _fill(cafe: Cafe, now: datetime) -> Fill | None:
    """As `ask_more` would: so many as make an even table likeliest."""
    model = model_for(cafe.chapter)
    made = deciding.decide(cafe, deciding.now_as(cafe, now), now=now, model=model, asks=True)
    if not made.people:
        return None
    return Fill(made.people, Likely.of(expected(made.expected.chances), cafe))


def _other(
    cafe: Cafe, other: Cafe, there: Forecast, *, people: int, rate: float, now: datetime
) -> Other:
    """Of this café only those with a seat go there, and nobody walks in to one called off. At a
    table beside it everybody finds a chair.
    """
    beside = is_beside(cafe, other)
    seated = cafe.held + (len(called_up(cafe)) if beside else 0)
    kept = min(seated, other.free)
    coming = forecast(seated if beside else kept, rate=rate, walk_ins=0)
    when = f"{phrases.day(other.starts)}, {phrases.hours(other.starts, other.ends)}"
    table = beside_name(cafe, other) or table_here(other)
    then = expected(together(coming.chances, there.chances, stay=1 if beside else GOES_ALONG))
    return Other(
        id=other.pk,
        when=f"{table}, {when}" if table else when,
        where=other.place if other.place != cafe.place else "",
        is_move=Week.containing(other.on) != Week.containing(cafe.on),
        is_beside=beside,
        kept=kept,
        until="" if beside else phrases.moment(other.kept_until(now)),
        left=0 if beside else cafe.held - kept,
        others=people - seated,
        chairs=seated - kept if beside else 0,
        changing=0 if other.on == cafe.on else cafe.held,
        then=Likely.of(then, other),
    )
