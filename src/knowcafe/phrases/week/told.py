"""A composed week told to its host: sentences instead of identifiers, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf.locale import LANG_INFO
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe import phrases
from knowcafe.core.matching import COMPANY, Plan, Reason, Unmet, Why
from knowcafe.core.turnout import Forecast, full_chance, thin_chance
from knowcafe.phrases.week.composed import FLOOR, Asked, Composed, Where


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at a table; `reason` is for the host and goes on from the name, `told` is theirs.

    `holds` says that they sit there already, `pinned` that a host has put them there.
    """

    id: str
    name: str
    role: str
    reason: str
    told: str
    helps: bool
    professional: bool
    newcomer: bool
    holds: bool
    pinned: bool


@dataclass(frozen=True, slots=True)
class Cafe:
    """A café that is held."""

    id: str
    anchor: str
    starts: datetime
    ends: datetime
    place: str
    access: str
    link: str
    table: str
    online: bool
    language: str
    seats: int
    guests: tuple[Guest, ...]
    expected: Forecast
    floor: int = FLOOR

    @property
    def day(self) -> str:
        return format_date(self.starts, _("l j F"))

    @property
    def when(self) -> str:
        """“Tue 24 Nov, 18:30”."""
        return format_date(self.starts, _("D j M, H:i"))

    @property
    def hours(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def where(self) -> str:
        return self.place or (_("Online") if self.online else _("Place to be found"))

    @property
    def web_link(self) -> str:
        """The link if a browser may follow it: a page must not run what a file says."""
        return self.link if self.link.startswith(("https://", "http://")) else ""

    @property
    def seated(self) -> int:
        return len(self.guests)

    @property
    def seated_told(self) -> str:
        """“8 placed · 2 seats free”: a plan takes no seat from anybody."""
        return " · ".join((*counted(placed=self.seated), room(self.seats - self.seated)))

    @property
    def heads(self) -> str:
        return phrases.heads(self.expected)

    @property
    def looks_thin(self) -> str:
        return phrases.looks_thin(self.expected, self.floor)

    @property
    def thin_percent(self) -> int:
        return round(100 * thin_chance(self.expected, self.floor))

    @property
    def full_percent(self) -> int:
        return round(100 * full_chance(self.expected, self.seats))


@dataclass(frozen=True, slots=True)
class Left:
    """A need that stays on the list."""

    person: str
    name: str
    topic: str
    text: str
    standing: str
    urgent: bool
    why: str
    step: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asked, and what it was taken to be about; `words` led to the guess."""

    name: str
    text: str
    topic: str
    words: tuple[str, ...]
    others: tuple[str, ...]
    met: bool

    @property
    def guess(self) -> str:
        return phrases.guessed(self.topic, self.words)


@dataclass(frozen=True, slots=True)
class Told:
    """The whole week, ready to be shown."""

    title: str
    seed: int
    zone: str
    summary: str
    met: str
    distance: str
    proven: bool
    cafes: tuple[Cafe, ...]
    left: tuple[Left, ...]
    asks: tuple[Ask, ...]
    spare: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())

    @property
    def guessed(self) -> tuple[Ask, ...]:
        """The asks whose topic was guessed from their words."""
        return tuple(ask for ask in self.asks if ask.words)


def counted(
    *, coming: int = 0, asked: int = 0, more: int = 0, placed: int = 0, cannot: int = 0
) -> list[str]:
    """“8 coming”, “one asked”: how many stand how, without those that nobody does. `more` are asked
    without a seat that is kept for them.
    """
    told = [
        (coming, ngettext("one coming", "%(count)d coming", coming)),
        (asked, ngettext("one asked", "%(count)d asked", asked)),
        (more, ngettext("one more asked, first come", "%(count)d more asked, first come", more)),
        (placed, ngettext("one placed", "%(count)d placed", placed)),
        (cannot, ngettext("one can’t come", "%(count)d can’t come", cannot)),
    ]
    return [words % {"count": count} for count, words in told if count]


def room(free: int) -> str:
    """“2 seats free”, or that there is none."""
    return phrases.free_seats(free) if free > 0 else _("no seat free")


def tell(composed: Composed) -> Told:
    """Put a composed week in words."""
    cast = phrases.Cast(
        names={person: who.name for person, who in composed.people.items()},
        roles={person: who.role for person, who in composed.people.items()},
        topics=composed.topics,
    )
    cafes = _cafes(composed, cast)
    return Told(
        title=composed.title,
        seed=composed.seed,
        zone=_zone(list(composed.openings.values())),
        summary=_summary(cafes, composed.plan),
        met=phrases.needs_met(composed.plan) if composed.needs else "",
        distance=phrases.distance(composed.plan),
        proven=composed.plan.is_proven,
        cafes=cafes,
        left=_left(composed, cast),
        asks=_asks(composed, cast),
        spare=_spare(composed, {seat.opening for seat in composed.plan.seats}),
        notes=composed.notes,
    )


def _cafes(composed: Composed, cast: phrases.Cast) -> tuple[Cafe, ...]:
    reasons: dict[str, list[Reason]] = {}
    for reason in composed.plan.reasons:
        reasons.setdefault(reason.opening, []).append(reason)
    told_of = composed.forecasts.keys() | reasons
    held = [opening for opening in composed.problem.openings if opening.id in told_of]
    held.sort(key=lambda opening: composed.openings[opening.id].starts)
    found = []
    for number, opening in enumerate(held, 1):
        where = composed.openings[opening.id]
        guests = tuple(_guest(reason, composed, cast) for reason in reasons.get(opening.id, ()))
        found.append(
            Cafe(
                id=opening.id,
                anchor=f"cafe-{number}",
                starts=where.starts,
                ends=where.ends,
                place=where.place,
                access=where.access,
                link=where.link,
                table=where.table,
                online=opening.mode == "online",
                language=_language(opening.language),
                seats=opening.seats,
                guests=tuple(sorted(guests, key=_order)),
                expected=composed.forecasts[opening.id],
                floor=composed.floor,
            )
        )
    return tuple(found)


def _language(code: str | None) -> str:
    """“In Welsh”; what we have no name for stays as it was written."""
    if not code:
        return ""
    known = LANG_INFO.get(code, {})
    return _("In %(language)s") % {"language": _(known["name"]) if "name" in known else code}


def _guest(reason: Reason, composed: Composed, cast: phrases.Cast) -> Guest:
    who = composed.people[reason.person]
    holds = (reason.person, reason.opening) in composed.held
    pinned, unplanned = reason.pinned and not holds, holds and reason.why is Why.PINNED
    if holds:
        why = Why.WELCOME if unplanned else reason.why
        reason = replace(reason, why=why, pinned=False)
    said = _("has taken a seat") if unplanned else phrases.for_host(reason, cast)
    return Guest(
        id=reason.person,
        name=who.name,
        role=cast.role(reason.person),
        reason=said.removeprefix(f"{cast.name(reason.person)} "),
        told=phrases.for_person(reason, cast),
        helps=any(match.topic != COMPANY for match in reason.helps),
        professional=who.professional,
        newcomer=who.newcomer,
        holds=holds,
        pinned=pinned,
    )


def _order(guest: Guest) -> tuple[bool, bool, str]:
    """Those who help come first, professionals before peers, then by name."""
    return (not guest.helps, not guest.professional, guest.name.casefold())


def _left(composed: Composed, cast: phrases.Cast) -> tuple[Left, ...]:
    until = _until(composed)
    unmet = sorted(composed.plan.unmet, key=lambda need: (not need.urgent, -need.waiting_weeks))
    return tuple(_still(need, composed, cast, until) for need in unmet)


def _still(need: Unmet, composed: Composed, cast: phrases.Cast, until: date) -> Left:
    return Left(
        person=need.person,
        name=composed.people[need.person].name,
        topic=cast.label(need.topic),
        text=composed.needs[need.need].text,
        standing=phrases.standing(urgent=need.urgent, waiting_weeks=need.waiting_weeks),
        urgent=need.urgent,
        why=phrases.unmet(need, cast, until=until),
        step=phrases.what_next(need, cast),
    )


def _until(composed: Composed) -> date:
    """The day after the last café that could be held."""
    days = [where.starts.date() for where in composed.openings.values()]
    return max(days) + timedelta(days=1) if days else date.max


def _asks(composed: Composed, cast: phrases.Cast) -> tuple[Ask, ...]:
    met = {match.need for match in composed.plan.matches}
    asks = [_ask(need, asked, composed, cast, met) for need, asked in composed.needs.items()]
    return tuple(sorted(asks, key=lambda ask: (ask.name.casefold(), ask.text)))


def _ask(need: str, asked: Asked, composed: Composed, cast: phrases.Cast, met: set[str]) -> Ask:
    taken = [guess for guess in asked.guesses if guess.topic == asked.topic]
    others = [guess for guess in asked.guesses if guess.topic != asked.topic]
    return Ask(
        name=composed.people[asked.person].name,
        text=asked.text,
        topic=cast.label(asked.topic),
        words=taken[0].words if taken else (),
        others=tuple(cast.label(guess.topic) for guess in others),
        met=need in met,
    )


def _summary(cafes: tuple[Cafe, ...], plan: Plan) -> str:
    """“27 people, 4 cafés”: who sits down this week."""
    if not cafes:
        return _("No café can be held with these people and slots")
    people = len({seat.person for seat in plan.seats})
    return _("%(people)s at %(cafes)s") % {
        "people": ngettext("One person", "%(count)d people", people) % {"count": people},
        "cafes": ngettext("one café", "%(count)d cafés", len(cafes)) % {"count": len(cafes)},
    }


def _zone(openings: list[Where]) -> str:
    """“London”, or “London and Berlin”: whose clock the times are on."""
    zones = {where.starts.tzinfo for where in openings}
    keys = sorted(zone.key for zone in zones if isinstance(zone, ZoneInfo))
    return phrases.listed(key.rpartition("/")[2].replace("_", " ") for key in keys)


def _spare(composed: Composed, held: set[str]) -> tuple[str, ...]:
    """Openings in which no café is held."""
    free = sorted(
        (composed.openings[opening.id].starts, composed.openings[opening.id].place or opening.mode)
        for opening in composed.problem.openings
        if opening.id not in held
    )
    return tuple(f"{format_date(starts, _('D j M, H:i'))} · {where}" for starts, where in free)
