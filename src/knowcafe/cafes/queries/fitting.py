"""The café that fits a need, and where its owner stands: for their own eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.utils.translation import gettext as _

from knowcafe.cafes.models import Cafe, Invitation, Plan, Seat
from knowcafe.cafes.queries.conflicts import conflicts
from knowcafe.cafes.queries.met import REMEMBERED
from knowcafe.cafes.queries.told import Told, tell
from knowcafe.core.calendar import Week
from knowcafe.core.matching import COMPANY, FOR_A_LIVING
from knowcafe.members import queries as members
from knowcafe.members.models import FreeDate, Need, Profile
from knowcafe.phrases import day as in_words
from knowcafe.phrases import fitting as phrases


class Stands(Enum):
    """How somebody stands with a need."""

    SEATED = "seated"
    INVITED = "invited"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where somebody stands with a need, in words.

    `cafe` is the one they sit at or are invited to; `instead` one they may come to anyway.
    """

    need: Need
    label: str
    stands: Stands
    news: str
    why: str
    cafe: Told | None = None
    instead: Told | None = None


def outlook(need: Need, now: datetime) -> Outlook:
    """What its owner is told about a need."""
    return outlooks([need], now)[0]


def outlooks(needs: Iterable[Need], now: datetime) -> tuple[Outlook, ...]:
    """The same for several needs of one member: what is around them is read once."""
    around, told = None, []
    for need in needs:
        label = members.topic_label(need.member.chapter, need.topic)
        if need.closed_at:
            news = _("Met") if need.closed_as == Need.End.MET else _("Taken back")
            told.append(Outlook(need, label, Stands.CLOSED, news, ""))
            continue
        around = around.about(need) if around else _Around(need, now)
        told.append(_open(around, label))
    return tuple(told)


def _open(around: _Around, label: str) -> Outlook:
    need, now = around.need, around.now
    for cafe in around.mine:
        if helper := around.helper_at(cafe):
            told = tell(cafe, now)
            news = _("You have a seat on %s") % told.day
            return Outlook(need, label, Stands.SEATED, news, around.can_help(helper, cafe), told)
    for cafe in filter(around.helper_at, around.invited):
        told = tell(cafe, now)
        news = _("You are invited for %s") % told.day
        return Outlook(
            need, label, Stands.INVITED, news, _("The invitation is in your mailbox."), told
        )
    news = _("You are on the list")
    likely = around.likely()
    if likely:
        how = _("A host makes the plan for each week; you get an invitation by mail.")
        return Outlook(need, label, Stands.WAITING, news, f"{how} {likely}")
    open_ = around.instead()
    instead = tell(open_, now) if open_ else None
    return Outlook(need, label, Stands.WAITING, news, around.nobody_yet(), None, instead)


def seats_that_fit(need: Need, now: datetime) -> list[Cafe]:
    """Cafés with a seat for this need right now, the best first: somebody there can help.

    Whoever is invited counts too once the week's plan is published. Nobody gets a second seat in
    a week, and none beside somebody they would rather not sit with.
    """
    around = _Around(need, now)
    fits = [cafe for cafe in around.open_to_me() if around.helper_at(cafe)]
    return sorted(fits, key=lambda cafe: (not around.is_coming(cafe), cafe.starts_at, cafe.pk))


class _Around:
    """What is read once about needs: their owner's days, the coming cafés, and who can help."""

    def __init__(self, need: Need, now: datetime) -> None:
        self.need, self.now = need, now
        self.chapter, self.me = need.member.chapter, need.member.person_id
        self.today = self.chapter.on_the_wall(now).date()
        self.free = members.free_dates_of(need.member, self.today)
        coming = Cafe.objects.filter(chapter=self.chapter).exclude(published_at=None)
        self.cafes = list(coming.upcoming(now).with_free())
        self.sits: dict[int, list[int]] = defaultdict(list)
        self.kept: dict[int, list[int]] = defaultdict(list)
        seats = Seat.objects.filter(cafe__in=self.cafes).order_by("cafe", "number")
        for cafe, person, kept_for in seats.values_list("cafe_id", "person_id", "kept_for_id"):
            if person:
                self.sits[cafe].append(person)
            if kept_for:
                self.kept[cafe].append(kept_for)
        self.mine = [cafe for cafe in self.cafes if self.me in self.sits[cafe.pk]]
        self.invited = [cafe for cafe in self.cafes if self.me in self.kept[cafe.pk]]
        self.planned = set(
            Plan.objects.filter(
                chapter=self.chapter, published_at__isnull=False, undone_at=None
            ).values_list("week_of", flat=True)
        )
        self.profiles = members.profiles(self.chapter)
        self.apart = {
            person for pair in self._apart() if self.me in pair for person in pair - {self.me}
        }
        self.helpers = self._helpers()

    def about(self, need: Need) -> _Around:
        """The same surroundings for another need of theirs."""
        other = copy(self)
        other.need = need
        other.helpers = other._helpers()
        return other

    def _helpers(self) -> dict[int, tuple[str, int]]:
        """First name and depth of those who know the topic, by the person's id."""
        knowing = members.offers(self.chapter).filter(topic=self.need.topic)
        return {
            offer.member.person_id: (offer.member.person.first_name, offer.depth)
            for offer in knowing.exclude(member=self.need.member)
            if offer.member.person_id not in self.apart
            and self._share_a_language(offer.member.person_id)
        }

    def _apart(self) -> frozenset[frozenset[int]]:
        said = conflicts(self.chapter, since=self.today - REMEMBERED)
        return members.apart(self.chapter) | said

    def _share_a_language(self, other: int) -> bool:
        mine, theirs = (set(self._said(person).languages) for person in (self.me, other))
        return not mine or not theirs or bool(mine & theirs)

    def _said(self, person: int) -> Profile:
        return self.profiles.get(person) or Profile()

    def helper_at(self, cafe: Cafe) -> int | None:
        """Somebody who can help at a table: who comes before who is invited, the deepest first."""
        there = self.sits[cafe.pk]
        if _monday(cafe.on) in self.planned:
            there = there + self.kept[cafe.pk]
        if self.need.topic == COMPANY:
            return next((person for person in there if person != self.me), None)
        knowing = [person for person in there if person in self.helpers]
        coming = set(self.sits[cafe.pk])
        return min(knowing, key=lambda p: (p not in coming, -self.helpers[p][1], p), default=None)

    def is_coming(self, cafe: Cafe) -> bool:
        """Whether who can help there has a seat, not only an invitation."""
        return self.helper_at(cafe) in self.sits[cafe.pk]

    def open_to_me(self) -> Iterable[Cafe]:
        asked = Invitation.objects.filter(person=self.me, cafe__chapter=self.chapter)
        asked = asked.filter(cafe__called_off_at=None)
        taken = {_monday(cafe.on) for cafe in self.mine}
        taken |= {_monday(on) for on in asked.values_list("cafe__on", flat=True)}
        for cafe in self.cafes:
            here = {*self.sits[cafe.pk], *self.kept[cafe.pk]}
            if not cafe.free or here & self.apart or _monday(cafe.on) in taken:
                continue
            if (cafe.series_id, cafe.on) in self.free:
                yield cafe

    def can_help(self, helper: int, cafe: Cafe) -> str:
        return phrases.can_help(
            self._introduced(helper, at_my_table=True),
            self.need.topic,
            members.topic_label(self.chapter, self.need.topic),
            is_coming=helper in self.sits[cafe.pk],
        )

    def _introduced(self, helper: int, *, at_my_table: bool) -> str:
        """By name only if they agreed, which they did for those they sit with."""
        said, (name, depth) = self._said(helper), self.helpers.get(helper, ("", 0))
        return phrases.somebody(
            name=name if at_my_table and said.may_show_name else "",
            role=said.role,
            for_a_living=depth == FOR_A_LIVING,
        )

    def likely(self) -> str:
        """The first day, of a week that is not planned yet, on which somebody can help."""
        days = FreeDate.objects.filter(member__chapter=self.chapter, on__gte=self.today)
        days = days.exclude(member=self.need.member).filter(on__in={on for _, on in self.free})
        if self.need.topic != COMPANY:
            days = days.filter(member__person__in=self.helpers)
        days = days.select_related("member", "series__chapter")
        for day in days.order_by("on", "series__starts", "pk").iterator(chunk_size=50):
            helper = day.member.person_id
            if (
                (day.series_id, day.on) in self.free
                and _monday(day.on) not in self.planned
                and day.series.begins(day.on) > self.now
                and self._may_be_asked(helper, day.on)
            ):
                starts = self.chapter.on_the_wall(day.series.begins(day.on))
                who = self._introduced(helper, at_my_table=False)
                return phrases.most_likely(in_words(starts), who, self.need.topic)
        return ""

    def _may_be_asked(self, helper: int, on: date) -> bool:
        said = self._said(helper)
        knows = helper in self.helpers or (self.need.topic == COMPANY and helper not in self.apart)
        return knows and said.wants_invitations and not said.is_paused(on)

    def nobody_yet(self) -> str:
        label = members.topic_label(self.chapter, self.need.topic)
        return phrases.nobody_yet(self.need.topic, label, is_known=bool(self.helpers))

    def instead(self) -> Cafe | None:
        """A café with a free seat, on one of their days if there is one."""
        open_ = [
            cafe
            for cafe in self.cafes
            if cafe.free and cafe.has_open_door and cafe not in (*self.mine, *self.invited)
        ]
        suits = [cafe for cafe in open_ if (cafe.series_id, cafe.on) in self.free]
        return next(iter(suits or open_), None)


def _monday(on: date) -> date:
    return Week.containing(on).monday
