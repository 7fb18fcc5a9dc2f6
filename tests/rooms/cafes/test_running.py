"""Who else may run a café, and who sat with whom."""

from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions, rules
from knowcafe.cafes.models import Cafe, Facilitator, Met
from knowcafe.cafes.queries.met import HALF_LIFE, freshness, last_met
from knowcafe.cafes.queries.running import could_run, runners
from knowcafe.chapters.models import Member
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import member, person
from tests.rooms.cafes.test_planning_rows import past

AFTER = datetime(2027, 3, 25, 20, 30, tzinfo=UTC)


def test_a_facilitator_runs_one_cafe_and_may_change_nothing(thursday, esi, amara, hugo, now):
    assert not rules.can_run(None, thursday)
    assert rules.can_run(esi, thursday)
    for _twice in range(2):
        actions.let_run(thursday, amara, by=esi, now=now)
    assert rules.can_run(amara, thursday)
    assert not rules.can_run(hugo, thursday)
    assert not rules.can_run(amara, Cafe.objects.exclude(pk=thursday.pk).earliest("pk"))
    assert str(Facilitator.objects.get()) == f"{amara.pk} runs {thursday.pk}"
    with pytest.raises(Refused, match="Only hosts"):
        actions.leave_alone(thursday, by=amara, now=now)
    for _twice in range(2):
        actions.stop_running(thursday, amara, by=esi, now=now)
    assert not rules.can_run(amara, thursday)
    verbs = Entry.objects.filter(verb__endswith="running") | Entry.objects.filter(
        verb="cafe.let-run"
    )
    assert verbs.count() == 2


def test_who_could_be_asked_to_run_it(london, thursday, esi, amara, hugo, now) -> None:
    for name in ("Bilal", "Chidi"):
        member(london, name, now)
    namesake = Person.objects.create(email="other@example.org", first_name="Amara", since=now)
    Member.objects.create(chapter=london, person=namesake, since=now)
    Member.objects.filter(chapter=london, person=amara).delete()
    thursday.seat_set.filter(number=1).update(person=amara)
    bilal, chidi = person("Bilal"), person("Chidi")
    assert runners(thursday).named == ()
    assert runners(thursday).seated == ((amara.pk, f"Amara ({amara.email})"),)
    assert runners(thursday).others == (
        (namesake.pk, "Amara (other@example.org)"), (bilal.pk, "Bilal"), (chidi.pk, "Chidi"),
    )  # fmt: skip
    assert not could_run(thursday).filter(pk__in=[esi.pk, hugo.pk]).exists()
    actions.let_run(thursday, bilal, by=esi, now=now)
    thursday.second_facilitator = chidi
    assert runners(thursday).named == ((bilal.pk, "Bilal"),)
    assert [id_ for id_, _name in runners(thursday).others] == [namesake.pk]


def test_the_second_facilitator_runs_it_and_a_lead(thursday, amara, hugo) -> None:
    thursday.second_facilitator = amara
    assert rules.can_run(amara, thursday)
    hugo.is_lead = True
    assert rules.can_run(hugo, thursday)


@pytest.mark.parametrize("verb", ["let_run", "stop_running"])
def test_only_hosts_say_who_runs_it(thursday, amara, hugo, now, verb: str) -> None:
    with pytest.raises(Refused, match="Only hosts"):
        getattr(actions, verb)(thursday, hugo, by=amara, now=now)


def test_who_sat_with_whom_is_noted_once_a_day(thursday, esi, amara, hugo) -> None:
    pair, gone = frozenset({amara.pk, hugo.pk}), frozenset({amara.pk, 10**9})
    for times in (1, 2):
        actions.note_met(thursday, rounds={pair: times, gone: 1}, by=esi, now=AFTER)
    row = Met.objects.get()
    assert (row.one_id, row.other_id) == tuple(sorted(pair))
    assert (row.on, row.times, row.chapter) == (thursday.on, 2, thursday.chapter)
    assert str(row) == f"{row.one_id} and {row.other_id}"
    with pytest.raises(Refused, match="Only those who run"):
        actions.note_met(thursday, rounds={}, by=hugo, now=AFTER)


def test_who_came_is_noted_in_one_go(thursday, esi, amara) -> None:
    thursday.seat_set.filter(number=1).update(person=amara)
    known = {"states": {amara.pk: "came"}, "walk_ins": {"w-1": "Hugo"}, "by": esi, "now": AFTER}
    for _twice in range(2):
        actions.note_who_came(thursday, **known)
    rows = thursday.attendance_set.order_by("first_name")
    assert [(row.first_name, row.state) for row in rows] == [("Amara", "came"), ("Hugo", "came")]


def test_old_meetings_are_forgotten(thursday, esi, amara, hugo, now) -> None:
    actions.note_met(thursday, rounds={frozenset({amara.pk, hugo.pk}): 1}, by=esi, now=AFTER)
    actions.forget_meetings(now=AFTER + timedelta(weeks=100))
    assert Met.objects.count() == 1
    actions.forget_meetings(now=AFTER + timedelta(weeks=105))
    assert Met.objects.count() == 0


def test_a_table_shared_counts_more_than_a_cafe(london, thursday, esi, now) -> None:
    for name in ("Amara", "Bilal", "Chidi"):
        member(london, name, now)
    amara, bilal, chidi = (person(name).pk for name in ("Amara", "Bilal", "Chidi"))
    past(london, thursday, 2, "Amara", "Bilal", "Chidi")
    on = thursday.on - timedelta(weeks=2)
    since = on - timedelta(weeks=50)
    ab, ac, bc = (frozenset(p) for p in ((amara, bilal), (amara, chidi), (bilal, chidi)))
    assert last_met(london, since=since) == {ab: on, ac: on, bc: on}
    Met.objects.create(chapter=london, one_id=min(ab), other_id=max(ab), on=on, times=1)
    assert last_met(london, since=since) == {ab: on, ac: on - HALF_LIFE, bc: on - HALF_LIFE}
    fresh = freshness(london, {amara, chidi}, on)
    assert fresh == {ac: 0.5}
    assert freshness(london, {amara, bilal}, on)[ab] == 1.0
    assert last_met(london, since=on) == {ab: on}
