"""Reading cafés."""

from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries.ahead import Ahead, Pair, ahead, digest, matching_problem
from knowcafe.cafes.queries.places import (
    Place,
    Standing,
    address,
    digits,
    place,
    place_at_that_time,
    place_link,
    standing,
)
from knowcafe.cafes.queries.planning import (
    Drafted,
    broken_by_now,
    current_plan,
    drafted,
    plans,
    told_violations,
    unplanned_weeks,
    week_of,
    wishing,
)
from knowcafe.cafes.queries.publishing import Invited, Leaving, leaving, letters_of
from knowcafe.cafes.queries.told import (
    Told,
    announced,
    cafes_seen_by,
    cafes_with_wrong_seats,
    next_cafes,
    table_is_full,
    tell,
    told_by_when,
)

__all__ = [
    "Ahead",
    "Cafe",
    "Drafted",
    "Invited",
    "Leaving",
    "Pair",
    "Place",
    "Standing",
    "Told",
    "address",
    "ahead",
    "announced",
    "broken_by_now",
    "cafes_seen_by",
    "cafes_with_wrong_seats",
    "current_plan",
    "digest",
    "digits",
    "drafted",
    "leaving",
    "letters_of",
    "matching_problem",
    "next_cafes",
    "place",
    "place_at_that_time",
    "place_link",
    "plans",
    "standing",
    "table_is_full",
    "tell",
    "told_by_when",
    "told_violations",
    "unplanned_weeks",
    "week_of",
    "wishing",
]
