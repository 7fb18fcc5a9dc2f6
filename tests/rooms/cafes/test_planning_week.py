"""A week as its hosts see it, and the one letter where nobody has looked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from knowcafe import phrases
from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Invitation, Reserve
from knowcafe.cafes.queries import week as weeks
from knowcafe.cafes.queries.nudging import may_be_worth_planning
from knowcafe.cafes.queries.shown import Stage
from knowcafe.cafes.queries.week import FEW
from knowcafe.members.models import Need, Profile
from knowcafe.outbox.models import Message
from tests.rooms.cafes.planned import asks, is_free, knows, person, table_of
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def shown(london, week, now):
    """Read anew every time: `shown()`."""
    return lambda at=now, which=week: weeks.host_week(london, which, now=at)


@pytest.fixture
def plan(london, week, esi, now):
    return actions.draft_plan(london, week=week, by=esi, now=now)


def sitter(shown, name: str):
    found = [s for table in shown.tables for s in table.sitters if s.guest.name == name]
    return found[0]


def test_which_week_is_looked_at(london, week, two_tables, now) -> None:
    assert weeks.week_to_plan(london, now=now) == week
    assert weeks.week_to_plan(london, now=two_tables.starts_at) == week
    assert weeks.week_to_plan(london, now=two_tables.ends_at) == week.next()


def test_a_week_whose_last_cafe_is_off_is_over(london, week, two_tables) -> None:
    Cafe.objects.filter(pk=two_tables.pk).update(called_off_at=two_tables.starts_at)
    assert weeks.week_to_plan(london, now=two_tables.starts_at) == week.next()


def test_a_cafe_that_has_begun_is_to_be_noted(shown, two_tables, now) -> None:
    come(two_tables, "Zadie", now)
    assert shown().to_note == ()
    (begun,) = shown(at=two_tables.starts_at).to_note
    assert (begun.id, begun.seated) == (two_tables.pk, 1)
    assert shown(at=two_tables.starts_at + timedelta(days=6)).to_note == (begun,)
    assert shown(at=two_tables.starts_at + timedelta(days=7)).to_note == ()
    Cafe.objects.filter(pk=two_tables.pk).update(noted_at=two_tables.ends_at)
    assert shown(at=two_tables.ends_at).to_note == ()


def test_nobody_is_asked_who_came_where_nobody_was_awaited(shown, two_tables) -> None:
    assert shown(at=two_tables.starts_at).to_note == ()


def test_before_a_draft(shown, two_tables, now) -> None:
    come(two_tables, "Zadie", now)
    week = shown()
    assert (week.stage, week.heading, week.dates) == (
        Stage.BEFORE, "This week", "22 to 28 March 2027",
    )  # fmt: skip
    assert (week.needs, week.knowing, week.coming, week.spare) == (3, 2, 1, 1)
    (table,) = week.tables
    assert (table.free, table.peers, table.is_published) == (3, 1, True)
    zadie = sitter(week, "Zadie")
    assert (zadie.guest.reason, zadie.standing) == ("has taken a seat", "coming")
    assert (week.is_small, week.waiting, week.changed) == (True, (), None)
    assert (str(week.before), str(week.after)) == ("2027-W11", "2027-W13")


def test_a_week_with_enough_people_is_worth_a_plan(shown, london, two_tables, now) -> None:
    for n in range(FEW - 5):
        asks(london, f"Needs{n}", "vat", now=now)
    assert not shown().is_small


def test_weeks_by_name(shown, week) -> None:
    assert shown(which=week.next()).heading == "Next week"
    assert shown(which=week.next(3)).heading == "Week 15"
    past = shown(which=week.next(-1))
    assert (past.heading, past.stage) == ("Last week", Stage.NOTHING)


def test_a_draft(shown, plan) -> None:
    week = shown()
    assert (week.stage, week.people, week.held, week.sent) == (Stage.DRAFT, 5, 2, 0)
    assert (week.met, week.outdated, week.waiting) == ("3 of 3 needs met", (), ())
    assert week.distance.startswith("Best possible")
    amara = sitter(week, "Amara")
    assert amara.guest.reason.startswith("sits with Dana: pricing ↔ accountant; waiting 3 weeks")
    assert "secret" not in str(week)
    assert (amara.standing, week.counts, week.asked) == ("placed", "5 placed", ())
    assert [table.counts for table in week.tables] == [
        "3 placed · 1 seat free", "2 placed · 2 seats free",
    ]  # fmt: skip
    assert week.place == week.cafes[0].place
    assert len(week.picture.rows) == len(week.cafes) == 2


def test_a_change_and_what_it_costs(shown, plan, esi, now) -> None:
    amara, here, there = person("Amara"), table_of(plan, "Amara"), table_of(plan, "Bilal")
    moved = actions.change_plan(plan, pins=[(amara.pk, there.pk)], by=esi, now=now)
    changed = shown().changed
    assert changed.wished == ("Amara is kept at Thu 25 Mar, 18:30 · Table 2.",)
    assert changed.price.startswith("This costs")
    assert sitter(shown(), "Amara").guest.pinned
    assert shown().distance == "Best possible with what you have fixed"
    (left,) = shown().waiting
    assert (left.left.name, left.left.text) == ("Amara", "A question about pricing")
    assert left.is_seated
    away = actions.change_plan(moved, bans=[(amara.pk, here.pk)], by=esi, now=now)
    assert shown().changed.wished == ("Amara is not at Thu 25 Mar, 18:30 · Table 1.",)
    (banned,) = (table.banned for table in shown().tables if table.banned)
    assert banned == (("Amara", str(amara.pk)),)
    lifted = [(amara.pk, here.pk), (amara.pk, there.pk)]
    free = actions.change_plan(away, lifted=lifted, by=esi, now=now)
    assert shown().changed.wished == (
        "Amara may move again.",
        "Amara may sit at Thu 25 Mar, 18:30 · Table 1 again.",
    )
    actions.change_plan(free, by=esi, now=now)
    again = shown().changed
    assert (again.wished, again.moved) == (("The plan is up to date.",), "Nobody else moved.")


def test_who_moves_along_is_named(shown, plan, esi, now) -> None:
    dana, there = person("Dana"), table_of(plan, "Bilal")
    actions.change_plan(plan, pins=[(dana.pk, there.pk)], by=esi, now=now)
    assert shown().changed.moved.endswith("changed seats with it.")


def test_unmet_needs_can_be_given_a_seat(shown, london, week, esi, now) -> None:
    asks(london, "Hugo", "vat", now=now)
    actions.draft_plan(london, week=week, by=esi, now=now)
    (left,) = shown().waiting
    assert left.left.why == "Hugo cannot come to any café before 26 March."
    assert not left.is_seated
    mine = weeks.choices_for(shown().plan, person("Hugo").pk, None, now=now)
    assert (mine.cafe, mine.why) == (None, (left.left.why,))
    assert [place.suits for place in mine.elsewhere] == [False, False]


def test_what_can_be_done_about_somebody(plan, esi, now) -> None:
    amara, here, there = person("Amara"), table_of(plan, "Amara"), table_of(plan, "Bilal")
    mine = weeks.choices_for(plan, amara.pk, here.pk, now=now)
    assert (mine.name, mine.cafe.id, mine.is_pinned) == ("Amara", str(here.pk), False)
    assert mine.why[0].startswith("sits with Dana: pricing ↔ accountant")
    (place,) = mine.elsewhere
    assert (place.words, place.suits) == ("Thu 25 Mar, 18:30 · Table 2", True)
    assert (place.seats, place.who) == ("2 seats free", "Chidi and Bilal")
    assert weeks.choices_for(plan, amara.pk, None, now=now) is None
    assert weeks.choices_for(plan, amara.pk, there.pk, now=now) is None
    assert weeks.choices_for(plan, esi.pk, None, now=now) is None
    moved = actions.change_plan(plan, pins=[(amara.pk, there.pk)], by=esi, now=now)
    assert weeks.choices_for(plan, amara.pk, there.pk, now=now) is None
    assert weeks.choices_for(moved, amara.pk, there.pk, now=now).is_pinned


def test_whoever_holds_a_seat_is_not_a_hosts_to_move(plan, now) -> None:
    amara, here = person("Amara"), table_of(plan, "Amara")
    come(here, "Amara", now)
    assert weeks.choices_for(plan, amara.pk, here.pk, now=now) is None


def test_a_draft_that_has_been_overtaken(shown, plan, london, now) -> None:
    asks(london, "Hugo", "vat", now=now)
    week = shown()
    assert week.outdated == ("Needs, dates or seats have changed since this draft was made.",)
    assert week.distance == ""
    Profile.objects.filter(member__person__first_name="Dana").update(wants_invitations=False)
    assert len(shown().outdated) > 1


def test_wishes_that_have_become_impossible(shown, plan, esi, now) -> None:
    here, there = table_of(plan, "Amara"), table_of(plan, "Bilal")
    wanted = [(person(name).pk, here.pk) for name in ("Amara", "Grace", "Bilal")]
    pinned = actions.change_plan(plan, pins=wanted, by=esi, now=now)
    actions.publish_cafe(there, now=now)
    come(there, "Bilal", now)
    for name in ("Xanthe", "Yusuf"):
        come(here, name, now)
    drafted = queries.drafted(pinned, now=now)
    kept = drafted.problem.pins - drafted.ahead.held
    assert {pair[1] for pair in kept} == {str(here.pk)}
    assert len(kept) == 2
    assert any("more people than seats" in line for line in shown().outdated)
    fresh = actions.change_plan(pinned, by=esi, now=now)
    assert queries.drafted(fresh, now=now).is_current


def test_people_and_tables_that_are_gone(plan, london, two_tables, esi, now) -> None:
    amara, there = person("Amara"), table_of(plan, "Bilal")
    pinned = actions.change_plan(plan, pins=[(amara.pk, there.pk)], by=esi, now=now)
    Need.objects.filter(member__person=amara).delete()
    drafted = queries.drafted(pinned, now=now)
    assert drafted.pins == frozenset()
    assert str(amara.pk) not in {seat.person for seat in drafted.plan.seats}


def test_published(shown, plan, two_tables, esi, now) -> None:
    actions.publish_plan(plan, by=esi, now=now)
    here = table_of(plan, "Amara")
    grace = Invitation.objects.get(person__first_name="Grace")
    come(here, "Amara", now)
    come(here, "Zadie", now)
    Reserve.objects.create(cafe=here, person=esi, asked_at=now)
    week = shown()
    assert (week.stage, week.sent) == (Stage.PUBLISHED, 5)
    table = week.tables[0]
    assert (table.asked, table.reserves, table.free) == (2, 1, 0)
    assert table.counts == "2 coming · 2 asked · no seat free"
    assert (week.counts, week.coming, len(week.asked)) == ("2 coming · 4 asked", 2, 4)
    assert week.picture.has_asked
    assert sitter(week, "Amara").standing == "coming"
    waiting = sitter(week, "Grace")
    assert waiting.standing == "asked"
    assert waiting.left == f"{grace.expires_at:%a} {grace.expires_at.day} Mar, 09:00"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("cannot", "Dana can’t come"),
        ("conflict", "Dana has a conflict of interest"),
        ("pause", "Dana pauses"),
        ("expired", "Dana did not answer in time"),
        ("withdrawn", "Dana is no longer asked"),
    ],
)
def test_who_cannot_come(shown, two_tables, now, answer: str, told: str) -> None:
    Invitation.objects.create(
        cafe=two_tables, person=person("Dana"), as_helper=True, answer=answer,
        sent_at=now, expires_at=now,
    )  # fmt: skip
    week = shown()
    assert week.tables[0].cannot == (told,)
    said = "one can’t come" if answer in ("cannot", "conflict", "pause") else ""
    assert (week.counts, week.people) == (said, 0)


def test_a_draft_says_who_comes_already(shown, plan, now) -> None:
    here = table_of(plan, "Amara")
    come(here, "Amara", now)
    assert sitter(shown(), "Amara").standing == "coming"
    assert shown().tables[0].counts == "one coming · 2 placed · 1 seat free"


def test_tables_in_two_places_name_them(shown, plan, two_tables) -> None:
    two_tables.series.cafe_set.filter(table=2).update(place="Hackney")
    assert shown().place == ""


def test_without_a_draft_nothing_would_leave(london, week, now) -> None:
    shown, leaving = weeks.week_to_publish(london, week, now=now)
    assert (shown.stage, leaving) == (Stage.BEFORE, None)


def test_until_when_seats_are_kept_is_said_before(london, week, plan, esi, two_tables, now) -> None:
    late = two_tables.starts_at - timedelta(hours=30)
    before, _leaving = weeks.week_to_publish(london, week, now=late)
    said = {table.kept_until for table in before.tables}
    actions.publish_plan(plan, by=esi, now=late)
    ends = {two_tables.chapter.on_the_wall(i.expires_at) for i in Invitation.objects.all()}
    assert said == {phrases.shortly(end) for end in ends} == {"Wed 24 Mar, 20:00"}


def test_urgent_people_without_help_are_named(shown, london, plan, esi, now) -> None:
    bilal, there = person("Bilal"), table_of(plan, "Amara")
    assert shown().without_help == ()
    actions.change_plan(plan, pins=[(bilal.pk, there.pk)], by=esi, now=now)
    assert [(left.name, left.topic) for left in shown().without_help] == [
        ("Bilal", "Contracts & confidentiality"),
    ]  # fmt: skip


def nudges() -> list[tuple[str, str]]:
    rows = Message.objects.filter(key__startswith="nudge").order_by("pk")
    return [(row.to, row.subject) for row in rows]


def test_hosts_hear_once_of_a_draft_that_waits(plan, two_tables, now) -> None:
    monday_at_nine = two_tables.starts.replace(hour=9, minute=0) - timedelta(days=3)
    assert actions.nudge_hosts(now=monday_at_nine - timedelta(minutes=1)) == 0
    assert [actions.nudge_hosts(now=monday_at_nine) for _turn in range(2)] == [1, 0]
    (letter,) = Message.objects.filter(key__startswith="nudge")
    assert (letter.to, letter.subject) == (
        "esi@example.org", "Thursday: 3 in the draft, accountant yes",
    )  # fmt: skip
    assert "Thursday 25 March, 18:30: 2 in the draft, lawyer yes" in letter.body
    assert "/london/host/?week=2027-W12" in letter.body
    assert "A draft is ready: 3 of 3 needs met." in letter.body
    assert letter.good_until == two_tables.starts_at


def test_a_small_or_published_week_is_left_alone(london, week, two_tables, esi, now) -> None:
    soon = two_tables.starts_at - timedelta(days=1)
    assert actions.nudge_hosts(now=soon) == 0
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    actions.publish_plan(plan, by=esi, now=now)
    assert actions.nudge_hosts(now=soon) == 0
    assert nudges() == []


def test_a_week_nobody_has_drafted(london, week, two_tables, now) -> None:
    soon = two_tables.starts_at - timedelta(days=1)
    for n in range(FEW):
        asks(london, f"Needs{n}", "vat", now=now)
    assert actions.nudge_hosts(now=soon) == 1
    assert nudges() == [("esi@example.org", "Thursday: nobody yet")]


def test_people_who_pause_make_no_week_worth_planning(london, week, two_tables, now) -> None:
    """At first sight there are enough; looked at closely there is nothing to plan."""
    soon = two_tables.starts_at - timedelta(days=1)
    for n in range(FEW):
        need = asks(london, f"Needs{n}", "vat", now=now)
        Profile.objects.create(member=need.member, paused_until=two_tables.on + timedelta(days=30))
    assert may_be_worth_planning(london, week)
    assert actions.nudge_hosts(now=soon) == 0
    assert nudges() == []


@pytest.mark.parametrize(
    ("role", "told"),
    [("accountant", "1 coming, accountant yes"), ("", "1 coming, nobody to help yet")],
)
def test_who_comes_of_their_own_accord_is_counted(
    london, week, two_tables, now, role: str, told: str
) -> None:
    for n in range(FEW):
        asks(london, f"Needs{n}", "vat", now=now)
    knows(london, "Leila", "vat", now=now, role=role)
    is_free(london, "Leila", on=two_tables.on)
    come(two_tables, "Leila", now)
    actions.nudge_hosts(now=two_tables.starts_at - timedelta(days=1))
    assert nudges() == [("esi@example.org", f"Thursday: {told}")]
