"""Taps: each counts once, whoever sends it, and what cannot be is refused with a sentence."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions as cafes
from knowcafe.floor import actions, queries
from knowcafe.floor.actions import taps as taking
from knowcafe.floor.models import Hour, Tap
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import person
from tests.rooms.floor.tapping import Phone


def test_a_tap_sent_again_by_anybody_counts_once(phone, who, esi, start) -> None:
    sent = phone.tap("here", who=who("Amara"))
    assert phone.send(sent) == actions.Taken(0)
    assert phone.send(sent | {"who": who("Bilal")}, sent) == actions.Taken(0)
    row = Tap.objects.get()
    assert (row.key, row.kind, row.at, row.by) == (sent["id"], "here", sent["at"], esi)
    assert row.said == {"who": who("Amara")}
    assert row.received_at == phone.at
    assert str(row) == f"{row.number} here of {phone.hour.pk}"
    assert phone.row.version > 1
    assert str(phone.row) == f"hour of {phone.hour.cafe_id}"


def test_nothing_sent_is_nothing_kept(phone) -> None:
    before = phone.row.version
    assert phone.send() == actions.Taken(0)
    assert phone.row.version == before


def test_taps_of_one_batch_get_numbers_in_the_order_of_their_times(phone, who) -> None:
    at = queries.milliseconds(phone.at)
    first = phone.row.version
    late = {"id": "b", "kind": "gone", "at": at + 900, "who": who("Amara")}
    early = {"id": "a", "kind": "here", "at": at + 100, "who": who("Amara")}
    assert phone.send(late, early).new == 2
    assert list(Tap.objects.order_by("number").values_list("key", "number")) == [
        ("a", first + 1),
        ("b", first + 2),
    ]
    assert phone.state.here() == []


def test_a_phones_clock_cannot_lead_or_lag(phone, hour, who) -> None:
    now = queries.milliseconds(phone.at)
    phone.send({"id": "ahead", "kind": "here", "at": now + 60_000, "who": who("Amara")})
    phone.send({"id": "behind", "kind": "here", "at": 5, "who": who("Bilal")})
    kept = dict(Tap.objects.values_list("key", "at"))
    assert kept == {"ahead": now + 2_000, "behind": queries.milliseconds(hour.opened_at)}


def test_bad_taps_are_refused_and_the_good_ones_of_a_batch_kept(phone, who, hugo) -> None:
    at = queries.milliseconds(phone.at)
    taken = phone.send(
        {"id": "good", "kind": "here", "at": at, "who": who("Amara")},
        {"id": "odd", "kind": "dance", "at": at},
        {"id": "stranger", "kind": "here", "at": at, "who": f"p{hugo.pk}"},
        {"id": "name", "kind": "here", "at": at, "who": "w-1", "name": "see www.example.org"},
        {"id": "named", "kind": "here", "at": at, "who": "w-2", "name": "Sam"},
        "nonsense",
    )
    assert taken.new == 2
    assert set(taken.refused) == {"odd", "stranger", "name", "None"}
    assert "no place" in taken.refused["stranger"] or "Nobody" in taken.refused["stranger"]
    assert "first name" in taken.refused["name"]
    assert taken.refused["odd"] == taken.refused["None"] == "This could not be understood."


def test_a_batch_may_be_too_much(phone, monkeypatch) -> None:
    with pytest.raises(Refused, match="too much at once"):
        phone.send(*({"id": f"t{n}"} for n in range(501)))
    monkeypatch.setattr(taking, "MOST", phone.row.version)
    with pytest.raises(Refused, match="more taps than"):
        phone.tap("start")


def test_only_who_runs_it_taps_and_not_once_it_is_closed(phone, hour, hugo, amara, esi, start):
    for somebody in (hugo, amara):
        with pytest.raises(Refused, match="Only those who run"):
            Phone(hour, somebody, start).tap("start")
    cafes.let_run(hour.cafe, amara, by=esi, now=start - timedelta(hours=1))
    Phone(hour, amara, start).tap("start")
    actions.close(hour, by=esi, now=start + timedelta(minutes=90))
    with pytest.raises(Refused, match="closed"):
        phone.tap("pause", part=0)


def test_the_hour_knows_when_it_began(phone, who, start) -> None:
    phone.check_in("Amara")
    assert phone.row.begun_at is None
    phone.tap("start")
    begun = phone.row.begun_at
    phone.tap("next", to=1)
    assert begun == phone.row.begun_at == start + timedelta(seconds=2)


def test_somebody_coming_or_leaving_changes_the_rounds_to_come(phone, who) -> None:
    phone.check_in("Amara", "Bilal", "Chidi", "Dana")
    assert seated(phone, "1") == {who(name) for name in ("Amara", "Bilal", "Chidi", "Dana")}
    changed = phone.row.changed
    phone.tap("takeaway", key="k", what="story", text="Well")
    assert phone.row.changed == changed
    phone.check_in("Grace")
    phone.tap("gone", who=who("Amara"))
    assert seated(phone, "1") == {who(name) for name in ("Bilal", "Chidi", "Dana", "Grace")}
    assert phone.row.changed == phone.row.version > changed
    assert phone.row.says == ""  # nobody has been shown a table yet


def test_rounds_held_stay_and_the_rest_is_explained(phone, who) -> None:
    phone.check_in("Amara", "Bilal", "Chidi", "Dana", "Farid")
    phone.tap("start")
    phone.next(1)
    held = phone.state.tables[1]
    phone.check_in("Grace")
    assert phone.state.tables[1] == held
    assert list(phone.row.plan) == ["2"]
    assert who("Grace") in seated(phone, "2")
    assert phone.row.says.startswith("The rounds to come are re-planned")


def test_who_would_rather_not_does_not_sit_with_them(phone, who, london) -> None:
    from knowcafe.chapters.models import Member
    from knowcafe.members.models import Apart

    dana = Member.objects.get(chapter=london, person=person("Dana"))
    Apart.objects.create(member=dana, other=person("Amara"))
    phone.check_in("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")
    for tables in phone.row.plan.values():
        assert not any({who("Amara"), who("Dana")} <= set(table) for table in tables)


def test_whoever_thought_on_old_rows_thinks_again(phone, who, monkeypatch) -> None:
    from knowcafe.floor.actions import seating

    phone.check_in("Amara", "Bilal")
    thought, plan = [], seating.planned

    def meanwhile(hour, state):
        thought.append(hour.version)
        hour.plan = {}
        Hour.objects.filter(pk=hour.pk).update(version=hour.version + 1, plan={})
        return plan(hour, state)

    monkeypatch.setattr(seating, "planned", meanwhile)
    assert not actions.reseat(phone.hour)
    assert len(thought) == 3
    monkeypatch.undo()
    assert actions.reseat(phone.hour)
    assert seated(phone, "1") == {who("Amara"), who("Bilal")}


def test_a_closed_hour_is_not_planned(phone, esi, start) -> None:
    actions.close(phone.hour, by=esi, now=start + timedelta(minutes=90))
    assert not actions.reseat(phone.hour)


def seated(phone: Phone, part: str) -> set[str]:
    return {who for table in phone.row.plan[part] for who in table}


def test_who_can_help_sits_there_in_the_first_round(phone, who) -> None:
    phone.check_in("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")
    tables = [set(table) for table in phone.row.plan["1"]]
    for pair in (("Amara", "Dana"), ("Bilal", "Chidi")):
        assert any(set(map(who, pair)) <= table for table in tables)


def test_who_tries_it_out_in_the_morning_has_not_begun_it(cafe, esi, who, start) -> None:
    """So the hour can still be prepared; two hours before, it can begin."""
    early = start - timedelta(hours=5)
    morning = Phone(actions.open_hour(cafe, by=esi, now=early), esi, early)
    at = queries.milliseconds(early)
    taken = morning.send(
        {"id": "here", "kind": "here", "at": at, "who": who("Amara")},
        {"id": "start", "kind": "start", "at": at},
    )
    assert taken.new == 1
    assert "too early" in taken.refused["start"]
    assert morning.row.begun_at is None
    soon = Phone(morning.hour, esi, start - taking.BEGINS)
    soon.tap("start")
    assert soon.row.begun_at is not None
