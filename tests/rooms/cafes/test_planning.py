"""A week's plan: drafted, changed, taken back, published; rows after, and who is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from knowcafe.cafes import actions, queries
from knowcafe.cafes.actions import composing, planning
from knowcafe.cafes.models import Cafe, Invitation, Placement, Plan, Seat, Wish
from knowcafe.core.matching import compose
from knowcafe.journal.models import Entry
from knowcafe.members.models import Apart, Member, Need, Profile
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import asks, person, table_of, tables
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def on(two_tables):
    return two_tables.on


@pytest.fixture
def plan(london, week, esi, now) -> Plan:
    return actions.draft_plan(london, week=week, by=esi, now=now)


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="plan.").values_list("verb", flat=True))


def test_a_draft_is_kept_and_tells_nobody(plan, london, week, esi, now) -> None:
    assert tables(plan) == {1: ["Amara", "Dana", "Grace"], 2: ["Bilal", "Chidi"]}
    assert plan.bound["needs"] == 3
    placed = Placement.objects.filter(person__first_name="Bilal").get()
    assert str(placed) == f"{placed.person_id} at {placed.cafe_id}"
    assert verbs() == ["plan.drafted"]
    assert (Invitation.objects.count(), Seat.objects.exclude(kept_for=None).count()) == (0, 0)
    assert queries.current_plan(london, week) == plan


def test_drafting_again_gives_the_draft_there_is(plan, london, week, esi, now) -> None:
    assert actions.draft_plan(london, week=week, by=esi, now=now) == plan
    assert Plan.objects.count() == 1


def test_who_may(plan, london, week, hugo, amara, now) -> None:
    from knowcafe.accounts.models import Person
    from knowcafe.chapters.actions import open_chapter

    open_chapter("Accra", host=hugo, zone="Africa/Accra", place="Osu", now=now)
    lead = Person.objects.create(email="lena@example.org", first_name="Lena", since=now)
    for somebody in (None, amara, hugo, lead):
        for verb in (actions.change_plan, actions.undo_change, actions.drop_draft, publish):
            with pytest.raises(Refused, match="Only hosts"):
                verb(plan, by=somebody, now=now)
        with pytest.raises(Refused, match="Only hosts"):
            actions.draft_plan(london, week=week.next(), by=somebody, now=now)
    Person.objects.filter(pk=lead.pk).update(is_lead=True)
    lead.refresh_from_db()
    assert actions.change_plan(plan, by=lead, now=now).made_by == lead


publish = actions.publish_plan


def test_a_week_without_cafes(london, week, esi, now) -> None:
    with pytest.raises(Refused, match="No café of this week"):
        actions.draft_plan(london, week=week.next(-2), by=esi, now=now)


def test_thinking_holds_no_transaction(london, week, esi, now, monkeypatch) -> None:
    open_blocks = []

    def watched(*problem, **how):
        blocks = connection.atomic_blocks
        open_blocks.extend(b for b in blocks if not b._from_testcase)
        return compose(*problem, **how)

    monkeypatch.setattr(composing, "compose", watched)
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    actions.change_plan(plan, by=esi, now=now)
    assert open_blocks == []


def test_a_large_week_is_thought_up_in_another_process(london, week, now) -> None:
    problem = queries.matching_problem(london, week, now=now)
    here = composing.think(problem, seed=3)
    assert composing.think(problem, seed=3, here=0) == here


def test_without_room_for_another_process_it_is_thought_up_here(
    london, week, now, monkeypatch, capfd
) -> None:
    problem = queries.matching_problem(london, week, now=now)
    monkeypatch.setattr(composing, "NICE", "cannot be")
    assert composing.think(problem, seed=3, here=0) == composing.think(problem, seed=3)


def test_the_first_tables_are_used_first(london, week, esi, now) -> None:
    Need.objects.filter(topic="contracts-nda").delete()
    for seed in range(4):
        plan = actions.draft_plan(london, week=week, by=esi, now=now, seed=seed)
        assert set(tables(plan)) == {1}
        actions.drop_draft(plan, by=esi, now=now)


def test_moving_keeps_somebody_there_and_solves_the_rest(plan, esi, now) -> None:
    grace, there = person("Grace"), table_of(plan, "Bilal")
    after = actions.change_plan(plan, pins=[(grace.pk, there.pk)], by=esi, now=now)
    assert tables(after) == {1: ["Amara", "Dana"], 2: ["Bilal", "Chidi", "Grace"]}
    assert [str(w) for w in Wish.objects.filter(plan=after)] == [f"{grace.pk} at {there.pk}"]
    assert (after.follows, verbs()[-1]) == (plan, "plan.changed")
    back = Cafe.objects.get(on=there.on, table=1)
    again = actions.change_plan(after, pins=[(grace.pk, back.pk)], by=esi, now=now)
    assert tables(again) == tables(plan)
    assert Wish.objects.get(plan=again).cafe == back


def test_keeping_somebody_away_and_letting_them_back(plan, esi, now) -> None:
    amara, here = person("Amara"), table_of(plan, "Amara")
    away = actions.change_plan(plan, bans=[(amara.pk, here.pk)], by=esi, now=now)
    assert table_of(away, "Amara") != here
    assert Wish.objects.get(plan=away).is_ban
    free = actions.change_plan(away, lifted=[(amara.pk, here.pk)], by=esi, now=now)
    assert not Wish.objects.filter(plan=free).exists()


def test_undo_goes_back_step_by_step(plan, london, week, esi, now) -> None:
    grace, there = person("Grace"), table_of(plan, "Bilal")
    after = actions.change_plan(plan, pins=[(grace.pk, there.pk)], by=esi, now=now)
    assert actions.undo_change(after, by=esi, now=now) == plan
    assert queries.current_plan(london, week) == plan
    with pytest.raises(Refused, match="no change to undo"):
        actions.undo_change(plan, by=esi, now=now)
    with pytest.raises(Refused, match="Somebody else has changed"):
        actions.change_plan(after, by=esi, now=now)
    again = actions.change_plan(plan, bans=[(grace.pk, there.pk)], by=esi, now=now)
    assert again.follows == plan
    assert verbs() == ["plan.drafted", "plan.changed", "plan.undone", "plan.changed"]


def test_start_over(plan, london, week, esi, now) -> None:
    after = actions.change_plan(plan, by=esi, now=now)
    actions.drop_draft(after, by=esi, now=now)
    assert queries.current_plan(london, week) is None
    with pytest.raises(Refused, match="Somebody else"):
        actions.drop_draft(after, by=esi, now=now)


def test_what_cannot_be_is_refused(plan, london, on, esi, now) -> None:
    one, two = Cafe.objects.filter(on=on).order_by("table")
    grace, dana = person("Grace"), person("Dana")
    Apart.objects.create(member=Member.objects.get(person=grace), other=dana)
    both = [(grace.pk, two.pk), (dana.pk, two.pk)]
    with pytest.raises(Refused, match="cannot be"):
        actions.change_plan(plan, pins=both, by=esi, now=now)
    with pytest.raises(Refused, match="no longer part"):
        actions.change_plan(plan, pins=[(grace.pk, 999)], by=esi, now=now)
    with pytest.raises(Refused, match="no longer part"):
        actions.change_plan(plan, bans=[(esi.pk, one.pk)], by=esi, now=now)
    come(one, "Zadie", now)
    with pytest.raises(Refused, match="only they can release"):
        actions.change_plan(plan, bans=[(person("Zadie").pk, one.pk)], by=esi, now=now)
    assert Plan.objects.count() == 1


def test_publishing_opens_cafes_and_invites_once(plan, on, esi, now) -> None:
    cafes = actions.publish_plan(plan, by=esi, now=now)
    assert [cafe.table for cafe in cafes] == [1, 2]
    assert Cafe.objects.filter(on=on, published_at=None).count() == 0
    asked = Invitation.objects.order_by("person__first_name")
    assert [(i.person.first_name, i.as_helper) for i in asked] == [
        ("Amara", False),
        ("Bilal", False),
        ("Chidi", True),
        ("Dana", True),
        ("Grace", False),
    ]
    assert Seat.objects.exclude(kept_for=None).count() == 5
    assert verbs()[-1] == "plan.published"
    for verb in (publish, actions.change_plan, actions.undo_change, actions.drop_draft):
        with pytest.raises(Refused, match="already been published"):
            verb(plan, by=esi, now=now)
    assert Invitation.objects.count() == 5


def test_a_published_week_is_not_drafted_again(plan, london, week, esi, now) -> None:
    actions.publish_plan(plan, by=esi, now=now)
    with pytest.raises(Refused, match="already been published"):
        actions.draft_plan(london, week=week, by=esi, now=now)


def test_tables_the_plan_does_not_use_stay_closed(london, week, on, esi, now) -> None:
    Need.objects.filter(topic="contracts-nda").delete()
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    actions.publish_plan(plan, by=esi, now=now)
    closed = Cafe.objects.filter(on=on, published_at=None)
    assert [cafe.table for cafe in closed] == [2]
    assert not Seat.objects.filter(cafe__in=closed).exists()


def test_an_empty_plan_is_not_published(london, week, esi, now) -> None:
    Need.objects.all().delete()
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    with pytest.raises(Refused, match="Nobody sits"):
        actions.publish_plan(plan, by=esi, now=now)


def test_who_comes_meanwhile_is_seated_and_not_asked(plan, on, esi, now) -> None:
    come(Cafe.objects.get(on=on, table=1), "Amara", now)
    drafted = queries.drafted(plan, now=now)
    assert not drafted.is_current
    actions.publish_plan(plan, by=esi, now=now)
    assert "Amara" not in set(Invitation.objects.values_list("person__first_name", flat=True))


def test_who_no_longer_wants_to_be_asked_is_not(plan, london, on, esi, now) -> None:
    dana = Member.objects.get(person__first_name="Dana")
    Profile.objects.filter(member=dana).update(paused_until=on + timedelta(days=9))
    with pytest.raises(Refused, match="Bring the plan up to date first"):
        actions.publish_plan(plan, by=esi, now=now)
    fresh = actions.change_plan(plan, by=esi, now=now)
    assert "Dana" not in str(tables(fresh))
    actions.publish_plan(fresh, by=esi, now=now)


class Meanwhile:
    """Somebody takes a seat while a plan is thought up, so many times."""

    def __init__(self, cafe: Cafe, now, times: int) -> None:
        self.cafe, self.now, self.times = cafe, now, times

    def __call__(self, *problem, **how):
        if self.times:
            self.times -= 1
            asks(self.cafe.chapter, f"Late{self.times}", "pricing", now=self.now)
        return compose(*problem, **how)


def test_thought_up_again_when_the_rows_have_changed(
    london, week, on, esi, now, monkeypatch
) -> None:
    cafe = Cafe.objects.select_related("chapter").get(on=on, table=1)
    monkeypatch.setattr(composing, "compose", Meanwhile(cafe, now, 1))
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    assert queries.drafted(plan, now=now).is_current
    monkeypatch.setattr(composing, "compose", Meanwhile(cafe, now, 9))
    with pytest.raises(Refused, match="coming and going"):
        actions.change_plan(plan, by=esi, now=now)
    actions.drop_draft(plan, by=esi, now=now)
    with pytest.raises(Refused, match="coming and going"):
        actions.draft_plan(london, week=week, by=esi, now=now)


def test_two_hosts_draft_at_once(london, week, esi, now, monkeypatch) -> None:
    def slower(*problem, **how):
        monkeypatch.undo()
        actions.draft_plan(london, week=week, by=esi, now=now)
        return compose(*problem, **how)

    monkeypatch.setattr(composing, "compose", slower)
    plan = actions.draft_plan(london, week=week, by=esi, now=now)
    assert list(Plan.objects.all()) == [plan]


def test_rows_that_change_before_publishing(plan, london, esi, now, monkeypatch) -> None:
    stands = queries.drafted(plan, now=now)
    asks(london, "Late", "pricing", now=now)
    assert planning._publish(stands, by=esi, now=now) == []
    monkeypatch.setattr(planning, "_publish", lambda *_stands, **_more: [])
    with pytest.raises(Refused, match="coming and going"):
        actions.publish_plan(plan, by=esi, now=now)


def test_control_an_unsound_plan_is_not_saved(london, week, esi, now, monkeypatch) -> None:
    def unsound(problem, **how):
        return replace(compose(problem, **how), reasons=())

    monkeypatch.setattr(planning, "think", unsound)
    with pytest.raises(Refused, match="The planner made a mistake"):
        actions.draft_plan(london, week=week, by=esi, now=now)
    assert (Plan.objects.count(), Placement.objects.count()) == (0, 0)
