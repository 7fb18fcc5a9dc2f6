"""Who looks after a chapter, and who would like to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.chapters import queries, rules
from knowcafe.chapters.actions.opening import join
from knowcafe.chapters.models import Chapter, Member
from knowcafe.journal import actions as journal
from knowcafe.outbox import actions as outbox
from knowcafe.refused import Refused

GOOD_FOR = timedelta(days=7)


@transaction.atomic
def add_host(
    chapter: Chapter, *, first_name: str, email: str, by: Person | None, now: datetime
) -> Member:
    """Somebody hosts from now on and gets a letter that says so; said twice it is said once."""
    by = _must_host(chapter, by)
    person = accounts.ensure_person(email, first_name=first_name, now=now)
    member = join(chapter, person=person, now=now)
    if Member.objects.filter(pk=member.pk, is_host=False).update(is_host=True):
        member.is_host = True
        letter = phrases.you_host(
            name=person.first_name,
            by=by.first_name,
            chapter=chapter.name,
            link=f"{settings.ADDRESS}{reverse('week', args=[chapter.slug])}",
        )
        _write(f"host:{chapter.pk}", chapter, person.email, letter, now=now)
        _note("host.added", chapter, by=by, now=now, about=person.pk)
    return member


@transaction.atomic
def remove_host(chapter: Chapter, person_id: int, *, by: Person | None, now: datetime) -> None:
    """They stay a member. The last host cannot go: somebody has to be there."""
    by = _must_host(chapter, by)
    if not Member.objects.filter(chapter=chapter, person=person_id).exists():
        raise Refused(_("Nobody like that belongs to this chapter."))
    others = Member.objects.filter(chapter=chapter, is_host=True).exclude(person=person_id)
    theirs = Member.objects.filter(chapter=chapter, person=person_id, is_host=True)
    if theirs.exists() and not others.exists():
        raise Refused(_("A chapter has at least one host. Add another one first."))
    still = others.filter(chapter=OuterRef("chapter"))
    if theirs.filter(Exists(still)).update(is_host=False):
        _note("host.removed", chapter, by=by, now=now, about=person_id)


@transaction.atomic
def add_member(
    chapter: Chapter, *, first_name: str, email: str, by: Person | None, now: datetime
) -> Member:
    """Somebody a host knows. They get no letter until there is something to tell them."""
    by = _must_host(chapter, by)
    person = accounts.ensure_person(email, first_name=first_name, now=now)
    member = join(chapter, person=person, now=now)
    if member.since == now:
        _note("member.added", chapter, by=by, now=now, about=person.pk)
    return member


@transaction.atomic
def offer_to_host(
    chapter: Chapter | None, *, first_name: str, email: str, words: str, sent: str, now: datetime
) -> int:
    """A letter to each host of the chapter, to the network's leads where there is none.

    It can be answered; whoever offers is not kept. `sent` marks one showing of the form, so a
    double click writes once.
    """
    accounts.must_be_name(first_name)
    to = queries.hosts(chapter) if chapter else queries.leads()
    letter = phrases.would_host(
        name=first_name, email=email, words=words, chapter=chapter.name if chapter else ""
    )
    key = f"would-host:{sent}:{chapter.pk if chapter else 0}"
    return sum(_to_each(key, chapter, to, letter, reply_to=email, now=now))


def _to_each(
    key: str,
    chapter: Chapter | None,
    people: Iterable[Person],
    letter: phrases.Words,
    *,
    reply_to: str,
    now: datetime,
) -> Iterable[bool]:
    for person in people:
        yield outbox.write(
            f"{key}:{person.pk}"[:80],
            to=person.email,
            subject=letter.subject,
            body=letter.body,
            reply_to=reply_to,
            now=now,
            good_until=now + GOOD_FOR,
            chapter_id=chapter.pk if chapter else None,
        )


def _must_host(chapter: Chapter, by: Person | None) -> Person:
    if not by or not rules.can_host(by, chapter):
        raise Refused(_("Only hosts of this chapter may decide who belongs to it."))
    return by


def _write(key: str, chapter: Chapter, to: str, letter: phrases.Words, *, now: datetime) -> None:
    outbox.write(
        f"{key}:{now:%Y%m%dT%H%M%S%f}",
        to=to,
        subject=letter.subject,
        body=letter.body,
        now=now,
        good_until=now + GOOD_FOR,
        chapter_id=chapter.pk,
    )


def _note(verb: str, chapter: Chapter, *, by: Person, now: datetime, about: int) -> None:
    journal.record(verb, at=now, chapter_id=chapter.pk, by_id=by.pk, about_id=about)
