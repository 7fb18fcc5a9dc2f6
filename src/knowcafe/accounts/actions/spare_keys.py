"""A way in when mail is down: a link made by whoever runs this installation."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.accounts import queries
from knowcafe.accounts.models import Person, SpareKey
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused

LASTS = timedelta(minutes=15)


@transaction.atomic
def cut_spare_key(email: str, *, now: datetime) -> tuple[Person, str]:
    """Whose it is and its token, which is kept nowhere; keys cut before are of no use then."""
    person = Person.objects.filter(email=email.lower()).first()
    if not person:
        raise Refused(_("Nobody here has the address %s.") % email)
    SpareKey.objects.filter(person=person).delete()
    token = secrets.token_urlsafe(32)
    SpareKey.objects.create(person=person, digest=queries.digest(token), good_until=now + LASTS)
    journal.record("key.cut", at=now, about_id=person.pk)
    return person, token


@transaction.atomic
def use_spare_key(token: str, *, now: datetime) -> Person:
    """Whom it lets in. A conditional UPDATE: of two who hold it one gets in."""
    good = SpareKey.objects.filter(digest=queries.digest(token), used_at=None, good_until__gt=now)
    key = good.select_related("person").first()
    if not key or not good.update(used_at=now):
        raise Refused(_("This link has been used, or is older than a quarter of an hour."))
    journal.record("key.used", at=now, by_id=key.person_id, about_id=key.person_id)
    return key.person
