"""The chapter's own people for a rehearsed year: counted, unnamed, and nothing made up unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, Confirmation, Invitation, Learned, Plan, Seat
from knowcafe.cafes.queries.rehearsing import ASSUMED, played, stage
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member, Series
from knowcafe.core.turnout import Model, plain
from knowcafe.core.turnout.rehearsal import Habits, Terms, season
from knowcafe.members.models import FreeDate, Need, Profile
from knowcafe.phrases.assuming import Record

LATER = timedelta(weeks=5)


@pytest.fixture
def series(london: Chapter, esi: Person, now: datetime) -> Series:
    chapters.meet_weekly(london, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=now)
    return Series.objects.get()


def joined(london: Chapter, names: Sequence[str], now: datetime) -> list[Member]:
    people = [accounts.ensure_person(f"{n}@example.org", first_name=n, now=now) for n in names]
    return [Member.objects.create(chapter=london, person=p, since=now) for p in people]


def held(series: Series, now: datetime, *, weeks: int = 4, **more: object) -> list[Cafe]:
    """Past Thursdays, published."""
    cafes = []
    for week in range(1, weeks + 1):
        starts = now + LATER - timedelta(weeks=week)
        cafes.append(
            Cafe.objects.create(
                chapter=series.chapter,
                series=series,
                on=starts.date(),
                starts_at=starts,
                ends_at=starts + timedelta(minutes=90),
                table_size=2,
                **{"published_at": now, **more},
            )
        )
    return cafes


def seated(cafe: Cafe, member: Member, number: int = 1) -> None:
    Seat.objects.create(cafe=cafe, number=number, person=member.person)


def need(member: Member, at: datetime) -> None:
    Need.objects.create(member=member, text="x", topic="company", for_table="x", asked_at=at)


def invited(cafe: Cafe, member: Member, kind: Invitation.Kind) -> None:
    Invitation.objects.create(
        cafe=cafe,
        person=member.person,
        as_helper=False,
        kind=kind,
        sent_at=cafe.starts_at,
        expires_at=cafe.starts_at,
        answer=Invitation.Answer.COMING,
    )


def test_a_new_chapter_is_taken_for_a_usual_one(london: Chapter, series: Series, now) -> None:
    found = stage(london, now=now)
    assert (found.basis.people, found.basis.asks, found.basis.has_counted) == (1, 0, False)
    assert found.pool.asked == (0,)
    assert not found.basis.is_seeded
    assert found.pool.habits.needs == pytest.approx(ASSUMED)
    assert (found.basis.cafes, found.basis.evenings, found.pool.free) == (1, 0, {})
    assert found.pool.habits.show == pytest.approx(0.6)


def test_without_a_weekly_cafe_there_is_one_today(london: Chapter, now) -> None:
    assert stage(london, now=now).today.weekday == 0


def test_todays_rules_are_the_chapters(london: Chapter, series: Series, now) -> None:
    assert stage(london, now=now).today == Terms(
        table=2, floor=2, dial=0.03, short_notice=True, weekday=3, most_asked=20
    )
    Chapter.objects.update(table_size=8, floor=4, most_over_percent=10, evens_out=False)
    london.refresh_from_db()
    assert stage(london, now=now).today == Terms(
        table=8,
        floor=4,
        dial=0.1,
        question=False,
        invitations=False,
        weekday=3,
        most_asked=20,
        calls_up=False,
    )


def test_a_weekly_cafe_that_is_over_is_not_todays(london: Chapter, series, esi, now) -> None:
    chapters.meet_weekly(london, weekday=1, starts=time(18, 30), minutes=90, by=esi, now=now)
    assert stage(london, now=now).today.weekday == 1
    Series.objects.filter(weekday=1).update(last_on=now.date() - timedelta(days=1))
    assert stage(london, now=now).today.weekday == 3


def test_seats_and_needs_are_one_wish_and_an_answered_wave_is_none(
    london: Chapter, series: Series, now
) -> None:
    amara, bilal, chidi, dana = joined(london, ["Amara", "Bilal", "Chidi", "Dana"], now)
    first, second, third, _ = held(series, now)
    need(amara, now + timedelta(days=1))
    seated(first, amara)
    seated(second, amara)  # a need, and two seats: two wishes
    need(bilal, now + timedelta(days=1))
    need(bilal, now + timedelta(days=2))  # never seated: two
    seated(first, chidi, 2)
    invited(first, chidi, Invitation.Kind.WAVE)  # asked by us: none
    seated(third, dana)
    invited(third, dana, Invitation.Kind.PLAN)  # in the plan for a need or to help: one
    Confirmation.objects.create(cafe=second, person=dana.person, booked_at=now)  # given back: one
    Chapter.objects.update(acts_alone=True)
    found = stage(Chapter.objects.get(), now=now + LATER)
    assert sorted(found.pool.asked) == [0, 0, 2, 2, 2]
    assert (found.basis.asks, found.basis.held, found.basis.has_counted) == (6, 4, True)
    assert found.pool.habits.needs == pytest.approx(6 / 4 / season(12)[-1])
    Chapter.objects.update(acts_alone=False)  # nobody is asked on the stage in his place
    assert stage(Chapter.objects.get(), now=now + LATER).basis.asks == 7


def test_whoever_held_a_seat_counts_and_a_need_of_today_does_not(
    london: Chapter, series: Series, now
) -> None:
    (amara,) = joined(london, ["Amara"], now)
    hugo = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=now)
    for cafe in held(series, now):
        Seat.objects.create(cafe=cafe, number=1, person=hugo)  # no member
    need(amara, now + LATER - timedelta(hours=1))  # for a café to come
    basis = stage(london, now=now + LATER).basis
    assert (basis.asks, basis.has_counted) == (4, True)


def test_needs_alone_say_how_many_and_not_how_unlike(london: Chapter, series: Series, now) -> None:
    (amara,) = joined(london, ["Amara"], now)
    held(series, now)
    need(amara, now + timedelta(days=1))
    habits = stage(london, now=now + LATER).pool.habits
    assert (habits.needs, habits.noise, habits.regular) == (0.25, Habits().noise, 0)


def test_cafes_alike_are_played_alike(london: Chapter, series: Series, now) -> None:
    people = joined(london, [f"p{n}" for n in range(6)], now)
    for cafe in held(series, now):
        for number, member in enumerate(people, 1):
            seated(cafe, member, number)
    alike = stage(london, now=now + LATER).pool.habits
    assert (alike.noise, alike.regular > 0.1) == (0, True)
    Seat.objects.filter(cafe__in=Cafe.objects.order_by("pk")[:2]).delete()
    unlike = stage(london, now=now + LATER).pool.habits
    assert (unlike.noise > 0.3, unlike.regular) == (True, 0)


def test_people_are_asked_in_weeks_a_host_publishes(london: Chapter, series: Series, now) -> None:
    cafes = held(series, now)
    assert stage(london, now=now + LATER).today.may_ask == 0
    monday = cafes[0].on - timedelta(days=cafes[0].on.weekday())
    Plan.objects.create(
        chapter=london, week_of=monday, bound={}, made_at=now, published_at=now + LATER
    )
    assert stage(london, now=now + LATER).today.may_ask == 0.25
    Chapter.objects.update(acts_alone=True, most_asked=0)
    today = stage(Chapter.objects.get(), now=now + LATER).today
    assert (today.may_ask, today.most_asked, today.invitations, today.short_notice) == (
        *(1, 0, False, False),
    )


def test_what_really_came_of_them(london: Chapter, series: Series, now) -> None:
    people = joined(london, ["Amara", "Bilal", "Chidi"], now)
    cafes = held(series, now)
    for cafe, came in zip(cafes, (2, 3, 1, 3), strict=True):
        for member in people[:came]:
            Attendance.objects.create(cafe=cafe, person=member.person, state="came", noted_at=now)
    assert stage(london, now=now + LATER).basis.record == Record()
    Cafe.objects.exclude(pk=cafes[3].pk).update(noted_at=now)
    assert stage(london, now=now + LATER).basis.record == Record(even=1, thin=1, over=1)


def test_what_was_not_held_is_not_counted(london: Chapter, series: Series, now) -> None:
    (amara,) = joined(london, ["Amara"], now)
    for cafe in held(series, now, published_at=None):
        seated(cafe, amara)
    assert stage(london, now=now + LATER).basis.held == 0
    Cafe.objects.update(published_at=now, called_off_at=now)
    assert stage(london, now=now + LATER).basis.asks == 0
    Cafe.objects.update(called_off_at=None)
    assert stage(london, now=now + LATER).basis.asks == 4


def test_of_several_cafes_a_week_one_is_played(london: Chapter, series: Series, esi, now) -> None:
    for name, day in (("Amara", 1), ("Bilal", 2)):
        joined(london, [name], now)
        chapters.meet_weekly(london, weekday=day, starts=time(9), minutes=90, by=esi, now=now)
    found = stage(london, now=now)
    assert (found.basis.cafes, found.basis.people, len(found.pool.asked)) == (3, 3, 1)
    assert found.pool.habits.needs == pytest.approx(3 * ASSUMED / 3)


def test_who_pauses_is_not_on_the_stage(london: Chapter, series: Series, now) -> None:
    amara, bilal = joined(london, ["Amara", "Bilal"], now)
    Profile.objects.create(member=amara, paused_until=now.date() + timedelta(days=9))
    Profile.objects.create(member=bilal, agrees_to_short_notice=True)
    found = stage(london, now=now)
    assert (found.basis.people, found.basis.agreed) == (2, 1)
    assert found.pool.habits.agrees == 0.5


def test_who_can_come_on_another_day_is_what_they_ticked(
    london: Chapter, series: Series, esi, now
) -> None:
    amara, bilal, chidi = joined(london, ["Amara", "Bilal", "Chidi"], now)
    chapters.meet_weekly(london, weekday=1, starts=time(9), minutes=90, by=esi, now=now)
    tuesday = Series.objects.get(weekday=1)
    for member, of, days in ((amara, series, 4), (amara, tuesday, 1), (bilal, series, 2)):
        for n in range(days):
            on = now.date() + timedelta(weeks=n, days=of.weekday)
            FreeDate.objects.create(member=member, series=of, on=on)
    Series.objects.filter(pk=series.pk).update(first_on=now.date() + timedelta(days=900))
    held(tuesday, now)  # one café a week, so that everybody is on the stage
    found = stage(london, now=now + LATER)
    everybody = [Member.objects.get(person=esi), amara, bilal, chidi]
    assert found.basis.days == {1, 3}
    assert len(found.pool.asked) == len(everybody)
    assert found.pool.free[3] == (1.0,) * 4
    assert found.pool.free[1] == (0.125, 0.25, 0.0, 0.125)


def test_what_was_learned_is_played_on(london: Chapter, series: Series, now) -> None:
    kept = plain(Model()) | {"walk_ins": [20.0, 10.0]}
    Learned.objects.create(chapter=london, at=now, model=kept, evenings=12)
    found = stage(london, now=now)
    assert (found.basis.evenings, found.pool.habits.walk_ins) == (12, 2.0)
    assert found.basis.is_seeded
    assert found.pool.model.walk_ins.mean == 2.0


def test_a_year_of_it_is_played(london: Chapter, series: Series, now) -> None:
    joined(london, ["Amara", "Bilal", "Chidi"], now)
    on = stage(london, now=now)
    changed = replace(on.today, invitations=False)
    made, (before, after) = played(on, changed, years=2, rng=np.random.default_rng(1))
    assert (made.years, len(before.heads), len(after.heads)) == (2, 52, 52)


def test_as_many_queries_for_three_as_for_one(london: Chapter, series: Series, now) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            stage(london, now=now + LATER)
        return len(counted)

    (amara,) = joined(london, ["Amara"], now)
    cafes = held(series, now)
    seated(cafes[0], amara)
    need(amara, now)
    alone = queries()
    for member in joined(london, ["Bilal", "Chidi"], now):
        seated(cafes[1], member, member.pk)
        need(member, now)
        Profile.objects.create(member=member)
    assert queries() == alone
