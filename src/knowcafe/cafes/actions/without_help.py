"""When somebody leaves a table who was all the help another had there."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.actions.letters import tell
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries.without_help import left_without
from knowcafe.outbox import queries as post

_KIND = "without-help"


def tell_without_help(cafe: Cafe, helper: Person, *, now: datetime) -> None:
    """A letter to everybody who has a seat and nobody else there to help, once for a café.

    It is part of their booking: they said yes because of somebody who is not coming now.
    """
    for left in left_without(cafe, helper, now=now):
        if not post.written(f"{_KIND}:{cafe.pk}:{left.person.pk}:"):
            words = partial(phrases.without_help, who=left.who, topics=left.topics)
            tell(cafe, left.person, _KIND, words, now=now)
