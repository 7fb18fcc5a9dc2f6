"""What is possible, hour by hour."""

from dataclasses import replace

import pytest

from knowcafe.core.turnout import Control, Moment, controls

FULL = Moment(0, holders=10, reserves=2, waiting=3, facilitators=1, neighbours=1, next_week=True)
ALWAYS = {Control.NEXT_WEEK, Control.CALL_UP, Control.SECOND_TABLE}
BEFORE_TOLD = ALWAYS | {
    Control.RESERVE, Control.STAND_DOWN, Control.MERGE, Control.CALL_OFF,
}  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "more"),
    [
        (240, {Control.INVITE, Control.ASK_EARLIER, Control.OFFER, Control.MOVE}),
        (120, {Control.INVITE, Control.OFFER, Control.MOVE}),
        (40, {Control.OFFER, Control.SHORT_NOTICE}),
        (28, {Control.OFFER, Control.SHORT_NOTICE, Control.CONFIRM}),
        (7, {Control.CONFIRM}),
    ],
)
def test_a_full_table(hours: float, more: set[Control]) -> None:
    assert set(controls(replace(FULL, hours=hours))) == BEFORE_TOLD | more


def test_once_reserves_are_told_nobody_is_called_off() -> None:
    assert set(controls(replace(FULL, hours=2))) == ALWAYS | {Control.CONFIRM}


def test_once_it_has_started_nothing() -> None:
    assert controls(replace(FULL, hours=0)) == ()
    assert controls(replace(FULL, hours=-1)) == ()


def test_a_free_seat_is_given_before_a_reserve_is_taken() -> None:
    assert controls(Moment(2, seats=1)) == (Control.BOOK,)
    assert Control.RESERVE not in controls(Moment(100, seats=1))


def test_nobody_to_ask_nothing_to_offer() -> None:
    alone = set(controls(Moment(100)))
    assert alone == {Control.RESERVE, Control.INVITE, Control.MOVE, Control.CALL_OFF}
    assert Control.NEXT_WEEK not in controls(Moment(100, next_week=True))
