"""How the post is doing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from knowcafe.outbox.models import Message

A_WEEK = timedelta(days=7)

LONGEST_WAIT = timedelta(days=14)
"""No letter leaves so long after it was written."""


def unrequested(to: str, now: datetime) -> int:
    """Letters of the last seven days that somebody did not ask for."""
    return unrequested_by([to], now).get(to, 0)


def unrequested_by(to: QuerySet[Any, Any] | Sequence[str], now: datetime) -> dict[str, int]:
    """The same for many addresses at once; those without any are left out.

    A letter counts from when it left, which after an outage may be days after it was written.
    """
    since = now - A_WEEK
    left = Q(sent_at__gt=since) | Q(sent_at=None, written_at__gt=since)
    lately = Message.objects.filter(left, to__in=to, written_at__gt=since - LONGEST_WAIT)
    mine = lately.exclude(stop_link="").exclude(state=Message.State.FAILED)
    rows = mine.values_list("to").annotate(Count("pk"))
    return dict(rows.order_by())


def written(*beginnings: str) -> int:
    """How many letters were written whose keys begin so; whole parts of a key, ended by a colon."""
    return _beginning(*beginnings).count()


def _beginning(*beginnings: str) -> QuerySet[Message]:
    mine = Q()
    for begin in beginnings:
        mine |= Q(key__gte=begin, key__lt=begin.removesuffix(":") + ";")  # the sign after a colon
    return Message.objects.filter(mine)


def is_in_house(beginning: str) -> bool:
    """Whether a letter whose key begins so, ended by a colon, has not left, or not yet."""
    return _beginning(beginning).filter(sent_at=None).exists()


def unwritten(keys: Iterable[str]) -> list[str]:
    """Those of them with which no letter was written, in their order."""
    wanted = list(keys)
    there = set(Message.objects.filter(key__in=wanted).values_list("key", flat=True))
    return [key for key in wanted if key not in there]


def overdue(before: datetime) -> bool:
    """Whether a letter that was due before a moment still waits, in nobody's hands."""
    return Message.objects.due(before).exists()


def held_lately(now: datetime) -> int:
    """Letters of the last seven days which would have come too late, so nobody got them."""
    lately = Message.objects.filter(state=Message.State.HELD, good_until__gt=now - A_WEEK)
    return lately.count()


def last_trouble() -> str:
    """What the last letter that could not be sent met with; empty where there is none."""
    failed = Message.objects.filter(state=Message.State.FAILED).order_by("-due_at", "-pk")
    return failed.values_list("trouble", flat=True).first() or ""


def counted() -> dict[str, int]:
    """Letters by state; states without any are left out."""
    rows = Message.objects.values_list("state").annotate(count=Count("pk")).order_by("state")
    return dict(rows)
