"""Who may come."""

from __future__ import annotations

from datetime import datetime

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Confirmation, Facilitator, Seat
from knowcafe.chapters import rules as chapters
from knowcafe.chapters.models import Chapter


def can_come(person: Person | None, cafe: Cafe) -> bool:
    """Whoever may see the chapter may ask for a seat at its tables."""
    return chapters.can_see(person, cafe.chapter)


def can_come_as(email: str, by: Person | None, cafe: Cafe) -> bool:
    """In a closed chapter under one's own address only: whom to let in is for its hosts to say."""
    return cafe.chapter.is_open or (by is not None and by.email == email.lower())


def can_plan(person: Person | None, chapter: Chapter) -> bool:
    """A chapter's week is its hosts' to plan."""
    return chapters.can_host(person, chapter)


def is_open_for_changes(cafe: Cafe, now: datetime) -> bool:
    """Seats are taken and released until the café begins; after that the door decides."""
    return now < cafe.starts_at


def is_called_off(cafe: Cafe) -> bool:
    """As it is now: whoever asks may have read the café before."""
    return Cafe.objects.filter(pk=cafe.pk).exclude(called_off_at=None).exists()


def can_call_off(person: Person | None, cafe: Cafe) -> bool:
    """The chapter's hosts; the software where they let it call off what stays thin."""
    if person is None:
        return cafe.chapter.calls_off_alone
    return chapters.can_host(person, cafe.chapter)


def can_change(person: Person | None, cafe: Cafe) -> bool:
    """When, where and whether it is, and who is asked, is for the chapter's hosts to say."""
    return chapters.can_host(person, cafe.chapter)


def can_run(person: Person | None, cafe: Cafe) -> bool:
    """The chapter's hosts, the second table's facilitator, and whoever a host lets run it."""
    if person is None:
        return False
    named = Facilitator.objects.filter(cafe=cafe, person=person)
    is_second = cafe.second_facilitator_id == person.pk
    return is_second or chapters.can_host(person, cafe.chapter) or named.exists()


def can_note(person: Person | None, cafe: Cafe) -> bool:
    """Who came is for those to say who run the café."""
    return can_run(person, cafe)


def can_know_place(person: Person, cafe: Cafe) -> bool:
    """The address of a home, or of a closed chapter's café, is for those who hold a seat, or are
    called up without one.
    """
    return (cafe.is_place_public and cafe.chapter.is_open) or can_know_link(person, cafe)


def can_know_link(person: Person, cafe: Cafe) -> bool:
    """Where a café meets online is for those who come to it, and its hosts."""
    mine = {"cafe": cafe, "person": person}
    called_up = Confirmation.objects.filter(as_reserve=True, called_up_at__isnull=False, **mine)
    comes = Seat.objects.filter(**mine).exists() or called_up.exclude(answer="cannot").exists()
    return comes or chapters.can_host(person, cafe.chapter)
