"""What publishing sends: said beforehand, kept in one short moment, written café by café."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from knowcafe.cafes import actions, queries
from knowcafe.cafes.actions import invitations, planning
from knowcafe.cafes.models import Invitation, Plan, Seat
from knowcafe.cafes.queries import asking, publishing
from knowcafe.cafes.queries import week as weeks
from knowcafe.members.models import Need, Profile
from knowcafe.refused import Refused
from knowcafe.timetable import JOBS
from tests.rooms.cafes.invited import kept
from tests.rooms.cafes.planned import asks, is_free, knows, member, person, table_of, tables
from tests.rooms.cafes.test_invitations import unrequested
from tests.rooms.cafes.test_seats import come, mail

HOURS = timedelta(hours=1)


@pytest.fixture
def plan(london, week, esi, now) -> Plan:
    return actions.draft_plan(london, week=week, by=esi, now=now)


@pytest.fixture
def said(plan, now):
    """What leaves, read anew every time: the names asked, and why others are not."""

    def read(at=now, row=plan):
        leaving = queries.leaving(queries.drafted(row, now=at), now=at)
        return [letter.person.first_name for letter in leaving.letters], leaving.left_out

    return read


def two_letters(name: str, now) -> None:
    assert unrequested(name.lower(), f"{name}:1", now)
    assert unrequested(name.lower(), f"{name}:2", now)


def test_what_is_said_is_what_leaves(plan, said, esi, now) -> None:
    names, left_out = said()
    assert (sorted(names), left_out) == (["Amara", "Bilal", "Chidi", "Dana", "Grace"], ())
    actions.publish_plan(plan, by=esi, now=now)
    assert sorted(name for name, _kind in mail()) == sorted(name.lower() for name in names)


def test_whom_nobody_may_write_to_is_not_planned(london, week, esi, now) -> None:
    two_letters("Grace", now)
    two_letters("Chidi", now)
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    assert tables(plan) == {1: ["Amara", "Dana"]}
    (shown, leaving) = weeks.week_to_publish(london, week, now=now)
    assert leaving.left_out == ("Grace had two letters within a week already.",)
    assert len(leaving.letters) == shown.people == 2
    assert shown.unasked == 1


def test_control_without_the_rule_they_are_planned(london, week, esi, now, monkeypatch) -> None:
    two_letters("Grace", now)
    monkeypatch.setattr(asking.quiet, "MOST_UNREQUESTED", 3)
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    assert "Grace" in tables(plan)[1]


def test_why_somebody_gets_no_letter(plan, said, london, two_tables, now) -> None:
    two_letters("Amara", now)
    Profile.objects.create(member=member(london, "Grace", now), wants_invitations=False)
    Profile.objects.filter(member__person__first_name="Dana").update(
        paused_until=two_tables.on + timedelta(days=9)
    )
    Need.objects.filter(member__person__first_name="Bilal").delete()
    come(two_tables, "Chidi", now)
    assert said() == (
        [],
        (
            "Amara had two letters within a week already.",
            "Bilal is no longer on the list.",
            "Chidi has taken another seat this week.",
            "Dana has paused.",
            "Grace does not want to be asked.",
        ),
    )


def test_a_host_cannot_have_somebody_asked_twice_or_too_late(plan, said, esi, now) -> None:
    grace, there = person("Grace"), table_of(plan, "Grace")
    Invitation.objects.create(
        cafe=there, person=grace, as_helper=False, answer="cannot", sent_at=now, expires_at=now
    )
    plan = actions.change_plan(plan, pins=[(grace.pk, there.pk)], by=esi, now=now)
    names, left_out = said(row=plan)
    assert (len(names), left_out) == (4, ("Grace was asked to that café before.",))
    names, left_out = said(there.last_call - HOURS + timedelta(seconds=1), plan)
    assert (names, len(left_out)) == ([], 5)
    assert "Grace would have less than an hour to answer." in left_out


def test_whoever_has_a_second_seat_at_that_time_is_not_asked(plan, said, now) -> None:
    here, there = table_of(plan, "Amara"), table_of(plan, "Bilal")
    actions.publish_cafe(there, now=now)
    come(here, "Bilal", now)
    Seat.objects.filter(cafe=there, number=1).update(person=person("Bilal"))
    names, left_out = said()
    assert "Bilal" not in names
    assert left_out == ("Bilal has a seat there already.",)


def test_nobody_is_planned_for_a_cafe_that_is_about_to_begin(london, week, two_tables, esi) -> None:
    late = two_tables.starts_at - 3 * HOURS
    plan = actions.draft_plan(london, week=week, by=esi, now=late)
    assert tables(plan) == {}


GONE = "A table of this draft has begun or is no longer held."


def test_a_draft_that_lost_a_table_is_brought_up_to_date_first(plan, two_tables, esi, now) -> None:
    two_tables.series.cafe_set.filter(table=2).delete()  # as where a host lets a series end
    with pytest.raises(Refused, match=GONE):
        actions.publish_plan(plan, by=esi, now=now)
    assert (Invitation.objects.count(), mail()) == (0, [])
    fresh = actions.change_plan(plan, by=esi, now=now)
    actions.publish_plan(fresh, by=esi, now=now)
    assert Invitation.objects.exists()


def test_so_is_one_whose_tables_have_begun(plan, two_tables, now) -> None:
    stands = queries.drafted(plan, now=two_tables.starts_at)
    assert queries.broken_by_now(stands)[0] == (
        "2 tables of this draft have begun or are no longer held."
    )


def test_control_where_it_is_not_known_which_tables_it_had(plan, two_tables, esi, now) -> None:
    plan.bound.pop("tables")
    plan.save()
    two_tables.series.cafe_set.filter(table=2).delete()
    actions.publish_plan(plan, by=esi, now=now)
    assert Invitation.objects.exists()


def test_letters_are_written_after_what_nobody_may_interrupt(plan, esi, now, monkeypatch) -> None:
    blocks = []

    def watched(*cafe, **how):
        blocks.append([b for b in connection.atomic_blocks if not b._from_testcase])
        return 0

    monkeypatch.setattr(planning, "tell_invited", watched)
    actions.publish_plan(plan, by=esi, now=now)
    assert blocks == [[], []]


def crashed(plan, esi, now, monkeypatch) -> None:
    """Published by a process that ends before its second café's letters."""
    real = invitations.tell_invited

    def once(cafe, **how):
        if cafe.table == 2:
            raise MemoryError
        return real(cafe, **how)

    with monkeypatch.context() as patch:
        patch.setattr(planning, "tell_invited", once)
        with pytest.raises(MemoryError):
            actions.publish_plan(plan, by=esi, now=now)


def test_after_a_crash_the_timetable_writes_the_rest(plan, esi, now, monkeypatch) -> None:
    crashed(plan, esi, now, monkeypatch)
    assert (len(mail()), Invitation.objects.count()) == (3, 5)
    (job,) = [job for job in JOBS if job.name == "write invitations"]
    later = now + timedelta(minutes=1)
    for _turn in range(2):
        job.run(lambda: later)
    assert sorted(name for name, _kind in mail()) == ["amara", "bilal", "chidi", "dana", "grace"]
    assert Invitation.objects.filter(told_at=later).count() == 2
    assert actions.tell_everybody_invited(now=later) == 0


def test_control_without_the_job_two_are_never_told(plan, esi, now, monkeypatch) -> None:
    crashed(plan, esi, now, monkeypatch)
    for job in JOBS:
        if job.name not in ("write invitations", "deliver letters"):
            job.run(lambda: now + timedelta(minutes=1))
    assert Invitation.objects.filter(told_at=None).count() == 2


def test_a_seat_that_is_gone_by_now_is_not_kept(plan, two_tables, now) -> None:
    letters = publishing.letters_of(queries.drafted(plan, now=now), now=now)
    here = [letter for letter in letters if letter.cafe == two_tables]
    actions.keep_seats(here[:1], now=now)
    Seat.objects.filter(kept_for=None).update(person=None, kept_for=None)
    for name in ("Xanthe", "Yusuf"):
        come(two_tables, name, now)
    assert len(actions.keep_seats(here[1:], now=now)) == 1
    assert len(kept(two_tables)) == Invitation.objects.count() == 2


def test_as_many_queries_a_seat_whatever_the_size(london, week, esi, two_tables, now) -> None:
    """One for each seat that is kept; the rest does not grow."""

    def count() -> int:
        with transaction.atomic():
            plan = actions.draft_plan(london, week=week, by=esi, now=now)
            stands = queries.drafted(plan, now=now)
            with CaptureQueriesContext(connection) as done:
                planning._publish(stands, by=esi, now=now)
            asked = Invitation.objects.count()
            transaction.set_rollback(True)
        return len(done) - asked

    few = count()
    for n in range(3):
        asks(london, f"Owner{n}", "pricing", now=now)
    knows(london, "Leila", "pricing", now=now, role="adviser")
    is_free(london, "Owner0", "Owner1", "Owner2", "Leila", on=two_tables.on)
    assert count() == few


def test_two_who_write_the_same_letters(plan, two_tables, esi, now, monkeypatch) -> None:
    """The job of the minute comes while a host publishes: everybody is told once."""
    with monkeypatch.context() as patch:
        patch.setattr(planning, "tell_invited", lambda *_cafe, **_how: 0)
        actions.publish_plan(plan, by=esi, now=now)
    pk = Invitation.objects.filter(cafe=two_tables).latest("pk").pk
    assert actions.tell_invited(two_tables, now=now) == 3
    assert not invitations._tell(two_tables, pk, {}, "", now)
    assert len(mail()) == 3
