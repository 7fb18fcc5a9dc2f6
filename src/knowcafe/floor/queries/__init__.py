"""Reading the hour."""

from knowcafe.floor.models import Guest, Hour, Insight
from knowcafe.floor.queries.people import Expected, came, expected, people_named, told_apart, who_is
from knowcafe.floor.queries.phones import (
    Mutual,
    Other,
    Phone,
    guest_of,
    open_hours_of,
    phone,
    phone_of,
    phone_version,
)
from knowcafe.floor.queries.results import Quick, Step, know_how, quick_answers, steps
from knowcafe.floor.queries.room import room, room_state, room_version
from knowcafe.floor.queries.running import (
    Companion,
    Held,
    cafe_run_by,
    companion,
    held_now,
    hour_of,
    hour_run_by,
    latest,
    milliseconds,
    parts_of,
    since,
    state_of,
    taps_of,
)
from knowcafe.floor.queries.seating import planned, seating_problem
from knowcafe.floor.queries.templates import own_templates, template_named, templates_of

__all__ = [
    "Companion",
    "Expected",
    "Guest",
    "Held",
    "Hour",
    "Insight",
    "Mutual",
    "Other",
    "Phone",
    "Quick",
    "Step",
    "cafe_run_by",
    "came",
    "companion",
    "expected",
    "guest_of",
    "held_now",
    "hour_of",
    "hour_run_by",
    "know_how",
    "latest",
    "milliseconds",
    "open_hours_of",
    "own_templates",
    "parts_of",
    "people_named",
    "phone",
    "phone_of",
    "phone_version",
    "planned",
    "quick_answers",
    "room",
    "room_state",
    "room_version",
    "seating_problem",
    "since",
    "state_of",
    "steps",
    "taps_of",
    "template_named",
    "templates_of",
    "told_apart",
    "who_is",
]
