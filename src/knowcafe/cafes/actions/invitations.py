"""Asking people to a café, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Invitation, Seat

HOURS = timedelta(hours=48)
"""So long an invitation keeps a seat."""


@transaction.atomic
def invite(cafe: Cafe, person: Person, *, as_helper: bool, now: datetime) -> bool:
    """Keep a seat and ask; False where no seat is free or they were asked or sit there before."""
    if Seat.objects.filter(cafe=cafe, person=person).exists():
        return False
    if Invitation.objects.filter(cafe=cafe, person=person).exists():
        return False
    free = Seat.objects.filter(cafe=cafe, person=None, kept_for=None).order_by("number")
    if not any(
        Seat.objects.filter(pk=seat.pk, person=None, kept_for=None).update(kept_for=person)
        for seat in free
    ):
        return False
    Invitation.objects.create(
        cafe=cafe,
        person=person,
        as_helper=as_helper,
        sent_at=now,
        expires_at=min(now + HOURS, cafe.starts_at),
    )
    return True
