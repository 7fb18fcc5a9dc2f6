"""One café, as its hosts change it."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Confirmation, Seat
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def three(thursday, now) -> list[Cafe]:
    """Three Thursdays, the first with Amara in a seat."""
    come(thursday, "Amara", now)
    return list(Cafe.objects.order_by("on"))


CAFE = {
    "place": "Peckham Library", "access": "Lift", "link": "", "is_place_public": False,
    "has_open_door": False, "read_first": "https://example.org/read", "question": " Why? ",
}  # fmt: skip


def test_a_new_place_is_told_to_who_has_a_seat(three, esi, now) -> None:
    Message.objects.all().delete()
    first = three[0]
    assert actions.change_cafe(first, **CAFE, by=esi, now=now) == 1
    first.refresh_from_db()
    assert (first.place, first.question, first.sequence) == ("Peckham Library", "Why?", 1)
    assert (first.has_open_door, first.is_place_public) == (False, False)
    letter = Message.objects.get()
    assert letter.subject == "New place on Thursday 25 March, 18:30"
    assert "Peckham Library" in letter.body
    assert "SEQUENCE:1" in letter.calendar
    later = now + timedelta(minutes=1)
    assert actions.change_cafe(first, **CAFE | {"question": "How?"}, by=esi, now=later) == 0
    assert Message.objects.count() == 1


def test_who_was_told_to_come_without_a_seat_goes_there_too(three, esi, now) -> None:
    first = three[0]
    Seat.objects.filter(cafe=first, person=None).delete()
    come(first, "Grace", now, as_reserve=True)
    Confirmation.objects.filter(person__first_name="Grace").update(called_up_at=now)
    Message.objects.all().delete()
    assert actions.change_cafe(first, **CAFE, by=esi, now=now) == 2
    told = Message.objects.get(key__startswith="called-up:")
    assert "Peckham Library" in told.body
    assert "METHOD:REQUEST" in told.calendar


def test_what_cannot_be_changed_of_a_café(three, esi, amara, now) -> None:
    for somebody in (None, amara):
        with pytest.raises(Refused, match="Only hosts"):
            actions.change_cafe(three[0], **CAFE, by=somebody, now=now)
    with pytest.raises(Refused, match="Say where you meet"):
        actions.change_cafe(three[0], **CAFE | {"place": " "}, by=esi, now=now)
    with pytest.raises(Refused, match="has begun"):
        actions.change_cafe(three[0], **CAFE, by=esi, now=three[0].starts_at)


def test_where_the_door_is_not_open_nobody_just_comes(three, esi, now) -> None:
    actions.change_cafe(three[1], **CAFE, by=esi, now=now)
    with pytest.raises(Refused, match="say first what they need"):
        come(three[1], "Hugo", now)
