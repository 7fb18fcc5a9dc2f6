"""What may be done with next steps. Every verb is one transaction, or says why not."""

from knowcafe.followups.actions.answering import (
    allow_reminders,
    forget_step,
    say_how_it_went,
    stop_reminders,
    take_back,
)
from knowcafe.followups.actions.closing import close_cafe, keep_steps
from knowcafe.followups.actions.forgetting import forget_steps
from knowcafe.followups.actions.reminding import remind

__all__ = [
    "allow_reminders",
    "close_cafe",
    "forget_step",
    "forget_steps",
    "keep_steps",
    "remind",
    "say_how_it_went",
    "stop_reminders",
    "take_back",
]
