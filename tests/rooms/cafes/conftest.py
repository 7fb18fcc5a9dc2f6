"""A Thursday with two tables of four, and the cast free to come."""

from datetime import time

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Series
from knowcafe.core.calendar import Week
from tests.rooms.cafes.planned import the_cast


@pytest.fixture
def two_tables(london: Chapter, esi: Person, now) -> Cafe:
    """The first of the two, which is open to everybody."""
    Chapter.objects.filter(pk=london.pk).update(table_size=4)
    london.refresh_from_db()
    chapters.meet_weekly(london, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
    Series.objects.update(tables=2)
    cafes.open_ahead(now=now)
    return Cafe.objects.select_related("chapter").earliest("starts_at", "table")


@pytest.fixture
def week(london: Chapter, two_tables: Cafe, now) -> Week:
    the_cast(london, on=two_tables.on, now=now)
    return Week.containing(two_tables.on)
