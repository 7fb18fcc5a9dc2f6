"""A table of four on Thursday to which people are asked, for tests of invitations."""

from __future__ import annotations

from datetime import datetime, time

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.cafes.queries import asked, digits
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.outbox.models import Message


def table_of(seats: int, chapter: Chapter, esi: Person, now: datetime) -> Cafe:
    """The first café of a weekly Thursday with so many seats."""
    Chapter.objects.update(table_size=seats)
    chapter.refresh_from_db()
    chapters.meet_weekly(chapter, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
    actions.open_ahead(now=now)
    return Cafe.objects.with_free().earliest("starts_at")


def person(name: str) -> Person:
    return Person.objects.get(first_name=name)


def ask(cafe: Cafe, *names: str, now: datetime, helpers: tuple[str, ...] = ()) -> list[bool]:
    """Asked and told, helpers last."""
    done = [actions.invite(cafe, person(n), as_helper=False, now=now) for n in names]
    done += [actions.invite(cafe, person(n), as_helper=True, now=now) for n in helpers]
    actions.tell_invited(cafe, now=now)
    return done


def opened(name: str) -> asked.Invited:
    """What the link in somebody's invitation leads to."""
    row = Invitation.objects.get(person__first_name=name)
    token = asked.invitation_link(row).rstrip("/").rpartition("/")[2]
    found = asked.invited(token)
    assert found
    return found


def answer(name: str, said: str, now: datetime, *, until=None, typed: str | None = None) -> None:
    mine = opened(name)
    typed = digits(mine.cafe, mine.person) if typed is None else typed
    actions.answer_invitation(mine, answer=said, until=until, typed=typed, by=None, now=now)


def answers() -> dict[str, str]:
    return dict(Invitation.objects.values_list("person__first_name", "answer"))


def seated(cafe: Cafe) -> list[str]:
    held = Seat.objects.filter(cafe=cafe).exclude(person=None).order_by("number")
    return list(held.values_list("person__first_name", flat=True))


def kept(cafe: Cafe) -> list[str]:
    held = Seat.objects.filter(cafe=cafe).exclude(kept_for=None).order_by("number")
    return list(held.values_list("kept_for__first_name", flat=True))


def letter(kind: str, name: str) -> Message:
    return Message.objects.get(key__startswith=f"{kind}:", to=f"{name.lower()}@example.org")
