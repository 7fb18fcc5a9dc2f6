"""How the post is doing."""

from __future__ import annotations

from django.db.models import Count

from knowcafe.outbox.models import Message


def counted() -> dict[str, int]:
    """Letters by state; states without any are left out."""
    rows = Message.objects.values_list("state").annotate(count=Count("pk")).order_by("state")
    return dict(rows)
