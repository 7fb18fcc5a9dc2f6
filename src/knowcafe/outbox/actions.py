"""Writing letters, and handing them to a transport: once, even with two workers at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from knowcafe.outbox import rules
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Later, Letter, Never, Transport

LEASE = timedelta(minutes=10)
"""Longer than a transport can take over one letter; after it a crashed worker's letter is free."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
"""Before the second attempt, the third…; after the last the letter has failed."""

SOON = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 10, 30, 60, 120))
"""The same for codes: somebody sits before a page and waits."""

_WORDS = ("subject", "body", "html")
_CODE = re.compile(r"[0-9]{3} ?[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one round's letters."""

    sent: int = 0
    later: int = 0
    failed: int = 0


def write(
    key: str,
    *,
    to: str,
    subject: str,
    body: str,
    now: datetime,
    good_until: datetime,
    chapter_id: int | None = None,
    html: str = "",
    calendar: str = "",
    stop_link: str = "",
    reply_to: str = "",
    is_code: bool = False,
) -> bool:
    """A letter in the caller's transaction; False if this one was written before.

    One with a `stop_link` is unrequested: False also where two such went there within the week.
    """
    if stop_link and not rules.can_disturb(to, now):
        return False
    _message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "html": html,
            "calendar": calendar,
            "stop_link": stop_link,
            "reply_to": reply_to,
            "is_code": is_code,
            "chapter_id": chapter_id,
            "written_at": now,
            "due_at": now,
            "good_until": good_until,
        },
    )
    return is_new


def deliver(
    *,
    transport: Transport,
    clock: Callable[[], datetime],
    most: int = 20,
    only_codes: bool = False,
) -> Delivered:
    """Send what is due, one letter at a time and outside of any transaction.

    The clock is asked before each letter, since sending takes time. A letter whose worker died, or
    whose fate is unknown, is sent again under the same Message-ID.
    """
    counts = {Message.State.SENT: 0, Message.State.WAITING: 0, Message.State.FAILED: 0}
    for _turn in range(most):
        message = take(now=clock(), only_codes=only_codes)
        if not message:
            break
        counts[_send(message, transport, clock)] += 1
    return Delivered(*counts.values())


def take(*, now: datetime, only_codes: bool = False) -> Message | None:
    """Lease a code, else the letter that has waited longest; nobody else gets the same.

    Whoever looks, looks every moment, and takes no lock where there is nothing to take.
    """
    due = Message.objects.due(now)
    if not (due.filter(is_code=True) if only_codes else due).exists():
        return None
    return _take(now, only_codes=only_codes)


@transaction.atomic
def _take(now: datetime, *, only_codes: bool) -> Message | None:
    """Letters that come too late to be of use, after an outage, are held for a person.

    Codes are not: nobody waits for them any more.
    """
    late = Message.objects.due(now).filter(good_until__lt=now)
    late.filter(is_code=False).update(state=Message.State.HELD, trouble="too late to be of use")
    late.filter(is_code=True).update(
        state=Message.State.FAILED, trouble="too late to be of use", subject="", body="", html=""
    )
    due = Message.objects.due(now)
    waiting = (due.filter(is_code=True) if only_codes else due).order_by("-is_code", "due_at", "pk")
    return next((message for message in waiting[:10] if _lease(message, now)), None)


def _lease(message: Message, now: datetime) -> bool:
    """A conditional UPDATE on the fencing token: of two who saw the letter one gets it."""
    same = Message.objects.filter(pk=message.pk, lease=message.lease, state=Message.State.WAITING)
    message.lease, message.attempts = message.lease + 1, message.attempts + 1
    taken = same.update(lease=message.lease, attempts=message.attempts, leased_until=now + LEASE)
    return bool(taken)


def _send(message: Message, transport: Transport, clock: Callable[[], datetime]) -> Message.State:
    letter = Letter(
        key=message.key,
        to=message.to,
        subject=message.subject,
        body=message.body,
        html=message.html,
        calendar=message.calendar,
        stop_link=message.stop_link,
        reply_to=message.reply_to,
    )
    try:
        transport.send(letter, now=message.written_at)
    except Never as never:
        return finish(message, state=Message.State.FAILED, now=clock(), trouble=str(never))
    except Later as later:
        last = message.attempts > len(PAUSES)
        state = Message.State.FAILED if last else Message.State.WAITING
        return finish(message, state=state, now=clock(), trouble=str(later))
    return finish(message, state=Message.State.SENT, now=clock())


@transaction.atomic
def finish(
    message: Message, *, state: Message.State, now: datetime, trouble: str = ""
) -> Message.State:
    """Say how a letter ended, unless somebody else has taken it up since: then nothing changes.

    Of a code nothing stays once it has left or never will, also not in what a server answered.
    """
    pauses = SOON if message.is_code else PAUSES
    pause = pauses[message.attempts - 1] if state == Message.State.WAITING else timedelta()
    erased: dict[str, str] = {}
    if message.is_code:
        trouble = _CODE.sub("…", trouble)
        erased = {} if state == Message.State.WAITING else dict.fromkeys(_WORDS, "")
    Message.objects.filter(pk=message.pk, lease=message.lease).update(
        state=state,
        leased_until=None,
        due_at=now + pause,
        sent_at=now if state == Message.State.SENT else None,
        trouble=trouble[:300],
        **erased,
    )
    return state
