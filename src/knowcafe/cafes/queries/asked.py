"""Who is asked to a café: the page their mail leads to, and their own reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Invitation, Reserve, Seat
from knowcafe.cafes.queries.ahead import Ahead, ahead
from knowcafe.cafes.queries.places import address
from knowcafe.core.calendar import Week
from knowcafe.core.matching import Bound, Problem
from knowcafe.core.matching import Seat as Seated
from knowcafe.core.matching.explain import explained
from knowcafe.members import queries as members
from knowcafe.outbox import queries as post
from knowcafe.phrases.fitting import somebody

_SIGNER = Signer(sep="~", salt="knowcafe.cafes.invitation")


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as its page shows it.

    `can_come` says that a seat is theirs for the taking: held, kept, or simply free. `waits`: they
    are a reserve.
    """

    row: Invitation
    cafe: Cafe
    person: Person
    has_seat: bool
    can_come: bool
    waits: bool

    @property
    def keeps_seat(self) -> bool:
        """Whether a seat was kept for them, until they answered or did not."""
        return self.row.kind == Invitation.Kind.PLAN

    @property
    def until(self) -> datetime:
        """On the chapter's clock."""
        return self.cafe.chapter.on_the_wall(self.row.expires_at)


def invitation_link(row: Invitation) -> str:
    """The address of an invitation; it goes to their mailbox and nowhere else."""
    return address(reverse("invitation", args=[_SIGNER.sign(str(row.pk))]))


def invited(token: str) -> Invited | None:
    """What a link leads to; None if it was not made by us, or what it led to is gone."""
    try:
        row_id = int(_SIGNER.unsign(token))
    except BadSignature:
        return None
    row = Invitation.objects.filter(pk=row_id).select_related("person").first()
    if not row:
        return None
    cafe = Cafe.objects.with_free().get(pk=row.cafe_id)
    mine = Seat.objects.filter(cafe=cafe)
    has_seat = mine.filter(person=row.person).exists()
    is_kept = mine.filter(kept_for=row.person).exists()
    return Invited(
        row,
        cafe,
        row.person,
        has_seat=has_seat,
        can_come=has_seat or is_kept or cafe.free > 0,
        waits=Reserve.objects.filter(cafe=cafe, person=row.person).exists(),
    )


def has_been_told(row: Invitation) -> bool:
    """Whether their letter has left, which after an outage it may not have."""
    return not post.is_in_house(f"invitation:{row.cafe_id}:{row.person_id}:")


def paused_until(invited: Invited) -> date | None:
    """The day from which they are asked again, where they have paused."""
    member = members.member_of(invited.cafe.chapter, invited.person)
    return members.profile_of(member).paused_until if member else None


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at a café or is asked to, as the core sees them."""

    cafe: Cafe
    ahead: Ahead

    @property
    def here(self) -> set[str]:
        return {person for person, cafe in self.ahead.held if cafe == str(self.cafe.pk)}

    def reasons(self) -> dict[int, str]:
        """Everybody's own reason to sit here, by their id; nobody's once the café has begun."""
        here = str(self.cafe.pk)
        seats = tuple(Seated(person, here) for person in self.here)
        if not seats:
            return {}
        plan, cast = explained(self._problem(), seats, Bound(0, 0, 0)), self._cast()
        return {int(reason.person): phrases.own_reason(reason, cast) for reason in plan.reasons}

    def topics(self, *, besides: Person) -> list[str]:
        """What the table may know of the needs at it, as their owners put it; not one's own."""
        asked = [
            self.ahead.needs[need.id].text
            for need in self.ahead.problem.needs
            if need.person in self.here and need.person != str(besides.pk)
        ]
        return sorted(dict.fromkeys(asked), key=str.casefold)

    def _problem(self) -> Problem:
        """The week's problem cut down to this table."""
        week, here = self.ahead.problem, self.here
        openings = tuple(o for o in week.openings if o.id == str(self.cafe.pk))
        slots = {opening.slot for opening in openings}
        return replace(
            week,
            people=tuple(
                replace(person, free=person.free & slots)
                for person in week.people
                if person.id in here
            ),
            needs=tuple(need for need in week.needs if need.person in here),
            slots=tuple(slot for slot in week.slots if slot.id in slots),
            openings=openings,
            apart=frozenset(pair for pair in week.apart if pair <= here),
            met={pair: weeks for pair, weeks in week.met.items() if pair <= here},
            pins=frozenset(),
            forbidden=frozenset(),
        )

    def _cast(self) -> phrases.Cast:
        """How people are spoken of to each other: by name only if they agreed."""
        shown = members.profiles(self.cafe.chapter)
        tree = members.tree_of(self.cafe.chapter)
        return phrases.Cast(
            names={
                person: somebody(
                    name=who.name
                    if (said := shown.get(int(person))) and said.may_show_name
                    else "",
                    role=who.role,
                    for_a_living=who.professional,
                )
                for person, who in self.ahead.people.items()
            },
            topics={topic.id: topic.label for topic in tree.topics},
        )


def table(cafe: Cafe, *, now: datetime, around: Ahead | None = None) -> Table:
    """A café's table as it is now; `around` is the café's week, if it was read before."""
    week = Week.containing(cafe.on)
    return Table(cafe, around or ahead(cafe.chapter, week, now=now))
