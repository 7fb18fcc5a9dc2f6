"""Two kind letters: on the day somebody chose and after a week, once each, none after an answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.cafes.models import Cafe
from knowcafe.followups import actions
from knowcafe.followups.models import Commitment, Outcome, Unreminded
from knowcafe.followups.queries import step_digits, step_link
from knowcafe.followups.queries.reminding import ON, WEEK, good_until, to_remind
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.outbox.queries import unrequested
from tests.rooms.followups.conftest import ENDED, WEEK_AFTER

SATURDAY = datetime(2027, 3, 27, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def keys() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("key", flat=True))


def test_a_week_after_the_cafe_at_nine_on_its_clock_and_once(make) -> None:
    mine = make()
    assert actions.remind(now=WEEK_AFTER - SECOND) == 0
    assert actions.remind(now=WEEK_AFTER) == 1
    assert actions.remind(now=WEEK_AFTER + timedelta(hours=1)) == 0
    letter = Message.objects.get()
    assert letter.subject == "How is your next step going?"
    assert "At the Knowcafé on Thursday 25 March you said what you would do next:" in letter.body
    assert "“Ring two suppliers”\n\nThat was a week ago." in letter.body
    assert (
        f"{step_link(mine)}\nThe two digits the page asks for: {step_digits(mine)}" in letter.body
    )
    assert f"No more reminders: {step_link(mine)}#reminders" in letter.body
    assert letter.good_until == datetime(2027, 4, 4, 20, 0, tzinfo=UTC)
    mine.refresh_from_db()
    assert (mine.week_asked_at, mine.on_asked_at) == (WEEK_AFTER, None)
    assert Entry.objects.filter(verb="next_step.reminded", about_id=mine.pk).count() == 1


def test_it_was_asked_for_so_it_is_none_of_the_two_a_week(make) -> None:
    make()
    actions.remind(now=WEEK_AFTER)
    assert unrequested("amara@example.org", WEEK_AFTER) == 0


def test_on_the_day_they_chose_and_no_other(make) -> None:
    mine = make(on=date(2027, 3, 27), cue="the shop closes", action="ring two suppliers")
    assert actions.remind(now=SATURDAY - SECOND) == 0
    assert actions.remind(now=SATURDAY) == 1
    letter = Message.objects.get()
    assert letter.subject == "Today: Ring two suppliers"
    assert "“When the shop closes, I will ring two suppliers.”" in letter.body
    assert letter.good_until == datetime(2027, 3, 27, 21, 0, tzinfo=UTC)
    assert actions.remind(now=WEEK_AFTER) == 1
    mine.refresh_from_db()
    assert (mine.on_asked_at, mine.week_asked_at) == (SATURDAY, WEEK_AFTER)


def test_a_day_that_was_missed_is_not_made_up_for_nor_is_an_old_week(make) -> None:
    make(on=date(2027, 3, 27))
    assert actions.remind(now=datetime(2027, 3, 27, 21, 0, tzinfo=UTC)) == 0
    assert actions.remind(now=SATURDAY + timedelta(days=1)) == 0
    assert actions.remind(now=WEEK_AFTER + timedelta(days=3)) == 0
    assert actions.remind(now=WEEK_AFTER + timedelta(days=2)) == 1


def test_nobody_is_written_to_at_night(make) -> None:
    make()
    assert actions.remind(now=WEEK_AFTER + timedelta(hours=12)) == 0
    assert actions.remind(now=WEEK_AFTER + timedelta(hours=12) - SECOND) == 1


@pytest.mark.parametrize("beside", [-2, 0, 2])
def test_a_day_beside_the_week_is_one_letter(make, beside: int) -> None:
    make(on=date(2027, 4, 1) + timedelta(days=beside))
    due = [WEEK_AFTER + timedelta(days=n) for n in range(-3, 4)]
    assert sum(actions.remind(now=at) for at in due) == 1
    assert keys() == [f"next-step:on_asked_at:{Commitment.objects.get().pk}"]


def test_one_that_was_missed_there_is_asked_after_a_week(make) -> None:
    make(on=date(2027, 3, 31))
    assert actions.remind(now=WEEK_AFTER) == 1
    assert keys() == [f"next-step:week_asked_at:{Commitment.objects.get().pk}"]


def test_a_day_further_off_is_named_after_a_week(make) -> None:
    make(on=date(2027, 4, 20))
    actions.remind(now=WEEK_AFTER)
    assert "You have until Tuesday 20 April; if it is done" in Message.objects.get().body


def test_the_cafe_s_own_day_or_one_before_it_is_no_reminder(make, thursday) -> None:
    mine = make(on=thursday.on)
    assert actions.remind(now=ENDED + timedelta(minutes=5)) == 0
    assert not mine.has_own_day
    assert actions.remind(now=WEEK_AFTER) == 1


@pytest.mark.parametrize("kind", Outcome.Kind.values)
def test_none_after_an_answer(make, kind: str) -> None:
    mine = make()
    actions.say_how_it_went(mine, kind=kind, line="", typed="", by=mine.person, now=ENDED)
    assert actions.remind(now=WEEK_AFTER) == 0
    actions.take_back(
        mine, outcome_id=Outcome.objects.get().pk, typed="", by=mine.person, now=ENDED
    )
    assert actions.remind(now=WEEK_AFTER) == 1


def test_two_timetables_write_once_and_an_answer_in_between_wins(make) -> None:
    make()
    grace = make("Grace")
    due = to_remind(WEEK_AFTER)
    assert [letter for _row, letter in due] == [WEEK, WEEK]
    actions.say_how_it_went(grace, kind="done", line="", typed="", by=grace.person, now=ENDED)
    for _worker in range(2):
        for row, letter in due:
            actions.reminding._remind(row, letter, now=WEEK_AFTER)
    assert [m.to for m in Message.objects.all()] == ["amara@example.org"]


def test_control_with_the_field_emptied_it_is_due_again(make) -> None:
    """The field is the guard; behind it stands the letter's own key."""
    mine = make()
    actions.remind(now=WEEK_AFTER)
    Commitment.objects.update(week_asked_at=None)
    assert to_remind(WEEK_AFTER) == [(mine, WEEK)]
    assert actions.remind(now=WEEK_AFTER) == 0


def test_guests_and_those_who_want_none_are_left_in_peace(make, now) -> None:
    make("Hugo", guest=True)
    mine = make()
    for _twice in range(2):
        actions.stop_reminders(mine.person, now=now)
    assert actions.remind(now=WEEK_AFTER) == 0
    assert str(Unreminded.objects.get()).startswith(f"{mine.person_id} since")
    for _twice in range(2):
        actions.allow_reminders(mine.person, now=now)
    assert actions.remind(now=WEEK_AFTER) == 1
    verbs = Entry.objects.filter(verb__startswith="reminders").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["reminders.stopped", "reminders.allowed"]


def test_a_letter_of_the_day_is_held_when_the_day_is_over(make) -> None:
    mine = make(on=date(2027, 3, 28))
    at = datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    assert good_until(mine, ON, at) == datetime(2027, 3, 28, 20, 0, tzinfo=UTC)


def test_guests_go_after_sixty_days_and_everybody_after_two_years(make, earlier) -> None:
    make("Hugo", guest=True)
    make()
    make("Grace", cafe=earlier(104))
    assert actions.forget_steps(now=ENDED) == 0
    assert actions.forget_steps(now=ENDED + timedelta(days=1)) == 1
    assert actions.forget_steps(now=ENDED + timedelta(days=60)) == 0
    assert actions.forget_steps(now=ENDED + timedelta(days=60, seconds=1)) == 1
    assert [row.name for row in Commitment.objects.all()] == ["Amara"]


def test_whoever_is_erased_takes_their_steps_along(make, now) -> None:
    mine = make()
    actions.say_how_it_went(mine, kind="done", line="", typed="", by=mine.person, now=ENDED)
    actions.stop_reminders(mine.person, now=now)
    assert str(Outcome.objects.get()) == f"done: {mine.pk}"
    assert str(mine) == f"next step {mine.pk} of {mine.cafe_id}"
    mine.person.delete()
    assert not Commitment.objects.exists()
    assert not Outcome.objects.exists()
    assert Cafe.objects.filter(pk=mine.cafe_id).exists()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"confidence": 0}, {"confidence": 6}])
def test_what_cannot_be_is_not(make, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**wrong)


def test_one_a_person_and_cafe(make) -> None:
    make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
