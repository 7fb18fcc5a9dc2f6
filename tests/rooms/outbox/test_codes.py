"""Codes to sign in with: before everything else, never held, erased when they have left."""

from datetime import timedelta

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.outbox import actions, queries
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Later, Never
from tests.rooms.outbox.test_actions import NOW, Answers, deliver, write

CODE = "291407"
pytestmark = pytest.mark.django_db


def post(now=NOW) -> None:
    accounts.post_code("grace@example.org", code=CODE, now=now)


def only_codes(transport, now=NOW):
    return actions.deliver(transport=transport, clock=lambda: now, only_codes=True)


def kept() -> str:
    message = Message.objects.get(is_code=True)
    return f"{message.key} {message.subject} {message.body} {message.html} {message.trouble}"


def test_a_code_overtakes_what_waited_longer() -> None:
    for number in range(12):
        write(f"seat:{number}")
    post(NOW + timedelta(seconds=1))
    transport = Answers()
    deliver(transport, NOW + timedelta(seconds=1))
    assert transport.letters[0].to == "grace@example.org"


def test_its_own_dispatcher_sends_nothing_else() -> None:
    write()
    post()
    transport = Answers()
    assert only_codes(transport) == actions.Delivered(sent=1)
    assert [letter.to for letter in transport.letters] == ["grace@example.org"]
    assert only_codes(transport) == actions.Delivered()
    assert deliver(transport) == actions.Delivered(sent=1)


def test_looking_for_codes_takes_no_lock(django_assert_num_queries) -> None:
    write()
    with django_assert_num_queries(1):
        assert actions.take(now=NOW, only_codes=True) is None


def test_nothing_of_it_stays_once_it_has_left() -> None:
    post()
    transport = Answers()
    only_codes(transport)
    assert "291 407" in transport.letters[0].body
    assert "291" not in kept()
    assert Message.objects.get().state == "sent"


def test_control_another_letter_stays() -> None:
    write()
    deliver(Answers())
    assert Message.objects.get().body == "Hello"


def test_it_is_tried_again_within_seconds_and_what_a_server_says_is_masked() -> None:
    post()
    transport = Answers(Later(f"busy with {CODE[:3]} {CODE[3:]}"), Later(f"busy with {CODE}"))
    assert only_codes(transport) == actions.Delivered(later=1)
    assert Message.objects.get().trouble == "busy with …"
    assert only_codes(transport, NOW + timedelta(seconds=1)) == actions.Delivered()
    assert only_codes(transport, NOW + timedelta(seconds=2)) == actions.Delivered(later=1)
    assert Message.objects.get().trouble == "busy with …"
    assert only_codes(transport, NOW + timedelta(seconds=7)) == actions.Delivered(sent=1)
    assert len({letter.key for letter in transport.letters}) == 1


def test_nothing_of_it_stays_where_it_is_refused() -> None:
    post()
    assert only_codes(Answers(Never("no such mailbox"))) == actions.Delivered(failed=1)
    assert "291" not in kept()


def test_too_late_it_is_erased_not_held() -> None:
    write(hours=0)
    post()
    transport = Answers()
    late = NOW + timedelta(minutes=10, seconds=1)
    assert only_codes(transport, late) == actions.Delivered()
    assert deliver(transport, late) == actions.Delivered()
    assert transport.letters == []
    assert queries.counted() == {"failed": 1, "held": 1}
    assert "291" not in kept()
