"""Addresses that somebody typed and nobody ever proved to be theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Confirmation
from knowcafe.chapters.models import Member

KEPT = timedelta(hours=24)


@transaction.atomic
def let_strangers_go(*, now: datetime) -> int:
    """Forget people with an unproven address after a day, unless something here is about them.

    Whatever table points at somebody keeps them, also one that is made later; only to belong to a
    chapter without hosting it does not, since typing an address at its door is enough for that; nor
    does a place that was given back, or was at a café that is called off.
    """
    strangers = Person.objects.filter(verified_at=None, is_lead=False, since__lt=now - KEPT)
    for relation in Person._meta.related_objects:
        rows: models.QuerySet[models.Model] = relation.related_model._default_manager.all()
        if relation.related_model is Member:
            rows = rows.filter(is_host=True)
        if relation.related_model is Confirmation:
            rows = rows.filter(cafe__called_off_at=None).exclude(answer=Confirmation.Answer.CANNOT)
        strangers = strangers.exclude(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    return strangers.delete()[1].get("knowcafe.Person", 0)
