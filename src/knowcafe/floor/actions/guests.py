"""What people in the room do on their own phones."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.core.hour import BadTap, Tap, tap_from
from knowcafe.floor import rules
from knowcafe.floor.actions.seating import reseat
from knowcafe.floor.actions.taps import keep, save_taps
from knowcafe.floor.models import Guest, Hour, Pulse, Touch
from knowcafe.floor.queries.people import expected, who_is
from knowcafe.floor.queries.phones import takeaway_key
from knowcafe.floor.queries.room import room
from knowcafe.floor.queries.running import hour_of, milliseconds, state_of
from knowcafe.members.queries import guesses
from knowcafe.refused import Refused

MOST_GUESTS = 60
LONGEST_NEED = 200
LONGEST_CONTACT = 120
TOKEN = 22


def come_as_guest(token: str, *, name: str, need: str, asked_with: str, now: datetime) -> Guest:
    """Somebody at the door, without an account: their first name and a line of what they need.

    The name of exactly one person who is expected and not here yet checks that person in, and
    tells this phone nothing private; any other is a walk-in’s.
    """
    hour = room(token, now=now)
    if not hour:
        raise Refused(_("This café is over."))
    name, need = " ".join(name.split()), " ".join(need.split())
    if not name:
        raise Refused(_("What is your first name?"))
    accounts.must_be_name(name)
    if len(need) > LONGEST_NEED:
        raise Refused(_("One line is enough; the table will ask."))
    guessed = guesses(hour.cafe.chapter, need) if need else ()
    topic = guessed[0].topic if guessed else ""
    guest, is_new = _arrived(
        hour, name=name, need=need, topic=topic, asked_with=asked_with, now=now
    )
    if is_new:
        reseat(hour)
    return guest


@transaction.atomic
def _arrived(
    hour: Hour, *, name: str, need: str, topic: str, asked_with: str, now: datetime
) -> tuple[Guest, bool]:
    Hour.objects.select_for_update().get(pk=hour.pk)
    before = Guest.objects.filter(hour=hour)
    if asked_with and (sent := before.filter(asked_with=asked_with).first()):
        return sent, False
    if before.count() >= MOST_GUESTS:
        raise Refused(_("So many phones are here already. Ask the host to add you."))
    who = _expected_by_name(hour, name) or f"w-{get_random_string(10).lower()}"
    _check_in(hour, who, name=name, need=need, now=now)
    guest = Guest.objects.create(
        hour=hour, who=who, token=get_random_string(TOKEN), name=name, need=need, topic=topic,
        consented_at=now, asked_with=asked_with,
    )  # fmt: skip
    return guest, True


def _expected_by_name(hour: Hour, name: str) -> str:
    """The one person of this name who has a place, no phone here, and has not come yet."""
    here = set(state_of(hour).here())
    here |= set(Guest.objects.filter(hour=hour).values_list("who", flat=True))
    found = [
        one.who
        for one in expected(hour.cafe)
        if one.name.casefold() == name.casefold() and one.who not in here
    ]
    return found[0] if len(found) == 1 else ""


def _check_in(hour: Hour, who: str, *, name: str, need: str, now: datetime) -> None:
    said = {"who": who, "name": name} | ({"need": need} if need else {})
    tap = Tap(f"in-{who}-{milliseconds(now)}", "here", milliseconds(now), said)
    save_taps(hour, {tap.id: tap}, by=None, now=now)


def my_phone(cafe: Cafe, person: Person, *, now: datetime) -> Guest:
    """Somebody with a place, signed in or by their own link: checked in, on their own phone."""
    hour = hour_of(cafe)
    if not hour or not rules.can_see_room(hour, now):
        raise Refused(_("This café is not open yet, or it is over."))
    if person.pk not in {one.person_id for one in expected(cafe)}:
        raise Refused(_("You have no seat at this café; scan the code at the door instead."))
    guest, has_come = _opened(hour, person, now=now)
    if has_come:
        reseat(hour)
    return guest


@transaction.atomic
def _opened(hour: Hour, person: Person, *, now: datetime) -> tuple[Guest, bool]:
    """A phone that somebody else got by typing this name at the door stops being theirs."""
    Hour.objects.select_for_update().get(pk=hour.pk)
    who = who_is(person)
    has_come = not hour.closed_at and who not in state_of(hour).here()
    if has_come:
        _check_in(hour, who, name=person.first_name, need="", now=now)
    Guest.objects.filter(hour=hour, who=who, person=None).delete()
    guest, _is_new = Guest.objects.get_or_create(
        hour=hour,
        who=who,
        defaults={
            "person": person,
            "name": person.first_name,
            "token": get_random_string(TOKEN),
            "consented_at": now,
        },
    )
    return guest, has_come


@transaction.atomic
def answer_pulse(guest: Guest, *, useful: int, space: int, change: str, now: datetime) -> None:
    """The three quick questions; said again, the last word counts."""
    _must_be_open(guest, now)
    if not (1 <= useful <= 5 and 1 <= space <= 5):
        raise Refused(_("Choose one to five, please."))
    Pulse.objects.update_or_create(
        guest=guest,
        defaults={
            "useful": useful,
            "space": space,
            "change": " ".join(change.split())[:200],
            "answered_at": now,
        },
    )


@transaction.atomic
def stay_in_touch(guest: Guest, *, whom: Collection[str], contact: str = "", now: datetime) -> None:
    """With these, and no others; they hear of it if they would like it too. `contact` is what
    they may have then.
    """
    _must_be_open(guest, now)
    contact = " ".join(contact.split())
    if len(contact) > LONGEST_CONTACT:
        raise Refused(_("An address or a number is enough."))
    there = state_of(guest.hour).people.keys() - {guest.who}
    Guest.objects.filter(pk=guest.pk).update(contact=contact)
    Touch.objects.filter(giver=guest).exclude(to_who__in=whom).delete()
    Touch.objects.bulk_create(
        [Touch(giver=guest, to_who=who) for who in sorted(there & set(whom))],
        ignore_conflicts=True,
    )


def say_takeaway(
    guest: Guest, *, text: str, what: str = "insight", topic: str = "", now: datetime
) -> None:
    """One take-away, without a name; said again it replaces the first, empty it takes it back."""
    key, text = takeaway_key(guest), text.strip()
    said: dict[str, object] = {"key": key, "text": text, "what": what, "topic": topic}
    _tap(guest, "takeaway" if text else "drop", said if text else {"key": key}, now=now)


def say_step(
    guest: Guest,
    *,
    text: str,
    cue: str = "",
    action: str = "",
    obstacle: str = "",
    plan: str = "",
    on: date | None = None,
    buddy: str = "",
    confidence: int | None = None,
    now: datetime,
) -> None:
    """Their own next step; said again it replaces the first, empty it takes it back."""
    said: dict[str, object] = {
        "text": text.strip(),
        "cue": cue.strip(),
        "action": action.strip(),
        "obstacle": obstacle.strip(),
        "plan": plan.strip(),
        "on": on.isoformat() if on else None,
        "buddy": buddy.strip(),
        "confidence": confidence,
    }
    if not said["text"]:
        _tap(guest, "nostep", {"who": guest.who}, now=now)
        return
    said = {name: value for name, value in said.items() if value not in ("", None)}
    _tap(guest, "step", {"who": guest.who, **said}, now=now)


def _tap(guest: Guest, kind: str, said: dict[str, object], *, now: datetime) -> None:
    key = f"{kind}-{guest.who}-{get_random_string(8)}"
    try:
        tap = tap_from({"id": key, "kind": kind, "at": milliseconds(now), **said})
    except BadTap:
        raise Refused(_("That is too long, or not one of the choices.")) from None
    keep(guest.hour, [tap], by=None, now=now)


def _must_be_open(guest: Guest, now: datetime) -> None:
    if not rules.can_see_room(guest.hour, now):
        raise Refused(_("This café is over."))
