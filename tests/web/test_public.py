"""What the door shows besides its cafés: to search engines, calendars, groups and walls."""

import json
import re

import pytest
from django.test import Client
from icalendar import Calendar

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.cafes.queries import place_link
from knowcafe.chapters.models import Chapter, Member
from knowcafe.members.models import Need, Offer
from knowcafe.outbox.models import Message
from tests.web.conftest import NOW
from tests.web.test_just_come import come, text

HOME = "12 Acacia Avenue"


@pytest.fixture
def at_home(cafe) -> Cafe:
    Cafe.objects.update(place=HOME, is_place_public=False, link="https://example.org/call")
    return cafe


def paths(cafe) -> list[str]:
    pages = ("", f"{cafe.pk}/", f"{cafe.pk}/seat/", "feed.xml", "calendar.ics", "poster/")
    return [f"/london/{page}" for page in pages]


def data(client: Client, cafe) -> dict[str, object]:
    page = client.get(f"/london/{cafe.pk}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_a_home_and_a_link_are_told_to_nobody_without_a_seat(client: Client, at_home) -> None:
    Chapter.objects.update(is_place_public=False, place=HOME)
    come(client, at_home, "Amara")
    leaks = [p for p in paths(at_home) if HOME in client.get(p).content.decode()]
    assert leaks == []
    assert [p for p in paths(at_home) if "/call" in client.get(p).content.decode()] == []
    assert "We tell the address to those who have a seat." in text(client.get("/london/"))


def test_control_a_public_place_is_everywhere(client: Client, cafe) -> None:
    come(client, cafe, "Amara")
    without = [p for p in paths(cafe) if "Brixton Library" not in client.get(p).content.decode()]
    assert without == []


def test_who_has_a_seat_is_told(client: Client, at_home) -> None:
    amara = Person.objects.create(email="amara@example.org", first_name="Amara", since=NOW)
    Seat.objects.filter(cafe=at_home, number=1).update(person=amara, taken_at=NOW)
    path = place_link(at_home, amara).partition(":8000")[2]
    shown = client.get(path).content.decode()
    assert HOME in shown
    assert 'href="https://example.org/call"' in shown
    Seat.objects.update(person=None)
    shown = client.get(path).content.decode()
    assert ("/call" in shown, HOME in shown) == (False, False)


def test_what_search_engines_read(client: Client, cafe) -> None:
    Cafe.objects.update(question="</script><b>&")
    event = data(client, cafe)
    assert (event["@type"], event["name"]) == ("Event", "Knowledge café in London")
    assert event["startDate"] == cafe.starts.isoformat()
    assert event["location"]["address"] == "Brixton Library"
    assert "</script><b>&" in event["description"]
    Cafe.objects.update(place="", link="https://example.org/call")
    assert data(client, cafe)["location"]["@type"] == "VirtualLocation"


def test_a_full_table_is_sold_out(client: Client, cafe, esi) -> None:
    assert data(client, cafe)["offers"]["availability"].endswith("InStock")
    other = Person.objects.create(email="bilal@example.org", first_name="Bilal", since=NOW)
    for number, person in ((1, esi), (2, other)):
        Seat.objects.filter(cafe=cafe, number=number).update(person=person)
    assert data(client, cafe)["offers"]["availability"].endswith("SoldOut")


def test_the_calendar_and_the_feed(client: Client, cafe) -> None:
    answer = client.get("/london/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in answer.content
    events = calendar.walk("VEVENT")
    assert len(events) == Cafe.objects.count()
    assert events[0].decoded("dtstart") == cafe.starts
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    feed = client.get("/london/feed.xml")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.content.decode().count("<entry>") == Cafe.objects.count()


def test_openings_are_in_no_feed(client: Client, cafe) -> None:
    Cafe.objects.update(published_at=None)
    assert b"VEVENT" not in client.get("/london/calendar.ics").content
    assert b"<entry>" not in client.get("/london/feed.xml").content


def test_the_text_for_a_group(client: Client, cafe) -> None:
    page = client.get(f"/london/{cafe.pk}/").content.decode()
    found = re.search(r'<textarea id="group-text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    assert f"Just come: http://localhost:8000/london/{cafe.pk}/" in found[1]
    assert found[1].startswith("Knowledge café in London\n")


def test_a_door_that_is_not_open(client: Client, cafe) -> None:
    Cafe.objects.update(has_open_door=False)
    assert "Just come" not in text(client.get("/london/"))
    page = client.get(f"/london/{cafe.pk}/")
    assert "At this café people say first what they need." in text(page)
    typed = {"first_name": "Amara", "email": "amara@example.org"}
    assert client.post(f"/london/{cafe.pk}/", typed).status_code == 409
    assert Seat.objects.exclude(person=None).count() == 0


def test_the_poster(client: Client, cafe) -> None:
    page = client.get("/london/poster/").content.decode()
    assert 'class="qr"' in page
    assert "style=" not in page
    assert "localhost:8000/london" in page


def test_what_is_looked_for_is_a_topic_and_nothing_else(client: Client, cafe, london, esi) -> None:
    member = Member.objects.get()
    for topic in ("vat", "pricing", "company"):
        Need.objects.create(
            member=member, text="Secret", topic=topic, for_table="Secret", asked_at=NOW
        )
    shown = text(client.get("/london/"))
    assert "Looking for: " in shown
    assert ("VAT know-how" in shown, "Secret" in shown, "ompany" in shown) == (True, False, False)
    Offer.objects.create(member=member, topic="vat", depth=1)
    shown = text(client.get("/london/"))
    assert ("VAT" in shown, "ricing know-how" in shown) == (False, True)
    Need.objects.update(closed_at=NOW)
    assert "Looking for:" not in text(client.get("/london/"))
    Need.objects.update(closed_at=None)
    Chapter.objects.update(is_open=False)
    client.force_login(esi)
    assert "Looking for:" not in text(client.get("/london/"))


def offer(client: Client, path: str, **typed: str):
    given = {"first_name": "Kofi", "email": "kofi@example.org", "words": "A room", "sent": "k"}
    return client.post(path, given | typed, follow=True)


@pytest.mark.parametrize("path", ["/london/host-a-cafe/", "/host-a-cafe/"])
def test_host_a_cafe(client: Client, london, path: str) -> None:
    for _twice in range(2):
        assert "Thank you. It is on its way." in text(offer(client, path))
    letter = Message.objects.get()
    assert (letter.to, letter.reply_to) == ("esi@example.org", "kofi@example.org")


def test_host_a_cafe_by_a_machine_and_by_somebody_hasty(client: Client, london) -> None:
    assert "Thank you." in text(offer(client, "/london/host-a-cafe/", website="http://spam.test"))
    answer = offer(client, "/london/host-a-cafe/", email="kofi")
    assert answer.status_code == 422
    assert 'value="kofi"' in answer.content.decode()
    assert "A room" in answer.content.decode()
    assert Message.objects.count() == 0
    for _time in range(10):
        offer(client, "/london/host-a-cafe/")
    assert offer(client, "/london/host-a-cafe/").status_code == 429


def test_one_café_or_three_cost_the_same(client: Client, cafe, london) -> None:
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get("/london/")
        return len(asked)

    queries()
    three = queries()
    Cafe.objects.exclude(pk=cafe.pk).delete()
    assert queries() == three
