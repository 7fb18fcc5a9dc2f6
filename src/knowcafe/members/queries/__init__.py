"""Reading members."""

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Quarter
from knowcafe.core.topics import Area
from knowcafe.members.queries.days import (
    Day,
    GridWeek,
    Weekly,
    coming_days,
    days_of,
    grid_of,
    quarter_days,
    quarter_of,
)
from knowcafe.members.queries.people import (
    apart,
    availability_of,
    caps,
    free_dates,
    free_dates_of,
    member_of,
    needs_of,
    offers,
    offers_of,
    open_needs,
    open_needs_of,
    profile_of,
    profiles,
)
from knowcafe.members.queries.quarters import (
    Said,
    asked_for_quarter,
    quarter_digits,
    quarter_link,
    quarters_to_say,
    said_before,
)
from knowcafe.members.queries.stopping import stop_link, stopper
from knowcafe.members.queries.topics import (
    Guessed,
    guesser,
    guesses,
    is_topic,
    topic_label,
    tree_digest,
    tree_of,
)

__all__ = [
    "Area",
    "Chapter",
    "Day",
    "GridWeek",
    "Guessed",
    "Member",
    "Person",
    "Quarter",
    "Said",
    "Weekly",
    "apart",
    "asked_for_quarter",
    "availability_of",
    "caps",
    "coming_days",
    "days_of",
    "free_dates",
    "free_dates_of",
    "grid_of",
    "guesser",
    "guesses",
    "is_topic",
    "member_of",
    "needs_of",
    "offers",
    "offers_of",
    "open_needs",
    "open_needs_of",
    "profile_of",
    "profiles",
    "quarter_days",
    "quarter_digits",
    "quarter_link",
    "quarter_of",
    "quarters_to_say",
    "said_before",
    "stop_link",
    "stopper",
    "topic_label",
    "tree_digest",
    "tree_of",
]
