"""The pictures' geometry: everything inside its frame, nothing on top of anything."""

from dataclasses import replace

import pytest

from knowcafe.core.turnout import Forecast
from knowcafe.phrases.week import pictures
from knowcafe.phrases.week.composed import Composed
from knowcafe.phrases.week.told import tell


@pytest.mark.parametrize("week", ["the_cast", "a_hundred"])
def test_the_bars_fill_their_frame(week: str, request: pytest.FixtureRequest) -> None:
    for cafe in tell(request.getfixturevalue(week)).cafes:
        picture = pictures.heads(cafe)
        assert len(picture.bars) == max(cafe.seats, cafe.expected.high) + 1
        for bar, right in zip(picture.bars, picture.bars[1:], strict=False):
            assert 0 <= bar.x < bar.x + bar.width <= right.x
        for bar in picture.bars:
            assert bar.y >= 0
            assert bar.y + bar.height == pytest.approx(picture.floor)
            assert bar.x + bar.width <= picture.width
        inside = [count for count, bar in enumerate(picture.bars) if bar.inside]
        assert inside == list(range(cafe.expected.low, cafe.expected.high + 1))


def test_a_row_for_each_cafe_with_its_chairs(the_cast: Composed) -> None:
    (cafe,) = tell(the_cast).cafes
    (row,) = pictures.week((cafe,)).rows
    kinds = [chair.kind for chair in row.chairs]
    assert kinds == ["know-how"] * 2 + ["peer"] * 3 + ["free"] * 5
    assert row.label == "Tue 9 Mar, 18:30 · Library, Brixton"
    assert row.low < row.likely < row.high


def test_whoever_has_not_answered_has_a_seat_kept(the_cast: Composed) -> None:
    (cafe,) = tell(the_cast).cafes
    dana = next(guest for guest in cafe.guests if guest.name == "Dana")
    week = pictures.week((cafe,), {(dana.id, cafe.id)})
    kinds = [chair.kind for chair in week.rows[0].chairs]
    assert kinds == ["know-how"] + ["peer"] * 3 + ["kept"] + ["free"] * 5
    assert week.has_asked
    assert not pictures.week((cafe,)).has_asked


def test_one_place_is_not_named_in_every_row(the_cast: Composed) -> None:
    (cafe,) = tell(the_cast).cafes
    tables = (replace(cafe, table="Table 1"), cafe)
    assert [row.label for row in pictures.week(tables).rows] == [
        "Tue 9 Mar, 18:30 · Table 1", "Tue 9 Mar, 18:30",
    ]  # fmt: skip
    elsewhere = replace(cafe, place="Hackney")
    assert pictures.week((cafe, elsewhere)).rows[1].label == "Tue 9 Mar, 18:30 · Hackney"


def test_a_long_label_is_cut_and_a_tiny_forecast_stays_in_the_frame(a_hundred: Composed) -> None:
    cafe = tell(a_hundred).cafes[0]
    long = replace(
        cafe,
        place="A very long name of a very large place",
        seats=4,
        guests=cafe.guests[:2],
        expected=Forecast(0, 0, 0, (1.0,)),
    )
    (row,) = pictures.week((long,)).rows
    assert row.label == "Tue 9 Mar, 18:30 · A very long name of a…"
    assert row.low > 0
    assert len(pictures.heads(long).bars) == 5
