"""How many stand how, in words."""

import pytest

from knowcafe.phrases.week.told import counted, room


def test_nobody_is_not_counted() -> None:
    assert counted() == []
    assert counted(coming=1, asked=7, cannot=2) == ["one coming", "7 asked", "2 can’t come"]
    assert counted(placed=10) == ["10 placed"]


@pytest.mark.parametrize(
    ("free", "said"), [(2, "2 seats free"), (1, "1 seat free"), (0, "no seat free")]
)
def test_room(free: int, said: str) -> None:
    assert room(free) == said
