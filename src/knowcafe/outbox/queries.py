"""How the post is doing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from knowcafe.outbox.models import Message


def overdue(before: datetime) -> bool:
    """Whether a letter that was due before a moment still waits, in nobody's hands."""
    return Message.objects.due(before).exists()


def last_trouble() -> str:
    """What the last letter that could not be sent met with; empty where there is none."""
    failed = Message.objects.filter(state=Message.State.FAILED).order_by("-due_at", "-pk")
    return failed.values_list("trouble", flat=True).first() or ""


def counted() -> dict[str, int]:
    """Letters by state; states without any are left out."""
    rows = Message.objects.values_list("state").annotate(count=Count("pk")).order_by("state")
    return dict(rows)
