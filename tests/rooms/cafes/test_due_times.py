"""When the software does something about a café, on its chapter's clock."""

from datetime import time, timedelta

import pytest

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


@pytest.mark.parametrize(("hour", "minute", "last"), [
    (7, 30, "24 Mar 19:00"), (10, 59, "24 Mar 19:00"), (11, 0, "25 Mar 07:00"),
    (12, 30, "25 Mar 08:30"), (23, 0, "25 Mar 13:00"),
])  # fmt: skip
def test_nobody_is_told_at_night(thursday, now, hour, minute, last) -> None:
    """Of an early café the last call is on the evening before; no seat is kept longer."""
    thursday.starts_at = WallClock(thursday.on, time(hour, minute)).utc
    assert _due(thursday)[-1] == last
    assert thursday.kept_until(now) <= thursday.last_call
