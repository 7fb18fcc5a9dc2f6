"""Next steps of people who were at Thursday's café."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.cafes.models import Cafe
from knowcafe.followups.models import Commitment

ENDED = datetime(2027, 3, 25, 20, 0, tzinfo=UTC)
"""Thursday's café is over."""

WEEK_AFTER = datetime(2027, 4, 1, 8, 0, tzinfo=UTC)
"""Nine o'clock in London a week later: the clocks went forward in between."""

Make = Callable[..., Commitment]


@pytest.fixture
def make(thursday: Cafe, now: datetime) -> Make:
    """Somebody's next step by first name; a guest's where they have no account."""

    def made(name: str = "Amara", *, guest: bool = False, **more: object) -> Commitment:
        person = None
        if not guest:
            address = f"{name.lower()}@example.org"
            person = accounts.ensure_person(address, first_name=name, now=now)
        cafe = more.pop("cafe", thursday)
        assert isinstance(cafe, Cafe)
        said = {"text": "Ring two suppliers", "made_at": ENDED} | more
        return Commitment.objects.create(
            chapter=cafe.chapter,
            cafe=cafe,
            person=person,
            name=name,
            who=f"p{person.pk}" if person else f"w-{name}",
            **said,
        )

    return made


@pytest.fixture
def earlier(thursday: Cafe) -> Callable[[int], Cafe]:
    """A café so many weeks before Thursday's, of the same series."""

    def held(weeks: int) -> Cafe:
        before = timedelta(weeks=weeks)
        return Cafe.objects.create(
            chapter=thursday.chapter,
            series=thursday.series,
            on=thursday.on - before,
            starts_at=thursday.starts_at - before,
            ends_at=thursday.ends_at - before,
            place=thursday.place,
            table_size=2,
            published_at=thursday.published_at,
        )

    return held
