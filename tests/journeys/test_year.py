"""A year of the timetable in simulated time: no letter doubled, missed or late.

Two chapters on one instance, two timetables at once, the real actions and a real database. What
must be written is worked out in `tests/journeys/year` from what people did, never read from rows.
"""

from __future__ import annotations

import email
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet
from numpy.random import default_rng

from knowcafe.cafes.models import Invitation, Reserve
from knowcafe.chapters.models import Series
from knowcafe.outbox import rules as quiet
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Folder, Letter
from tests.journeys.year import workers
from tests.journeys.year.life import Life, year
from tests.journeys.year.people import Habits
from tests.journeys.year.post import Box

STOPS = (
    (datetime(2027, 3, 27, 14, tzinfo=UTC), datetime(2027, 3, 28, 20, tzinfo=UTC)),
    (datetime(2027, 7, 14, 16, tzinfo=UTC), datetime(2027, 7, 15, 22, tzinfo=UTC)),
    (datetime(2027, 11, 7, 5, tzinfo=UTC), datetime(2027, 11, 8, 11, tzinfo=UTC)),
)
"""The timetable stands still for thirty hours: over each town's change of clocks, and in summer."""

ALL = {
    "invitation", "seat", "declined", "expired", "released", "without-help", "reserve", "no-seat",
    "brief", "question", "thin", "nudge", "who-came", "thanks", "helped", "called-off", "quarter",
    "quarter-again",
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_a_year_without_a_letter_doubled_missed_or_late(seed: int) -> None:
    life = year(default_rng(seed), STOPS)
    life.live(52)
    assert life.ledger.faults == []
    kinds = Counter(note.kind for note in life.ledger.told.elements())
    assert ALL - kinds.keys() == set()
    assert life.ledger.held_back.total() > 0


def weeks(begins: datetime, count: int, habits: Habits | None = None) -> Counter[str]:
    """What the ledger finds fault with in a few weeks; no stop, nothing out of the ordinary."""
    life = Life(begins, default_rng(1), habits=habits)
    life.live(count)
    return Counter(what for what, _where in life.ledger.faults)


WINTER, SPRING = datetime(2027, 1, 4, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
SILENT = Habits(silent=100, plans=100, asks=70)
EAGER = Habits(silent=0, coming=100, plans=100, come_a_cafe=9)
FORGETFUL = Habits(plans=0, notes=0, notes_late=0)


@pytest.mark.parametrize(("begins", "habits"), [(SPRING, Habits()), (WINTER, SILENT)])
def test_the_weeks_of_the_controls_are_without_fault(begins: datetime, habits: Habits) -> None:
    assert weeks(begins, 3, habits) == {}


def test_control_letters_that_are_not_known_again_are_doubled(monkeypatch) -> None:
    def create(key: str, defaults: dict[str, Any]) -> tuple[Message, bool]:
        key = f"{key}:{Message.objects.count()}" if Message.objects.filter(key=key) else key
        return Message.objects.create(key=key, **defaults), True

    monkeypatch.setattr(Message.objects, "get_or_create", create)
    assert weeks(WINTER, 2, FORGETFUL)["doubled"] > 0


def test_control_without_conditions_both_timetables_write(monkeypatch) -> None:
    """Every conditional UPDATE of what people are told says that it was the one."""
    update = QuerySet.update

    def careless(rows: QuerySet[Any], **values: Any) -> int:
        done = update(rows, **values)
        return max(1, done) if rows.model in (Invitation, Reserve) else done

    monkeypatch.setattr(QuerySet, "update", careless)
    monkeypatch.setattr(workers, "ALONE", 0)
    assert weeks(WINTER, 3, EAGER)["doubled"] > 0


def test_control_seven_days_in_utc_are_not_a_week_on_the_wall(monkeypatch) -> None:
    begins = Series.begins

    def in_utc(series: Series, on: Any) -> datetime:
        first = series.first_on + timedelta(days=(on - series.first_on).days % 7)
        return begins(series, first) + (on - first)

    monkeypatch.setattr(Series, "begins", in_utc)
    assert weeks(SPRING, 2)["schedule"] > 0


def test_control_without_the_quota_there_are_too_many(monkeypatch) -> None:
    monkeypatch.setattr(quiet, "MOST_UNREQUESTED", 99)
    assert weeks(WINTER, 3, SILENT)["too many"] > 0


def test_the_box_takes_letters_as_the_folder_does(tmp_path: Path) -> None:
    """The fake, beside what it stands for."""
    letter = Letter("seat:1:2", "amara@example.org", "Your seat", "Hello Amara,\n\ncome.\n")
    box, folder = Box(lambda: WINTER, []), Folder(tmp_path, "Knowcafé <cafe@example.org>")
    for transport in (box, folder):
        transport.greet()
        transport.send(letter, now=WINTER)
    (file,) = tmp_path.glob("*.eml")
    kept = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    ((taken, at),) = box.taken
    assert (taken.to, taken.subject) == (str(kept["To"]), str(kept["Subject"]))
    assert (taken, at) == (letter, WINTER)
