"""Asking people to a café."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries
from knowcafe.cafes.actions.letters import tell
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.cafes.queries import Invited, asked
from knowcafe.cafes.queries.ahead import Ahead
from knowcafe.cafes.queries.asking import hindrances
from knowcafe.cafes.queries.reachable import known_there
from knowcafe.chapters import actions as chapters
from knowcafe.journal import actions as journal
from knowcafe.members import queries as members

Answer = Invitation.Answer


@transaction.atomic
def invite(cafe: Cafe, person: Person, *, as_helper: bool, now: datetime) -> bool:
    """Keep a seat and ask; `tell_invited` writes the letter, once the whole table is asked.

    False where no seat is free, they were asked or sit there before, would rather not be asked,
    had two unrequested letters this week already, or the café is too near.
    """
    if hindrances(cafe.chapter, [(cafe, person)], now=now) != [None]:
        return False
    return bool(keep_seats([Invited(cafe, person, as_helper)], now=now))


@transaction.atomic
def keep_seats(letters: Sequence[Invited], *, now: datetime) -> list[Invited]:
    """Keep a seat for everybody who is to be asked, in about one query each; those who got one.

    Nobody may stand in the way of it: see `cafes.queries.asking`.
    """
    cafes = {letter.cafe.pk for letter in letters}
    free: dict[int, deque[int]] = defaultdict(deque)
    empty = Seat.objects.filter(cafe__in=cafes, person=None, kept_for=None).order_by("number")
    for seat, cafe in empty.values_list("pk", "cafe_id"):
        free[cafe].append(seat)
    kept = [letter for letter in letters if _keep_one(free[letter.cafe.pk], letter.person)]
    Invitation.objects.bulk_create(
        Invitation(
            cafe=letter.cafe,
            person=letter.person,
            as_helper=letter.as_helper,
            sent_at=now,
            expires_at=letter.cafe.kept_until(now),
        )
        for letter in kept
    )
    journal.record_each(
        "invitation.sent",
        [(letter.cafe.chapter_id, letter.person.pk, letter.cafe.pk) for letter in kept],
        at=now,
    )
    return kept


def _keep_one(free: deque[int], person: Person) -> bool:
    """A conditional UPDATE: of two who saw the same empty seat one gets it."""
    return any(
        Seat.objects.filter(pk=free.popleft(), person=None, kept_for=None).update(kept_for=person)
        for _turn in range(len(free))
    )


def tell_invited(cafe: Cafe, *, now: datetime, around: Ahead | None = None) -> int:
    """The letters to those who are asked and not told yet, each with their own reason.

    Each letter is a transaction of its own, so that somebody who takes a seat meanwhile waits for
    one of them at most.
    """
    untold = list(_untold(cafe).values_list("pk", flat=True))
    if not untold:
        return 0
    here = asked.table(cafe, now=now, around=around)
    why, known = here.reasons(), phrases.known_there(known_there(here))
    return sum(_tell(cafe, row, why, known, now) for row in untold)


def _untold(cafe: Cafe) -> QuerySet[Invitation]:
    return Invitation.objects.filter(cafe=cafe, told_at=None, answer=Answer.NONE).order_by("pk")


@transaction.atomic
def _tell(cafe: Cafe, pk: int, why: Mapping[int, str], known: str, now: datetime) -> bool:
    row = _untold(cafe).filter(pk=pk).select_related("person").first()
    if not row:
        return False
    until, words = row.expires_at, phrases.ASKED_TO_COME.get(row.kind, phrases.invited)
    reason = why.get(row.person_id, "") if row.kind == Invitation.Kind.PLAN else known
    if write_to(cafe, row, "invitation", words, why=reason, now=now, good_until=until):
        return bool(Invitation.objects.filter(pk=row.pk).update(told_at=now))
    # Another letter was quicker this week: then they are not asked.
    Invitation.objects.filter(pk=row.pk).update(answer=Answer.WITHDRAWN, answered_at=now)
    Seat.objects.filter(cafe=cafe, kept_for=row.person).update(kept_for=None)
    return False


def write_to(
    cafe: Cafe,
    row: Invitation,
    kind: str,
    words: Callable[[phrases.AboutInvitation], phrases.Words],
    *,
    why: str = "",
    now: datetime,
    good_until: datetime | None = None,
) -> bool:
    """A letter to somebody who is asked or was; it counts as one that nobody asked for."""
    member = chapters.join(cafe.chapter, person=row.person, now=now)
    stop = members.stop_link(member)

    def told(about: phrases.AboutCafe) -> phrases.Words:
        return words(
            phrases.AboutInvitation(
                cafe=about,
                why=why,
                until=cafe.chapter.on_the_wall(row.expires_at),
                as_helper=row.as_helper,
                rule=queries.address(reverse("rule", args=[cafe.chapter.slug])),
                stop=stop,
            )
        )

    link = asked.invitation_link(row)
    return tell(
        cafe,
        row.person,
        kind,
        told,
        now=now,
        link=link,
        stop_link=stop,
        good_until=good_until,
        in_calendar=row.kind == Invitation.Kind.PLAN,
    )


def tell_everybody_invited(*, now: datetime) -> int:
    """Letters of invitations that were made without them, whoever made them."""
    untold = Invitation.objects.filter(told_at=None, answer=Answer.NONE)
    cafes = Cafe.objects.filter(pk__in=untold.values("cafe")).select_related("chapter")
    return sum(tell_invited(cafe, now=now) for cafe in cafes.order_by("pk"))
