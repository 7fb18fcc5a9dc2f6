"""Somebody's own cafés: shown to them, corrected by them, fading; and what a host sees of it."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe
from knowcafe.cafes.queries.attending import who_came
from knowcafe.cafes.queries.own_record import own_record
from knowcafe.journal.models import Entry
from knowcafe.phrases import own_record as words
from knowcafe.refused import Refused
from tests.rooms.cafes.test_seats import come

DAY = timedelta(days=1)


@pytest.fixture
def over(thursday, amara, now):
    """Amara held a seat on Thursday and a host noted that she didn't make it."""
    come(thursday, "Amara", now)
    Attendance.objects.create(
        cafe=thursday, person=amara, first_name="Amara", state="missed", noted_at=now
    )
    return thursday


def past(chapter, person, state: str, *, ago: timedelta, now) -> None:
    cafe = Cafe.objects.create(
        chapter=chapter, on=(now - ago).date(), starts_at=now - ago - timedelta(hours=2),
        ends_at=now - ago, place="Library", table_size=2, published_at=now - ago - 9 * DAY,
    )  # fmt: skip
    Attendance.objects.create(
        cafe=cafe, person=person, first_name="Amara", state=state, noted_at=now
    )


def test_two_years_the_latest_first(london, amara, now) -> None:
    for weeks, state in ((105, "came"), (103, "excused"), (10, "missed"), (1, "came")):
        past(london, amara, state, ago=timedelta(weeks=weeks), now=now)
    record = own_record(amara, london, now)
    assert [(one.day, one.state, one.said) for one in record.latest] == [
        ("Mon 15 Mar 2027", "came", "Came"),
        ("Mon 11 Jan 2027", "missed", "Didn’t make it"),
        ("Mon 31 Mar 2025", "excused", "Couldn’t, said so"),
    ]
    assert record.latest[0].others == (
        ("excused", "Couldn’t, said so"),
        ("missed", "Didn’t make it"),
    )
    assert [one.others for one in record.latest[1:]] == [(), ()]
    assert (record.earlier, record.words) == ((), "You came to 1 of the last 3.")


def test_the_last_ten_count_and_older_ones_fold_up(london, amara, hugo, now) -> None:
    for weeks in range(1, 13):
        state = "missed" if weeks in (3, 4, 11) else "came"
        past(london, amara, state, ago=timedelta(weeks=weeks), now=now)
    record = own_record(amara, london, now)
    assert (len(record.latest), len(record.earlier)) == (5, 7)
    assert record.words == "You came to 8 of the last 10."
    assert own_record(hugo, london, now).latest == ()


@pytest.mark.parametrize(
    ("came", "told"),
    [
        ([], ""),
        ([True, True], ""),
        ([True] * 3, "You came to all of the last 3. Good to have you."),
        ([False] * 4, "It has not worked out lately. The next one is just as open to you."),
    ],
)
def test_said_kindly(came, told: str) -> None:
    assert words.of_the_last(came) == told


def test_that_is_not_right(over, amara, esi) -> None:
    after = over.ends_at + DAY
    for _twice in range(2):
        actions.correct_attendance(over.pk, state="came", by=amara, now=after)
    row = Attendance.objects.get()
    assert (row.state, row.corrected_at) == ("came", after)
    assert Entry.objects.filter(verb="attendance.corrected", by_id=amara.pk).count() == 1
    assert own_record(amara, over.chapter, after).latest[0].is_corrected
    assert [(g.state, g.is_corrected) for g in who_came(over).seated] == [("came", True)]
    actions.note_attendance(over, amara.pk, state="excused", by=esi, now=after)
    assert [(g.state, g.is_corrected) for g in who_came(over).seated] == [("excused", False)]


def test_only_ones_own_and_only_lately(over, amara, hugo) -> None:
    after = over.ends_at + 60 * DAY
    with pytest.raises(Refused, match="Nothing is noted of you"):
        actions.correct_attendance(over.pk, state="came", by=hugo, now=after)
    with pytest.raises(Refused, match="didn’t make it"):
        actions.correct_attendance(over.pk, state="late", by=amara, now=after)
    with pytest.raises(Refused, match="long ago"):
        actions.correct_attendance(
            over.pk, state="came", by=amara, now=after + timedelta(seconds=1)
        )
    assert Attendance.objects.get().state == "missed"
    actions.correct_attendance(over.pk, state="came", by=amara, now=after)
