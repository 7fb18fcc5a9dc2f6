"""Each stage is filled through the actions, and so tries them all together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from numpy.random import default_rng

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Attendance, Cafe, Invitation, Plan
from knowcafe.cafes.queries import cafes_with_wrong_seats
from knowcafe.cafes.queries.week import week_to_plan
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Week
from knowcafe.floor import queries
from knowcafe.floor.models import Guest, Hour
from knowcafe.floor.rules import can_run
from knowcafe.journal.queries import is_demo
from knowcafe.members.models import Availability, Need, Profile
from knowcafe.ops.demo.keeping import stage_kept
from knowcafe.ops.demo.stages import fill
from knowcafe.ops.demo.story import Stage, Story
from knowcafe.ops.demo.tonight import HERE
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import kept_letters

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def filled(tmp_path, settings):
    """A demo of a stage; its letters lie in a folder of the test."""
    settings.DATA = tmp_path

    def fill_to(stage: Stage, now: datetime = MONDAY) -> Story:
        story = Story(stage, now, 7, default_rng(7), lambda _line: None, weeks_before=1)
        fill(story)
        return story

    return fill_to


def london() -> Chapter:
    return Chapter.objects.get(slug="london")


def test_a_quarter_is_said_and_nothing_is_drafted(filled) -> None:
    filled(Stage.QUARTER)
    assert is_demo()
    assert stage_kept() is Stage.QUARTER
    professionals = Profile.objects.filter(is_professional=True).count()
    others = Profile.objects.filter(is_professional=False)
    assert (professionals, others.filter(agrees_to_short_notice=False).count()) == (16, 45)
    assert others.filter(agrees_to_short_notice=True).exists()
    assert Need.objects.open().count() == 43
    assert Availability.objects.filter(quarter="2027-Q2").exists()
    assert not Plan.objects.exists()
    assert not Invitation.objects.exists()
    assert Attendance.objects.filter(state="came").count() > 15
    assert cafes_with_wrong_seats() == 0
    assert [(c.slug, c.is_open) for c in Chapter.objects.order_by("slug")] == [
        ("accra", False), ("london", True),
    ]  # fmt: skip
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


def test_the_coming_week_has_six_tables_on_any_day(filled) -> None:
    story = filled(Stage.QUARTER, FRIDAY)
    assert story.week == Week.containing(FRIDAY.date()).next()
    days = (story.week.monday, story.week.days[-1])
    assert Cafe.objects.filter(chapter=london(), on__range=days).count() == 6


def test_on_a_monday_it_is_this_week(filled) -> None:
    story = filled(Stage.PLANNED)
    assert story.week == week_to_plan(london(), now=MONDAY)
    assert Plan.objects.get().published_at is None
    assert not Invitation.objects.exists()


def test_most_have_answered_and_visitors_have_not(filled, settings) -> None:
    filled(Stage.INVITED, FRIDAY)
    answers = {a: Invitation.objects.filter(answer=a).count() for a in ("coming", "cannot", "")}
    assert answers["coming"] > 25
    assert answers["cannot"] > 0
    amara = Invitation.objects.get(person__first_name="Amara")
    assert (amara.answer, amara.expires_at > FRIDAY) == ("", True)
    letters = kept_letters(settings.DATA / "mail", to="amara@example.org")
    assert letters[0].has_calendar


def test_the_week_is_over(filled) -> None:
    story = filled(Stage.AFTER)
    held = Cafe.objects.filter(chapter=london(), on__gte=story.week.monday, on__lt=MONDAY.date())
    held = held.exclude(published_at=None)
    assert held.count() >= 5
    assert not held.filter(noted_at=None).exists()
    assert not held.filter(thanked_at=None).exists()
    assert not Invitation.objects.filter(answer="").exists()
    assert Cafe.objects.upcoming(MONDAY).exists()


def test_equal_seeds_tell_equal_stories(filled) -> None:
    def told() -> list[tuple[object, ...]]:
        rows = Attendance.objects.order_by("pk")
        return list(rows.values_list("cafe__starts_at", "first_name", "state", "noted_at"))

    filled(Stage.QUARTER)
    one = told()
    for table in (Chapter, Person):
        table.objects.all().delete()
    filled(Stage.QUARTER)
    assert told() == one


def test_a_stranger_sees_nothing_of_accra(filled) -> None:
    filled(Stage.QUARTER)
    assert Member.objects.filter(chapter__slug="accra", is_host=True).count() == 1
    assert [c.slug for c in Chapter.objects.visible_to(None)] == ["london"]


@pytest.mark.parametrize("now", [MONDAY, datetime(2027, 3, 28, 23, 7, tzinfo=UTC)])
def test_tonight_a_cafe_is_in_its_first_round(filled, now: datetime) -> None:
    story = filled(Stage.TONIGHT, now)
    (hour,) = Hour.objects.select_related("cafe__chapter")
    state = queries.state_of(hour)
    part = queries.parts_of(hour)[state.part]
    assert (part.kind, part.number) == ("tables", 1)
    assert sorted(who for table in state.tables[state.part] for who in table) == state.here()
    names = queries.people_named(hour.cafe, state)
    here = sorted(names[who] for who in state.here())
    assert here == sorted([*HERE, "Sam"])
    assert hour.cafe.starts_at < story.now < hour.cafe.ends_at
    assert can_run(Person.objects.get(first_name="Farid"), hour.cafe)
    guest = Guest.objects.get(name="Amara")
    reason = queries.phone(guest, now=story.now).reason
    assert reason == "Dana, an accountant, can help with pricing."
    assert not Plan.objects.exists()
