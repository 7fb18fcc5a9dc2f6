"""A chapter's first model, from evenings held elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, PastCount
from knowcafe.cafes.queries.evenings import model_for
from knowcafe.cafes.queries.history import past_counts, seeded_model
from knowcafe.core.turnout import Model, Past, seeded
from tests.core.exchange.elsewhere import LUMA

pytestmark = pytest.mark.django_db
FEBRUARY = date(2027, 2, 4)


def count(chapter, on: date | None, said_yes: int, came: int | None, source: str = "luma") -> None:
    PastCount.objects.create(
        chapter=chapter, source=source, key=str(on or "all"), on=on, people=said_yes,
        said_yes=said_yes, came=came,
    )  # fmt: skip


def rate(*evenings: Past) -> float:
    return seeded(Model(), evenings).showing.rate


def test_nothing_is_known(london) -> None:
    assert seeded_model(london).showing.rate == Model().showing.rate
    count(london, FEBRUARY, 10, None)
    count(london, FEBRUARY - timedelta(weeks=1), 0, 0)
    assert seeded_model(london).showing.rate == Model().showing.rate


def test_evenings_of_two_places_on_one_day_are_one(london, hugo) -> None:
    count(london, FEBRUARY, 10, 3)
    count(london, FEBRUARY, 6, 3, "meetup")
    count(london, FEBRUARY - timedelta(weeks=2), 10, 4)
    expected = rate(Past(16, 6), Past(10, 4, 2.0))
    assert seeded_model(london).showing.rate == expected
    assert [c.source for c in past_counts(london)] == ["luma", "meetup", "luma"]


def test_sums_count_where_no_evening_of_that_place_is_known(london) -> None:
    count(london, None, 400, 100, "meetup")
    assert seeded_model(london).showing.rate == rate(Past(400, 100, 52.0, is_sum=True))
    count(london, FEBRUARY, 10, 3)
    both = rate(Past(10, 3), Past(400, 100, 52.0, is_sum=True))
    assert seeded_model(london).showing.rate == both
    count(london, FEBRUARY, 10, 3, "meetup")
    assert seeded_model(london).showing.rate == rate(Past(20, 6))


def test_what_was_noted_here_is_not_counted_twice(london, thursday: Cafe, now) -> None:
    count(london, thursday.on, 10, 1)
    count(london, FEBRUARY, 10, 3)
    Cafe.objects.filter(pk=thursday.pk).update(noted_at=now)
    weeks = (thursday.on - FEBRUARY).days / 7
    assert seeded_model(london).showing.rate == rate(Past(10, 3, weeks))
    count(london, thursday.on + timedelta(weeks=1), 10, 9)
    assert seeded_model(london).showing.rate == rate(Past(10, 3, weeks), Past(10, 9))


def test_the_first_forecasts_begin_with_it_and_are_learned_anew(london, thursday, esi, now) -> None:
    count(london, FEBRUARY, 20, 4, "meetup")
    begins = seeded_model(london).showing.rate
    assert model_for(london).showing.rate == begins < Model().showing.rate
    over = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=1)}
    Cafe.objects.filter(pk=thursday.pk).update(**over)
    assert actions.learn_turnout(now=now) == 1
    assert model_for(london).showing.rate == pytest.approx(begins)
    intake = actions.keep_file(london, name="x", data=LUMA.encode(), by=esi, now=now)
    actions.bring_in(intake, by=esi, now=now)
    assert actions.learn_turnout(now=now) == 1
    changed = model_for(london).showing.rate
    assert changed != pytest.approx(begins)
    actions.undo_intake(intake, by=esi, now=now)
    assert actions.learn_turnout(now=now) == 1
    assert model_for(london).showing.rate == pytest.approx(begins)
