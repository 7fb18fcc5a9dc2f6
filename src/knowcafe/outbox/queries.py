"""How the post is doing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from knowcafe.outbox.models import Message

A_WEEK = timedelta(days=7)


def unrequested(to: str, now: datetime) -> int:
    """Letters of the last seven days that somebody did not ask for."""
    return unrequested_by([to], now).get(to, 0)


def unrequested_by(to: QuerySet[Any, Any] | Sequence[str], now: datetime) -> dict[str, int]:
    """The same for many addresses at once; those without any are left out."""
    lately = Message.objects.filter(to__in=to, written_at__gt=now - A_WEEK)
    rows = lately.exclude(stop_link="").exclude(state=Message.State.FAILED).values_list("to")
    return dict(rows.annotate(Count("pk")).order_by())


def written(*beginnings: str) -> int:
    """How many letters were written whose keys begin so; whole parts of a key, ended by a colon."""
    mine = Q()
    for begin in beginnings:
        mine |= Q(key__gte=begin, key__lt=begin.removesuffix(":") + ";")  # the sign after a colon
    return Message.objects.filter(mine).count()


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
