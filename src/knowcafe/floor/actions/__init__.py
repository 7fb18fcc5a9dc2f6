"""What may be done with the hour."""

from knowcafe.floor.actions.closing import close, forget_hours
from knowcafe.floor.actions.guests import (
    answer_pulse,
    come_as_guest,
    my_phone,
    say_step,
    say_takeaway,
    stay_in_touch,
)
from knowcafe.floor.actions.opening import open_hour, prepare
from knowcafe.floor.actions.seating import reseat
from knowcafe.floor.actions.taking_out import take_out
from knowcafe.floor.actions.taps import Taken, take_taps
from knowcafe.floor.actions.templates import copy_template, keep_template, reset_template

__all__ = [
    "Taken",
    "answer_pulse",
    "close",
    "come_as_guest",
    "copy_template",
    "forget_hours",
    "keep_template",
    "my_phone",
    "open_hour",
    "prepare",
    "reseat",
    "reset_template",
    "say_step",
    "say_takeaway",
    "stay_in_touch",
    "take_out",
    "take_taps",
]
