"""What a week's rows ask of the planner."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe, Invitation, Seat
from knowcafe.cafes.queries import digest, matching_problem
from knowcafe.cafes.queries.week import host_week
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member, Series
from knowcafe.core.matching import FOR_A_LIVING, Need, Offer, Opening, Problem
from knowcafe.members.models import Apart, Availability, Profile
from knowcafe.members.models import Need as Asked
from tests.rooms.cafes.planned import asks, is_free, knows, member, person
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def problem(london, week, now):
    """Read anew every time: `problem()`."""
    return lambda: matching_problem(london, week, now=now)


def one(problem: Problem, name: str):
    return next(p for p in problem.people if p.id == str(person(name).pk))


def past(london, two_tables, weeks: int, *names: str, state: str = "came") -> Cafe:
    """A café so many weeks before this week's Thursday, at which they were noted."""
    on = two_tables.on - timedelta(weeks=weeks)
    starts = two_tables.starts_at - timedelta(weeks=weeks)
    cafe = Cafe.objects.create(
        chapter=london, on=on, starts_at=starts, ends_at=starts + timedelta(hours=1),
        place="Brixton", table_size=10,
    )  # fmt: skip
    for name in names:
        Attendance.objects.create(
            cafe=cafe, person=person(name), first_name=name, state=state, noted_at=starts
        )
    return cafe


def test_tables_of_a_day_share_a_slot(problem, two_tables) -> None:
    rows = Cafe.objects.filter(on=two_tables.on).order_by("table")
    slot = f"{two_tables.series_id}.{two_tables.on}"
    assert problem().openings == tuple(Opening(str(row.pk), slot, 4) for row in rows)
    (only,) = problem().slots
    assert (only.id, only.week, only.starts) == (slot, "2027-W12", two_tables.starts_at)


def test_a_cafe_without_a_series_has_a_slot_of_its_own(problem, two_tables) -> None:
    Cafe.objects.filter(table=2).update(series=None)
    assert [slot.id for slot in problem().slots][1].startswith("cafe ")


def test_what_has_begun_is_no_longer_planned(london, week, two_tables) -> None:
    late = two_tables.starts_at
    assert matching_problem(london, week, now=late).openings == ()


def test_needs_and_know_how(problem, now) -> None:
    amara, need = person("Amara"), Asked.objects.get(member__person__first_name="Amara")
    assert Need(str(need.pk), str(amara.pk), "pricing", waiting_weeks=3) in problem().needs
    assert one(problem(), "Dana").offers == (Offer("pricing", FOR_A_LIVING),)
    assert {p.id for p in problem().people if p.professional} == {
        str(person(name).pk) for name in ("Dana", "Chidi")
    }
    Asked.objects.filter(pk=need.pk).update(closed_at=now)
    assert len(problem().needs) == 2


def test_who_is_free(problem, london, two_tables, now) -> None:
    knows(london, "Farid", "pricing", now=now)
    assert one(problem(), "Farid").free == frozenset()
    is_free(london, "Farid", on=two_tables.on)
    assert one(problem(), "Farid").free == {f"{two_tables.series_id}.{two_tables.on}"}
    is_free(london, "Farid", on=two_tables.on + timedelta(weeks=1))
    assert len(one(problem(), "Farid").free) == 1
    Series.objects.all().delete()
    assert one(problem(), "Farid").free == frozenset()


def test_caps_end_with_the_quarter(problem, london, two_tables, now) -> None:
    assert one(problem(), "Dana").cap_total == 3
    past(london, two_tables, 1, "Dana")
    sat = past(london, two_tables, 2)
    Seat.objects.create(cafe=sat, number=1, person=person("Dana"))
    assert one(problem(), "Dana").cap_total == 1
    missed = past(london, two_tables, 3, "Dana", state="missed")
    Seat.objects.create(cafe=missed, number=1, person=person("Dana"))
    past(london, two_tables, 20, "Dana")
    assert one(problem(), "Dana").cap_total == 1
    Availability.objects.filter(member__person__first_name="Dana").update(quarter="2026-Q4")
    assert one(problem(), "Dana").cap_total == 0
    assert one(problem(), "Amara").cap_total is None


def test_who_rests_is_left_out_unless_seated(problem, london, two_tables, now) -> None:
    later = two_tables.on
    for name in ("Amara", "Dana"):
        who = member(london, name, now)
        Profile.objects.update_or_create(member=who, defaults={"paused_until": later})
    Profile.objects.create(member=member(london, "Bilal", now), wants_invitations=False)
    names = {str(person(name).pk) for name in ("Grace", "Chidi")}
    assert {p.id for p in problem().people} == names
    come(two_tables, "Dana", now)
    come(two_tables, "Amara", now)
    assert {p.id for p in problem().people} > names
    assert one(problem(), "Dana").offers


def test_whoever_sits_is_pinned(problem, two_tables, now) -> None:
    come(two_tables, "Hugo", now)
    Seat.objects.filter(cafe=two_tables, number=4).update(kept_for=person("Grace"))
    assert problem().pins == {
        (str(person(name).pk), str(two_tables.pk)) for name in ("Hugo", "Grace")
    }


def test_two_seats_at_one_time_and_two_who_would_rather_not(problem, london, now) -> None:
    first, second = Cafe.objects.filter(on=now.date() + timedelta(days=3)).order_by("table")
    actions.publish_cafe(second, now=now)
    for name in ("Hugo", "Grace"):
        come(first, name, now)
    Seat.objects.filter(cafe=second, number=1).update(person=person("Hugo"))
    Apart.objects.create(member=member(london, "Grace", now), other=person("Hugo"))
    Apart.objects.create(member=member(london, "Grace", now), other=person("Dana"))
    assert [opening.seats for opening in problem().openings] == [4, 3]
    assert problem().apart == {frozenset({str(person("Grace").pk), str(person("Dana").pk)})}


def test_newcomers_and_who_met(problem, london, two_tables) -> None:
    past(london, two_tables, 6, "Amara", "Dana")
    past(london, two_tables, 30, "Amara", "Dana", "Esi")
    past(london, two_tables, 150, "Amara", "Grace")
    past(london, two_tables, 1, "Amara", "Chidi", state="excused")
    pair = frozenset({str(person("Amara").pk), str(person("Dana").pk)})
    assert problem().met == {pair: 6}
    new = {p.id for p in problem().people if p.newcomer}
    assert new == {str(person(name).pk) for name in ("Bilal", "Chidi")}


def test_nobody_is_asked_to_a_cafe_twice(problem, two_tables, now) -> None:
    for name in ("Bilal", "Esi"):
        Invitation.objects.create(
            cafe=two_tables, person=person(name), as_helper=False, sent_at=now, expires_at=now
        )
    assert problem().forbidden == {(str(person("Bilal").pk), str(two_tables.pk))}


def test_languages(problem, london, now) -> None:
    Profile.objects.create(member=member(london, "Amara", now), languages=["yo", "en"])
    assert one(problem(), "Amara").languages == ("yo", "en")


def test_another_chapters_rows_are_not_read(problem, london, week, hugo, two_tables, now) -> None:
    before = digest(problem())
    accra = chapters.open_chapter("Accra", host=hugo, zone="Africa/Accra", place="Osu", now=now)
    chapters.meet_weekly(accra, weekday=3, starts=time(18), minutes=60, by=hugo, now=now)
    actions.open_ahead(now=now)
    knows(accra, "Dana", "vat", now=now)
    asks(accra, "Hugo", "vat", now=now)
    is_free(accra, "Dana", on=two_tables.on)
    assert digest(problem()) == before


def test_a_digest_changes_with_what_counts(problem, london, now) -> None:
    before = digest(problem())
    assert digest(problem()) == before
    Member.objects.update(since=now + timedelta(days=1))
    assert digest(problem()) == before
    asks(london, "Amara", "vat", now=now)
    assert digest(problem()) != before


@pytest.mark.parametrize("read", [matching_problem, host_week])
def test_as_many_queries_for_many_as_for_few(london, week, esi, two_tables, now, read) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as said:
            read(london, week, now=now)
        return len(said)

    actions.draft_plan(london, week=week, by=esi, now=now)
    few = count()
    for name in ("Xanthe", "Yusuf", "Zadie"):
        asks(london, name, "vat", now=now)
        knows(london, f"{name}a", "vat", now=now, role="adviser")
        is_free(london, name, f"{name}a", on=two_tables.on)
        past(london, two_tables, 2, name, "Dana")
    come(two_tables, "Xanthe", now)
    assert count() == few
