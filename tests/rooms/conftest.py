"""A chapter in London with its host, and a café on Thursday at a table of two."""

from datetime import UTC, datetime, time

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter

MONDAY = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A Monday morning; the clocks go forward on the Sunday after."""
    return MONDAY


@pytest.fixture
def esi(db: None, now: datetime) -> Person:
    return accounts.ensure_person("esi@example.org", first_name="Esi", now=now)


@pytest.fixture
def amara(db: None, now: datetime) -> Person:
    return accounts.ensure_person("amara@example.org", first_name="Amara", now=now)


@pytest.fixture
def hugo(db: None, now: datetime) -> Person:
    """Somebody who belongs to no chapter."""
    return accounts.ensure_person("hugo@example.org", first_name="Hugo", now=now)


@pytest.fixture
def london(esi: Person, now: datetime) -> Chapter:
    return chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Brixton Library", table_size=2, now=now
    )


@pytest.fixture
def thursday(london: Chapter, esi: Person, now: datetime) -> Cafe:
    """The first of the coming cafés: 25 March 2027, 18:30, two seats."""
    chapters.meet_weekly(london, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
    cafes.open_ahead(now=now)
    return Cafe.objects.with_free().order_by("starts_at")[0]
