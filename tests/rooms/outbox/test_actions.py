"""The outbox: in the action's own transaction, once, leased, tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from knowcafe.outbox import actions, queries
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Later, Letter, Never

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Answers:
    """A transport that answers as it is told, and remembers what it was given."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.letters: list[Letter] = []

    def send(self, letter: Letter, *, now: datetime) -> None:
        self.letters.append(letter)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer


def write(key="seat:1", *, to="amara@example.org", hours=24, now=NOW, stop_link="") -> bool:
    return actions.write(
        key, to=to, subject="Your seat", body="Hello", now=now,
        good_until=now + timedelta(hours=hours), stop_link=stop_link,
    )  # fmt: skip


def deliver(transport, now=NOW):
    return actions.deliver(transport=transport, clock=lambda: now)


def test_a_letter_leaves_once() -> None:
    assert write()
    assert not write()
    transport = Answers()
    assert deliver(transport) == actions.Delivered(sent=1)
    assert deliver(transport) == actions.Delivered()
    assert [letter.to for letter in transport.letters] == ["amara@example.org"]
    message = Message.objects.get()
    assert (message.state, message.sent_at, message.attempts) == ("sent", NOW, 1)
    assert str(message) == "seat:1 (sent)"
    assert queries.counted() == {"sent": 1}


def test_an_action_undone_writes_no_letter() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert queries.counted() == {}


def test_what_fails_is_tried_again_later_and_at_last_given_up() -> None:
    write(hours=1000)
    transport, now = Answers(*[Later("451 busy")] * 20), NOW
    for pause in actions.PAUSES:
        assert deliver(transport, now) == actions.Delivered(later=1)
        assert deliver(transport, now + pause - timedelta(seconds=1)) == actions.Delivered()
        now += pause
    assert deliver(transport, now) == actions.Delivered(failed=1)
    message = Message.objects.get()
    assert (message.state, message.attempts, message.trouble) == ("failed", 7, "451 busy")


def test_what_is_refused_for_good_is_not_tried_again() -> None:
    write()
    assert deliver(Answers(Never("550 no such user"))) == actions.Delivered(failed=1)
    assert deliver(Answers(), NOW + timedelta(days=9)) == actions.Delivered()


def test_one_letters_trouble_does_not_hold_up_the_next() -> None:
    write("seat:1")
    write("seat:2", to="bilal@example.org")
    assert deliver(Answers(Never("550"))) == actions.Delivered(sent=1, failed=1)


def test_nothing_stale_leaves_after_an_outage() -> None:
    write(hours=2)
    assert deliver(Answers(), NOW + timedelta(hours=3)) == actions.Delivered()
    assert queries.counted() == {"held": 1}


def test_no_more_than_asked_for_at_once() -> None:
    write("seat:1")
    write("seat:2")
    assert actions.deliver(transport=Answers(), clock=lambda: NOW, most=1).sent == 1


def test_looking_takes_no_lock_where_there_is_nothing(django_assert_num_queries) -> None:
    write(now=NOW + timedelta(seconds=1))
    with django_assert_num_queries(1):
        assert actions.take(now=NOW) is None


def test_an_unrequested_letter_counts_from_when_it_left() -> None:
    """After an outage that is later than it was written."""
    late, week = NOW + timedelta(hours=30), timedelta(days=7)
    assert write("quarter:1", stop_link="http://localhost:8000/stop/x/", hours=48)
    assert queries.unrequested("amara@example.org", NOW) == 1
    deliver(Answers(), late)
    assert queries.unrequested("amara@example.org", NOW + week) == 1
    assert queries.unrequested("amara@example.org", late + week) == 0


def test_a_leased_letter_is_nobody_elses_until_the_lease_is_over() -> None:
    write()
    assert actions.take(now=NOW)
    assert actions.take(now=NOW) is None
    assert actions.take(now=NOW + actions.LEASE)


def test_a_zombie_cannot_say_how_it_ended() -> None:
    """The first worker hangs past its lease; the second sends; the first wakes up."""
    write()
    zombie = actions.take(now=NOW)
    assert deliver(Answers(), NOW + actions.LEASE) == actions.Delivered(sent=1)
    actions.finish(zombie, state=Message.State.FAILED, now=NOW + actions.LEASE)
    assert queries.counted() == {"sent": 1}


def test_control_without_the_fence_it_could() -> None:
    write()
    zombie = actions.take(now=NOW)
    deliver(Answers(), NOW + actions.LEASE)
    zombie.lease += 1
    actions.finish(zombie, state=Message.State.FAILED, now=NOW + actions.LEASE)
    assert queries.counted() == {"failed": 1}


def test_of_two_who_saw_the_same_letter_one_gets_it() -> None:
    write()
    one, other = Message.objects.get(), Message.objects.get()
    assert [actions._lease(message, NOW) for message in (one, other)] == [True, False]
