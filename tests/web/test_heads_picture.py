"""The picture of how many heads: bars, zones, labels, and a table that says the same."""

from __future__ import annotations

import itertools
import re

import pytest
from django.template.loader import render_to_string

from knowcafe.core.turnout import forecast
from knowcafe.templatetags import heads


def drawn(**more: object) -> str:
    page = heads.heads_picture(**more)  # type: ignore[arg-type]
    return spaced(render_to_string("partials/heads.html", page))


def spaced(words: str) -> str:
    """A figure is kept on one line with its sign."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_picture_says_in_words_what_it_shows() -> None:
    chances = [0.0] * 4 + [0.1] + [0.2, 0.3, 0.36] + [0.0] * 3 + [0.04]
    shown = drawn(chances=chances, floor=5, seats=10)
    assert "<title>7 likely, 5–7</title>" in shown
    assert "fewer than 5: 10 %; 5 to 10: 86 %; more than 10: 4 %" in shown
    assert ">7 likely</text>" in shown
    assert "style=" not in shown


def test_every_count_has_a_bar_and_a_row() -> None:
    page = heads.heads_picture(forecast(13).chances)
    assert [bar.label for bar in page["bars"]] == [*map(str, range(13)), "13+"]
    assert [bar.kind for bar in page["bars"]] == ["thin"] * 5 + ["even"] * 6 + ["over"] * 3
    shown = drawn(chances=forecast(13).chances)
    assert len(re.findall("<tr>", shown)) == 15


def test_what_lies_far_beyond_the_table_is_added_up() -> None:
    shown = [0.0] * 30 + [1.0]
    assert [bar.label for bar in heads.heads_picture(shown)["bars"]][-1] == "16+"
    assert spaced(heads.heads_picture(shown)["zones"][-1].share) == "100 %"


@pytest.mark.parametrize("seats", [2, 5, 8, 10, 20])
@pytest.mark.parametrize("seated", [0, 1, 9, 13, 25])
def test_nothing_leaves_the_frame(seats: int, seated: int) -> None:
    page = heads.heads_picture(forecast(seated).chances, min(5, seats), seats)
    bars, zones = page["bars"], page["zones"]
    assert all(bar.x >= 0 and bar.x + bar.width <= heads.WIDE for bar in bars)
    assert all(bar.y >= heads.ABOVE for bar in bars)
    assert all(a.x + a.width < b.x for a, b in itertools.pairwise(bars))
    assert all(0 <= zone.x1 < zone.x2 <= heads.WIDE for zone in zones)


def test_pictures_beside_one_another_share_a_scale() -> None:
    alone = heads.heads_counted([0.5, 0.5], 1, 2)
    beside = heads.heads_counted([0.5, 0.5], 1, 2, top=1.0)
    assert alone["bars"][0].height == 2 * beside["bars"][0].height


def test_a_year_is_told_in_weeks() -> None:
    page = heads.heads_counted([0.0, 0.25, 0.75], 1, 10)
    assert (page["title"], page["likely"]) == ("Heads a week, 2 most often", "2 most often")


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn(chances=[]).strip() == ""
    assert heads.heads_counted([]) == {}


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.0001, "0 %"), (0.004, "<1 %"), (0.09, "9 %"), (0.997, ">99 %"), (1, "100 %")],
)
def test_what_is_rare_is_not_nothing(share: float, words: str) -> None:
    assert spaced(heads.percent(share)) == words


def test_no_floor_no_zone_below_it() -> None:
    assert [zone.kind for zone in heads.heads_picture([0.5, 0.5], 0, 10)["zones"]] == [
        "even",
        "over",
    ]


def test_a_year_has_a_bar_a_week_and_says_how_many_were_even() -> None:
    page = heads.year_picture([0, 3, 7, 10, 12] * 10 + [7, 7])
    assert len(page["bars"]) == 52
    assert page["words"] == "22 weeks even, 20 with too few, 10 with too many"
    assert page["quarters"][0] == ("1–13", "0, 3, 7, 10, 12, 0, 3, 7, 10, 12, 0, 3, 7")
    assert all(bar.y >= 0 and bar.x + bar.width <= heads.WIDE for bar in page["bars"])
    shown = render_to_string("partials/year.html", page)
    assert shown.count("<circle") == 10  # an evening with nobody is seen
    assert "style=" not in shown


def test_of_no_year_nothing_is_drawn() -> None:
    assert heads.year_picture([]) == {}
    assert [label for _, label in heads.year_picture([7] * 3)["weeks"]] == ["week 2"]
