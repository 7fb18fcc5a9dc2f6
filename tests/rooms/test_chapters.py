"""Chapters: who sees them, when they meet."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.chapters import actions, queries, rules
from knowcafe.chapters.models import Chapter, Holiday, Member, Series
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused


def test_a_chapter_opens_with_its_host(london, esi) -> None:
    member = Member.objects.get()
    assert (london.slug, str(london), member.person, member.is_host) == (
        "london",
        "London",
        esi,
        True,
    )
    assert [str(e) for e in Entry.objects.all()] == [f"chapter.opened {london.pk}"]
    assert str(member) == f"{esi.pk} in {london.pk}"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "!!"}, "cannot be a chapter’s name"),
        ({"name": "Static"}, "cannot be a chapter’s name"),
        ({"name": "LONDON"}, "already"),
        ({"zone": "London"}, "no time zone"),
        ({"table_size": 11}, "2 to 10 seats"),
        ({"table_size": 1}, "2 to 10 seats"),
    ],
)
def test_what_cannot_be_opened(london, esi, now, change: dict[str, str], why: str) -> None:
    fine = {"name": "Accra", "zone": "Africa/Accra", "place": "Osu", "host": esi, "now": now}
    given = fine | change
    with pytest.raises(Refused, match=why):
        actions.open_chapter(given.pop("name"), **given)
    assert Chapter.objects.count() == 1


def test_the_table_is_law(london) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Chapter.objects.update(table_size=11)


def test_a_closed_chapter_is_invisible(london, esi, amara, hugo, now) -> None:
    Chapter.objects.update(is_open=False)
    lead = hugo
    member = amara
    actions.join(london, person=member, now=now)
    actions.join(london, person=member, now=now)
    assert Member.objects.filter(person=member).count() == 1
    assert [rules.can_see(person, london) for person in (esi, member, hugo, None)] == [
        True,
        True,
        False,
        False,
    ]
    lead.is_lead = True
    assert rules.can_see(lead, london)
    assert list(queries.chapters_seen_by(lead)) == [london]


def test_who_hosts(london, esi, amara, hugo, now) -> None:
    actions.join(london, person=amara, now=now)
    assert [rules.can_host(person, london) for person in (esi, amara, hugo, None)] == [
        True,
        False,
        False,
        False,
    ]
    hugo.is_lead = True
    assert rules.can_host(hugo, london)


def test_only_hosts_decide_when_it_meets(london, amara, esi, now) -> None:
    weekly = {"weekday": 3, "starts": time(18, 30), "now": now}
    with pytest.raises(Refused, match="Only hosts"):
        actions.meet_weekly(london, minutes=90, by=amara, **weekly)
    with pytest.raises(Refused, match="15 minutes"):
        actions.meet_weekly(london, minutes=5, by=esi, **weekly)
    with pytest.raises(Refused, match="One to 9 tables"):
        actions.meet_weekly(london, minutes=90, tables=10, by=esi, **weekly)
    series = actions.meet_weekly(london, minutes=90, by=esi, **weekly)
    with pytest.raises(Refused, match="already"):
        actions.meet_weekly(london, minutes=90, by=esi, **weekly)
    assert (str(series), Series.objects.get()) == ("3 18:30", series)
    with pytest.raises(Refused, match="Only hosts"):
        actions.take_holiday(london, on=date(2027, 4, 1), by=amara, now=now)


def test_weeks_keep_the_time_on_the_wall_and_holidays_are_left_out(london, esi, now) -> None:
    series = actions.meet_weekly(
        london, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now
    )
    for _twice in range(2):
        actions.take_holiday(london, on=date(2027, 4, 8), by=esi, now=now)
    assert str(Holiday.objects.get()) == "2027-04-08"
    ahead = list(queries.dates_ahead(now, days=22))
    assert [on for _series, on in ahead] == [date(2027, 3, 25), date(2027, 4, 1)]
    assert [series.begins(on) for _series, on in ahead] == [
        datetime(2027, 3, 25, 18, 30, tzinfo=UTC),
        datetime(2027, 4, 1, 17, 30, tzinfo=UTC),
    ]


def test_a_day_that_has_begun_is_not_ahead(london, esi, now) -> None:
    actions.meet_weekly(london, weekday=0, starts=time(8), minutes=60, by=esi, now=now)
    assert [on for _s, on in queries.dates_ahead(now, days=8)] == [now.date() + timedelta(days=7)]


def test_a_series_has_no_days_before_its_first() -> None:
    series = Series(weekday=3, starts=time(18, 30), first_on=date(2027, 5, 1))
    assert series.dates(date(2027, 3, 22), days=22) == []


def test_a_series_ends_with_its_last_day(london, esi, now) -> None:
    actions.meet_weekly(london, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
    series = Series.objects.get()
    today = date(2027, 3, 22)
    assert series.dates(today, days=15) == [date(2027, 3, 25), date(2027, 4, 1)]
    series.last_on = date(2027, 3, 31)
    assert series.dates(today, days=15) == [date(2027, 3, 25)]


def test_who_runs_the_installation_sees_every_chapter(london, esi, hugo, now) -> None:
    accra = actions.open_chapter(
        "Accra", host=hugo, zone="Africa/Accra", place="Osu", is_open=False, now=now
    )
    assert list(queries.all_chapters()) == [accra, london]
    assert (queries.first_host(accra), queries.first_host(london)) == (hugo, esi)
    Member.objects.all().delete()
    assert queries.first_host(london) is None
