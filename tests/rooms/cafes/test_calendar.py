"""The calendar part, read as a calendar would read it, from the mail as it leaves."""

import email
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from knowcafe.cafes import actions
from knowcafe.outbox.models import Message
from knowcafe.outbox.transports import Letter
from tests.rooms.cafes.invited import answer, ask, letter, person, table_of
from tests.rooms.cafes.planned import asks
from tests.rooms.cafes.test_seats import come

SENDER = "Knowcafé <cafe@example.org>"


@pytest.fixture
def cafe(london, esi, now):
    found = table_of(2, london, esi, now)
    asks(london, "Amara", "pricing", now=now)
    return found


def as_mail(message: Message) -> EmailMessage:
    sent = Letter(
        message.key, message.to, message.subject, message.body, message.html, message.calendar,
        message.stop_link,
    ).mime(sender=SENDER, now=message.written_at)  # fmt: skip
    return email.message_from_bytes(sent.as_bytes(), policy=policy.default)


def parts(message: Message) -> dict[str, EmailMessage]:
    return {part.get_content_type(): part for part in as_mail(message).iter_parts()}


def event(message: Message) -> tuple[Calendar, Event]:
    text = parts(message)["text/calendar"].get_content()
    calendar = Calendar.from_ical(text)
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_a_seat_is_put_into_the_calendar(cafe, now) -> None:
    cafe.access, cafe.link = "Step-free", "https://meet.example.org/x"
    cafe.save()
    come(cafe, "Amara", now)
    calendar, found = event(letter("seat", "Amara"))
    assert (str(calendar["METHOD"]), str(found["STATUS"])) == ("REQUEST", "CONFIRMED")
    assert found["UID"] == f"cafe-{cafe.pk}-{person('Amara').pk}@localhost"
    assert found["SEQUENCE"] == 0
    london = ZoneInfo("Europe/London")
    assert found.decoded("DTSTART") == datetime(2027, 3, 25, 18, 30, tzinfo=london)
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert found.decoded("DTEND") == datetime(2027, 3, 25, 20, 0, tzinfo=london)
    assert found.decoded("DTSTAMP") == now.astimezone(UTC)
    assert found["ORGANIZER"] == "mailto:knowcafe@localhost"
    assert not isinstance(found["ATTENDEE"], list)
    assert found["ATTENDEE"] == "mailto:amara@example.org"
    assert found["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert found["LOCATION"] == "Brixton Library"
    assert found["DESCRIPTION"] == "Step-free\nhttps://meet.example.org/x"
    assert found["URL"] in letter("seat", "Amara").body
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"


def test_the_part_says_its_method_and_its_charset_once(cafe, now) -> None:
    come(cafe, "Amara", now)
    found = parts(letter("seat", "Amara"))
    assert list(found) == ["text/plain", "text/html", "text/calendar"]
    said = str(found["text/calendar"]["Content-Type"]).lower()
    assert (said.count("charset"), said.count("method")) == (1, 1)
    assert 'method="request"' in said
    assert max(len(line) for line in found["text/calendar"].get_content().splitlines()) <= 75


def test_out_of_the_calendar_and_back(cafe, now) -> None:
    come(cafe, "Amara", now)
    actions.give_up(cafe, person("Amara"), now=now)
    calendar, gone = event(letter("released", "Amara"))
    assert (str(calendar["METHOD"]), str(gone["STATUS"])) == ("CANCEL", "CANCELLED")
    come(cafe, "Amara", now + timedelta(hours=1), key="again")
    again = Message.objects.filter(key__startswith="seat:").latest("pk")
    sequences = [event(m)[1]["SEQUENCE"] for m in Message.objects.order_by("pk")]
    assert sequences == [0, 1, 2]
    assert len({event(m)[1]["UID"] for m in Message.objects.all()}) == 1
    assert str(event(again)[0]["METHOD"]) == "REQUEST"


def test_a_moved_cafe_counts_from_where_it_is(cafe, now) -> None:
    cafe.sequence = 3
    cafe.save()
    come(cafe, "Amara", now)
    assert event(letter("seat", "Amara"))[1]["SEQUENCE"] == 3


def test_an_invitation_is_not_sure_yet(cafe, now) -> None:
    ask(cafe, "Amara", now=now)
    found = event(letter("invitation", "Amara"))[1]
    assert (found["STATUS"], found["ATTENDEE"].params["PARTSTAT"]) == ("TENTATIVE", "NEEDS-ACTION")
    answer("Amara", "coming", now)
    sure = event(letter("seat", "Amara"))[1]
    assert (sure["UID"], sure["STATUS"]) == (found["UID"], "CONFIRMED")


def test_no_calendar_part_where_nothing_changes_in_it(cafe, now) -> None:
    for name in ("Amara", "Bilal"):
        come(cafe, name, now)
    come(cafe, "Chidi", now, as_reserve=True)
    assert "text/calendar" not in parts(letter("reserve", "Chidi"))


def test_the_address_of_a_home_is_for_those_with_a_seat(cafe, now) -> None:
    cafe.is_place_public = False
    cafe.save()
    ask(cafe, "Amara", now=now)
    assert "LOCATION" not in event(letter("invitation", "Amara"))[1]
    answer("Amara", "coming", now)
    assert event(letter("seat", "Amara"))[1]["LOCATION"] == "Brixton Library"
