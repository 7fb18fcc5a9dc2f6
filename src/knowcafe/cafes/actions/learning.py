"""What a chapter learns of its evenings, and what it expects of those ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from knowcafe.cafes.models import Cafe, Learned, Outlook
from knowcafe.cafes.queries import evenings
from knowcafe.cafes.queries.deciding import AHEAD
from knowcafe.cafes.queries.history import seeded_model
from knowcafe.cafes.queries.outlook import crowd, unseen
from knowcafe.core.turnout import Model, learned, plain

_LEAST = 5e-5


def learn_turnout(*, now: datetime) -> int:
    """Chapters whose evenings have something new to say; everything is learned anew from them."""
    due = evenings.to_learn(now)
    for chapter in due:
        past = evenings.past_evenings(chapter, now)
        model = learned(seeded_model(chapter), past)
        values = {"at": now, "model": plain(model), "evenings": len(past)}
        Learned.objects.update_or_create(chapter=chapter, defaults=values)
    return len(due)


def look_ahead(*, now: datetime) -> int:
    """How many are likely to come to each café of the coming week about which anything is new."""
    cafes = unseen(now, within=AHEAD)
    expect_all(cafes, now=now)
    return len(cafes)


def expect_all(cafes: Iterable[Cafe], *, now: datetime) -> None:
    """Note how many are likely to come to each of them, as of now."""
    model = cache(evenings.model_for)
    for cafe in cafes:
        expect(cafe, now=now, model=model(cafe.chapter))


def expect(cafe: Cafe, *, now: datetime, model: Model) -> None:
    """Note how many are likely to come to a café, as of now."""
    found = crowd(cafe, now=now, model=model)
    chances = [round(float(chance), 4) for chance in found.heads.chances]
    while chances and chances[-1] < _LEAST:
        chances.pop()
    Outlook.objects.update_or_create(cafe=cafe, defaults={"at": now, "chances": chances})
