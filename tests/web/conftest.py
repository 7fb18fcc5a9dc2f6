"""The same chapter and people as in the rooms' tests, but the café is always ahead."""

from datetime import UTC, datetime, time, timedelta
from time import monotonic

import pytest
from django.utils import timezone

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def pages_begin_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the pages each test begins at NOW, however long the tests before it took."""
    began = monotonic()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(seconds=monotonic() - began))


@pytest.fixture
def esi(db: None) -> Person:
    return accounts.ensure_person("esi@example.org", first_name="Esi", now=NOW)


@pytest.fixture
def london(esi: Person) -> Chapter:
    return chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Brixton Library", table_size=2, now=NOW,
        access="Step-free",
    )  # fmt: skip


@pytest.fixture
def cafe(london: Chapter, esi: Person) -> Cafe:
    """Four days from now, at noon, two seats."""
    ahead = (NOW + timedelta(days=4)).weekday()
    chapters.meet_weekly(london, weekday=ahead, starts=time(12), minutes=90, by=esi, now=NOW)
    cafes.open_ahead(now=NOW)
    return Cafe.objects.order_by("starts_at")[0]
