"""Opening the hour, preparing it, and who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowcafe.cafes.models import Cafe
from knowcafe.core.hour import to_data
from knowcafe.floor import actions, queries, rules
from knowcafe.floor.models import Hour, OwnTemplate
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused
from tests.rooms.floor.conftest import NAMES


def prepared(hour, esi, start, **said):
    usual = {"template": "simple", "minutes": 90, "question": "", "talk": False}
    return actions.prepare(hour, **usual | said, by=esi, now=start)


def test_it_opens_once_fitted_to_who_is_expected(cafe, esi, start, who) -> None:
    hour = actions.open_hour(cafe, by=esi, now=start)
    again = actions.open_hour(cafe, by=esi, now=start + timedelta(minutes=1))
    assert hour.pk == again.pk
    assert (hour.template, hour.question) == ("simple", "What holds you back?")
    assert sum(part.minutes for part in queries.parts_of(hour)) <= cafe.minutes
    for part in hour.plan:
        assert {w for table in hour.plan[part] for w in table} == set(map(who, NAMES))
    assert set(hour.spare) == {str(heads) for heads in range(2, 11)}
    assert sorted(n for table in hour.spare["7"][0] for n in table) == list(range(7))
    assert len(hour.spare["7"]) == len(hour.plan)
    assert len(hour.token) == 12
    assert Entry.objects.filter(verb="hour.opened", about_id=cafe.pk).count() == 1


def test_a_hour_that_somebody_opens_at_the_same_moment_is_one(cafe, esi, start, monkeypatch):
    from knowcafe.floor.actions import opening

    hour = actions.open_hour(cafe, by=esi, now=start)
    monkeypatch.setattr(opening, "hour_of", lambda _cafe: None)
    assert actions.open_hour(cafe, by=esi, now=start) == hour
    assert Entry.objects.filter(verb="hour.opened").count() == 1


def test_two_people_and_nobody_have_templates_too(cafe, esi, start) -> None:
    later = Cafe.objects.exclude(pk=cafe.pk).earliest("starts_at")
    hour = actions.open_hour(later, by=esi, now=later.starts_at)
    assert (hour.template, hour.plan) == ("one-or-none", {})


def test_not_by_strangers_nor_too_early_nor_called_off(cafe, esi, hugo, start) -> None:
    with pytest.raises(Refused, match="Only those who run"):
        actions.open_hour(cafe, by=hugo, now=start)
    with pytest.raises(Refused, match="too early"):
        actions.open_hour(cafe, by=esi, now=start - timedelta(hours=13))
    Cafe.objects.filter(pk=cafe.pk).update(called_off_at=start)
    with pytest.raises(Refused, match="called off"):
        actions.open_hour(cafe, by=esi, now=start)
    assert queries.cafe_run_by(cafe.pk, esi) is None


def test_who_runs_it_finds_it_and_nobody_else(hour, cafe, esi, amara, hugo) -> None:
    assert queries.cafe_run_by(cafe.pk, esi) == cafe
    assert queries.hour_run_by(cafe.pk, esi) == hour
    assert queries.latest(cafe.pk, esi) == (hour.pk, hour.version)
    for stranger in (amara, hugo):
        assert queries.cafe_run_by(cafe.pk, stranger) is None
        assert queries.hour_run_by(cafe.pk, stranger) is None
        assert queries.latest(cafe.pk, stranger) is None
    hugo.is_lead = True
    assert queries.hour_run_by(cafe.pk, hugo) == hour
    assert queries.cafe_run_by(10**9, esi) is None
    Cafe.objects.filter(pk=cafe.pk).update(published_at=None)
    assert queries.cafe_run_by(cafe.pk, esi) is None


def test_another_way_to_spend_it_until_it_begins(hour, phone, esi, start) -> None:
    phone.check_in("Amara", "Bilal", "Dana")
    before = hour.script
    changed = prepared(hour, esi, start, template="pairs", question=" Why  now? ", talk=True)
    assert (changed.template, changed.question, changed.talk_is_on) == ("pairs", "Why now?", True)
    assert changed.script != before
    assert {w for tables in changed.plan.values() for table in tables for w in table} == set(
        phone.state.here()
    )
    assert changed.changed == changed.version
    phone.tap("start")
    with pytest.raises(Refused, match="begun"):
        prepared(hour, esi, start)
    script = changed.script
    same = prepared(hour, esi, start, template="pairs", question="Else?")
    assert (same.question, same.script) == ("Else?", script)


def test_what_cannot_be_prepared(hour, esi, hugo, start) -> None:
    with pytest.raises(Refused, match="no such way"):
        prepared(hour, esi, start, template="dance")
    with pytest.raises(Refused, match="ten minutes"):
        prepared(hour, esi, start, minutes=5)
    with pytest.raises(Refused, match="Only those who run"):
        prepared(hour, hugo, start)
    actions.close(hour, by=esi, now=start + timedelta(minutes=90))
    with pytest.raises(Refused, match="closed"):
        prepared(hour, esi, start)


def test_links_open_until_some_days_after(hour, esi, start) -> None:
    week = timedelta(days=7)
    assert rules.can_see_room(hour, start)
    assert queries.room(hour.token, now=start) == hour
    assert queries.room("nonsense", now=start) is None
    assert queries.room(hour.token, now=hour.cafe.ends_at + week) is None
    assert queries.room_version(hour.token) == hour.shown
    assert queries.room_version("nonsense") is None
    assert Hour.objects.count() == 1


def test_every_way_to_spend_it_seats_everybody(hour, phone, esi, start, who) -> None:
    phone.check_in("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")
    here = set(phone.state.here())
    for template in queries.templates_of(hour.cafe.chapter):
        made = prepared(hour, esi, start, template=template.id, minutes=template.minutes)
        for tables in made.plan.values():
            assert {w for table in tables for w in table} == here
            if template.hosts_stay and len(tables) == 2:
                assert sum({who("Chidi"), who("Dana")} <= set(table) for table in tables) == 0


def test_a_chapters_own_version_is_what_it_opens_with(cafe, london, esi, start) -> None:
    ours = queries.template_named(london, "simple")
    row = OwnTemplate.objects.create(
        chapter=london, slug="simple", data=to_data(replace(ours, title="Ours"))
    )
    assert str(row) == f"simple of {london.pk}"
    assert queries.own_templates(london) == {"simple"}
    assert queries.template_named(london, "simple").title == "Ours"
    assert queries.template_named(london, "dance") is None
    assert actions.open_hour(cafe, by=esi, now=start).template == "simple"
