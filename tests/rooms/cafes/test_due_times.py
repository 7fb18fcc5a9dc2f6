"""When the software does something about a café, on its chapter's clock."""

from datetime import timedelta

from knowcafe.cafes.models import Cafe
from knowcafe.core.calendar import WallClock


def _due(cafe: Cafe) -> list[str]:
    times = (cafe.wave_at, cafe.question_at, cafe.evening_at, cafe.morning_at, cafe.last_call)
    assert list(times) == sorted(times)
    return [f"{at:%d %b %H:%M}" for at in times]


def test_from_five_days_before_to_the_last_call(thursday) -> None:
    assert _due(thursday) == [
        "20 Mar 10:00",
        "24 Mar 09:00",
        "24 Mar 17:00",
        "25 Mar 09:00",
        "25 Mar 13:00",
    ]


def test_the_clock_on_the_wall_counts_where_clocks_change(thursday) -> None:
    after = Cafe.objects.order_by("starts_at")[1]
    assert _due(after)[0] == "27 Mar 10:00"
    assert (after.wave_at.utcoffset(), after.question_at.utcoffset()) == (
        timedelta(),
        timedelta(hours=1),
    )


def test_an_early_cafe_has_its_last_call_before_breakfast(thursday) -> None:
    thursday.starts_at = WallClock(thursday.on, thursday.starts.time().replace(9, 30)).utc
    assert _due(thursday)[-2:] == ["25 Mar 05:30", "25 Mar 05:30"]
