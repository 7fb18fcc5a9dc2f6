"""Reading next steps."""

from knowcafe.followups.models import Commitment
from knowcafe.followups.queries.kept import Kept, kept
from knowcafe.followups.queries.last_time import LastStep, last_time
from knowcafe.followups.queries.links import step, step_digits, step_link
from knowcafe.followups.queries.mine import (
    MyStep,
    MySteps,
    gets_reminders,
    my_step,
    my_steps,
    step_of,
)

__all__ = [
    "Commitment",
    "Kept",
    "LastStep",
    "MyStep",
    "MySteps",
    "gets_reminders",
    "kept",
    "last_time",
    "my_step",
    "my_steps",
    "step",
    "step_digits",
    "step_link",
    "step_of",
]
