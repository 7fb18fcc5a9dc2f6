"""A member's own page: both sides of one person, chapter by chapter, for their eyes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries.asked import invitation_link
from knowcafe.cafes.queries.confirming import Question, question
from knowcafe.cafes.queries.fitting import Outlook, Stands, outlooks
from knowcafe.cafes.queries.own_record import Record, own_record
from knowcafe.cafes.queries.places import Place, Standing
from knowcafe.cafes.queries.told import Told, tell
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.matching import FOR_A_LIVING
from knowcafe.members import queries as members
from knowcafe.members.models import MOST_OPEN_NEEDS, Profile
from knowcafe.phrases.quarters import months


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A seat or a reserve place, and why it is theirs; `asks` from the day before."""

    cafe: Told
    is_seat: bool
    why: str
    asks: Question | None


@dataclass(frozen=True, slots=True)
class MyInvitation:
    """A café they have not answered yet, and where its page is."""

    cafe: Told
    link: str
    until: str
    keeps_seat: bool


@dataclass(frozen=True, slots=True)
class KnowHow:
    """A topic they help with."""

    label: str
    for_a_living: bool


@dataclass(frozen=True, slots=True)
class AtHome:
    """Everything of one person in one chapter."""

    member: Member
    chapter: Chapter
    places: tuple[MyPlace, ...]
    invitations: tuple[MyInvitation, ...]
    needs: tuple[Outlook, ...]
    may_ask: bool
    know_how: tuple[KnowHow, ...]
    months: str
    cap: int | None
    days: int
    profile: Profile
    paused_until: date | None
    record: Record


def at_home(person: Person, now: datetime) -> tuple[AtHome, ...]:
    """One for each chapter somebody belongs to, by its name."""
    mine = Member.objects.filter(person=person).select_related("chapter", "person")
    return tuple(_at_home(member, now) for member in mine.order_by("chapter__name", "pk"))


def coming_place_of(person: Person, cafe_id: int, now: datetime) -> Place | None:
    """A seat or a reserve's place at a café ahead, if they have one."""
    mine = _cafes_of(person, None, now)
    return next((Place(cafe, person, is_) for cafe, is_ in mine if cafe.pk == cafe_id), None)


def member_of_id(person: Person, member_id: int) -> Member | None:
    """A membership, if it is theirs."""
    mine = Member.objects.filter(person=person, pk=member_id)
    return mine.select_related("chapter", "person").first()


def _at_home(member: Member, now: datetime) -> AtHome:
    chapter, person = member.chapter, member.person
    needs = outlooks(members.open_needs_of(member), now)
    why = {o.cafe.id: o.why for o in needs if o.cafe and o.stands is Stands.SEATED}
    quarter, _other = members.quarters_to_say(chapter, now)
    said = members.availability_of(member, quarter)
    first, last = members.days_of(quarter)
    today = chapter.on_the_wall(now).date()
    days = [on for _series, on in members.free_dates_of(member, max(first, today)) if on <= last]
    profile = members.profile_of(member)
    return AtHome(
        member=member,
        chapter=chapter,
        places=tuple(
            _place(Place(cafe, person, standing), why.get(cafe.pk, ""), now)
            for cafe, standing in _cafes_of(person, chapter, now)
        ),
        invitations=_invitations(person, chapter, now),
        needs=needs,
        may_ask=len(needs) < MOST_OPEN_NEEDS,
        know_how=tuple(
            KnowHow(members.topic_label(chapter, offer.topic), offer.depth == FOR_A_LIVING)
            for offer in members.offers_of(member)
        ),
        months=months(quarter.first_day),
        cap=said.cap if said else None,
        days=len(days),
        profile=profile,
        paused_until=profile.paused_until if profile.is_paused(today) else None,
        record=own_record(person, chapter, now),
    )


def _place(place: Place, why: str, now: datetime) -> MyPlace:
    asks = question(place, now) if place.cafe.question_at <= now else None
    return MyPlace(tell(place.cafe, now), place.standing is Standing.SEAT, why, asks)


def _cafes_of(
    person: Person, chapter: Chapter | None, now: datetime
) -> list[tuple[Cafe, Standing]]:
    seats = set(Seat.objects.filter(person=person).values_list("cafe_id", flat=True))
    waits = set(Reserve.objects.filter(person=person).values_list("cafe_id", flat=True))
    cafes = Cafe.objects.filter(pk__in=seats | waits).upcoming(now).with_free()
    if chapter:
        cafes = cafes.filter(chapter=chapter)
    return [(c, Standing.SEAT if c.pk in seats else Standing.RESERVE) for c in cafes]


def _invitations(person: Person, chapter: Chapter, now: datetime) -> tuple[MyInvitation, ...]:
    open_ = Invitation.objects.filter(
        person=person, cafe__chapter=chapter, answer=Invitation.Answer.NONE, expires_at__gt=now
    )
    rows = {row.cafe_id: row for row in open_}
    cafes = Cafe.objects.filter(pk__in=rows).upcoming(now).with_free()
    return tuple(
        MyInvitation(
            tell(cafe, now),
            invitation_link(rows[cafe.pk]),
            _until(chapter.on_the_wall(rows[cafe.pk].expires_at)),
            rows[cafe.pk].kind == Invitation.Kind.PLAN,
        )
        for cafe in cafes
    )


def _until(at: datetime) -> str:
    return f"{phrases.day(at)}, {phrases.clock(at)}"
