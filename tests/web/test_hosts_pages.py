"""The pages on which hosts look after their chapter: who came, settings, people, one café."""

from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Attendance, Cafe, Seat
from knowcafe.cafes.queries import digits, place_link
from knowcafe.cafes.queries.helped import helped_link
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Holiday, Member, Series
from knowcafe.members.models import Need, Offer
from knowcafe.outbox.models import Message
from knowcafe.web.host.views.cafe import _SIGNER
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import come, text

SETTINGS = {
    "do": "about", "name": "London", "zone": "Europe/London", "is_open": "yes", "table_size": "2",
    "place": "Brixton Library", "access": "Step-free", "is_place_public": "on",
    "has_open_door": "on",
}  # fmt: skip
PAGE = "/london/host/settings/"


@pytest.fixture
def host(client: Client, london, esi) -> Client:
    sign_in_as_host(client, esi)
    return client


@pytest.fixture
def begun(cafe) -> Cafe:
    """Amara and Bilal had the seats; it has just ended."""
    for name in ("Amara", "Bilal"):
        come(Client(), cafe, name)
    ended = {"starts_at": NOW - timedelta(hours=2), "ends_at": NOW - timedelta(minutes=1)}
    Cafe.objects.filter(pk=cafe.pk).update(**ended)
    return cafe


def press(host: Client, cafe: Cafe, do: str, **more: object):
    return host.post(f"/london/host/cafes/{cafe.pk}/came/", {"do": do, **more}, follow=True)


def test_who_came_by_taps(host, begun) -> None:
    assert "2 held a seat" in text(host.get("/london/host/came/"))
    assert "2 people came" in text(press(host, begun, "everyone"))
    amara = Seat.objects.get(cafe=begun, person__first_name="Amara").person_id
    assert "1 person came" in text(press(host, begun, "missed", who=amara))
    assert "1 still to say" in text(press(host, begun, "forget", who=amara))
    press(host, begun, "everyone")
    answer = press(host, begun, "walk-in", first_name="Hugo", asked_with="k")
    assert "3 people came" in text(answer)
    assert answer.redirect_chain[0][0].endswith("#walk-in")
    hugo = Attendance.objects.get(first_name="Hugo").pk
    press(host, begun, "remove", who=hugo)
    assert "Nothing is noted yet." in text(press(host, begun, "over"))
    assert "1 came" not in text(host.get("/london/host/came/"))


def test_what_cannot_be_noted(host, begun, cafe) -> None:
    nameless = press(host, begun, "walk-in", first_name="")
    assert (nameless.status_code, "What is their first name?" in text(nameless)) == (422, True)
    assert press(host, begun, "nonsense").status_code == 422
    assert press(host, begun, "came", who=999).status_code == 409
    Cafe.objects.update(starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2))
    assert press(host, begun, "everyone").status_code == 409
    assert "has not begun" in text(host.get(f"/london/host/cafes/{begun.pk}/came/"))


def test_no_café_yet(host) -> None:
    assert "No café in the last four weeks." in text(host.get("/london/host/came/"))


def test_settings_are_kept(host, cafe) -> None:
    answer = host.post(PAGE, SETTINGS | {"place": "Peckham Library"}, follow=True)
    assert "Kept." in text(answer)
    assert Chapter.objects.get().place == "Peckham Library"
    assert set(Cafe.objects.values_list("place", flat=True)) == {"Peckham Library"}


def test_every_city_has_one_name(host, london) -> None:
    page = host.get(PAGE).content.decode()
    assert '<option value="Europe/Kyiv">' in page
    assert "Kiev" not in page
    assert '<optgroup label="Africa">' in page


def test_settings_keep_what_is_typed(host, cafe) -> None:
    answer = host.post(PAGE, SETTINGS | {"name": "", "place": "Peckham", "link": "nonsense"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Peckham"' in page
    assert "A chapter has a name" in text(answer)
    refused = host.post(PAGE, SETTINGS | {"place": "", "access": "Typed"})
    assert (refused.status_code, "Say where you meet" in text(refused)) == (409, True)
    assert 'value="Typed"' in refused.content.decode()
    assert host.post(PAGE, {"do": "nonsense"}).status_code == 422


def test_a_zone_that_is_not_a_city_stays(host, london) -> None:
    Chapter.objects.update(zone="UTC")
    assert '<option value="UTC" selected>' in host.get(PAGE).content.decode()


def test_weekly_times(host, cafe) -> None:
    host.post(PAGE, {"do": "weekly", "weekday": 0, "starts": "09:00", "minutes": 60, "tables": 2})
    assert Series.objects.count() == 2
    page = f"{PAGE}weekly/{Series.objects.latest('pk').pk}/"
    assert "Mondays 09:00" in text(host.get(page))
    weekly = {"do": "change", "weekday": 0, "starts": "10:00", "minutes": 60, "tables": 1}
    assert host.post(page, weekly | {"minutes": 5}).status_code == 422
    assert host.post(page, weekly).status_code == 302
    assert str(Series.objects.latest("pk")) == "0 10:00"
    assert host.post(page, {"do": "stop", "on": "2020-01-01"}).status_code == 409
    host.post(page, {"do": "stop", "on": f"{NOW + timedelta(days=3):%Y-%m-%d}"})
    assert "It ends on" in text(host.get(page))
    host.post(page, {"do": "go-on"})
    assert Series.objects.latest("pk").last_on is None


def test_holidays(host, begun, cafe) -> None:
    day = Cafe.objects.latest("on").on
    Seat.objects.filter(cafe__on=day, number=1).update(person=Member.objects.first().person)
    answer = host.post(PAGE, {"do": "holiday", "on": day.isoformat()}, follow=True)
    assert "1 person counts on the café at 12:00–13:30, so it stays." in text(answer)
    assert f"/london/host/cafes/{Cafe.objects.latest('on').pk}/call-off/" in answer.content.decode()
    host.post(PAGE, {"do": "no-holiday", "on": day.isoformat()})
    assert Holiday.objects.count() == 0


def test_hosts(host, esi) -> None:
    typed = {"do": "host", "first_name": "Farid", "email": "farid@example.org"}
    assert "They host now" in text(host.post(PAGE, typed, follow=True))
    assert Message.objects.get().to == "farid@example.org"
    farid = Member.objects.get(person__first_name="Farid").person_id
    host.post(PAGE, {"do": "no-host", "person_id": farid})
    answer = host.post(PAGE, {"do": "no-host", "person_id": esi.pk})
    assert "at least one host" in text(answer)


@pytest.mark.parametrize(("who", "code"), [("nobody", 422), ("²", 422), ("9" * 30, 422), (99, 409)])
def test_nobody_like_that_stops_hosting(host, who: object, code: int) -> None:
    assert host.post(PAGE, {"do": "no-host", "person_id": who}).status_code == code


def test_a_number_beyond_all_people_came(host, begun) -> None:
    assert press(host, begun, "came", who="9" * 30).status_code == 422


def test_people(host, london, amara_needs) -> None:
    shown = text(host.get("/london/host/people/"))
    assert "Amara" in shown
    assert "1 open need" in shown
    assert "candles" not in shown
    assert "Nobody is called “zzz”." in text(host.get("/london/host/people/?search=zzz"))
    assert "1 person" in text(host.get("/london/host/people/?search=amara"))
    typed = {"first_name": "Grace", "email": "grace@example.org"}
    added = host.post("/london/host/people/", typed, follow=True)
    assert "Grace belongs to the chapter now." in text(added)
    wrong = host.post("/london/host/people/", typed | {"email": "grace"})
    assert (wrong.status_code, 'value="grace"' in wrong.content.decode()) == (422, True)


def test_people_by_and_by(host, london) -> None:
    for number in range(70):
        somebody = accounts.ensure_person(f"a{number}@example.org", first_name="Ama", now=NOW)
        chapters.join(london, person=somebody, now=NOW)
    first = text(host.get("/london/host/people/?search=ama"))
    assert "1 to 30 of 70" in first
    assert first.count("since") == 30
    last = host.get("/london/host/people/?search=ama&page=3")
    assert "61 to 70 of 70" in text(last)
    assert "?search=ama&amp;page=2" in last.content.decode()
    assert "61 to 70 of 70" in text(host.get("/london/host/people/?search=ama&page=99999"))


@pytest.fixture
def amara_needs(london) -> Member:
    amara = accounts.ensure_person("amara@example.org", first_name="Amara", now=NOW)
    member = chapters.join(london, person=amara, now=NOW)
    Need.objects.create(
        member=member, text="My candles", topic="pricing", for_table="Pricing", asked_at=NOW
    )
    return member


def test_one_café(host, cafe) -> None:
    come(Client(), cafe, "Amara")
    page = f"/london/host/cafes/{cafe.pk}/"
    typed = {"place": "Peckham", "question": "Why?", "read_first": "https://example.org/read"}
    answer = host.post(page, typed, follow=True)
    assert "1 person with a seat gets a letter about the new place." in text(answer)
    assert "Kept." in text(host.post(page, typed, follow=True))
    assert "999" not in text(host.get(f"{page}?told=999"))
    assert "Kept" not in text(host.get(f"{page}?told={_SIGNER.sign(f'{cafe.pk + 1}.999')}"))
    assert host.post(page, typed | {"read_first": "no"}).status_code == 422
    assert host.post(page, typed | {"place": ""}).status_code == 409
    shown = Client().get(f"/london/{cafe.pk}/").content.decode()
    assert 'href="https://example.org/read"' in shown


def test_a_café_is_called_off(host, cafe, london) -> None:
    come(Client(), cafe, "Amara")
    come(Client(), cafe, "Bilal")
    come(Client(), cafe, "Chidi", reserve="1")
    page = f"/london/host/cafes/{cafe.pk}/"
    assert "3 people count on it" in text(host.get(page))
    assert "3 people will be told." in text(host.get(f"{page}call-off/"))
    assert Cafe.objects.get(pk=cafe.pk).called_off_at is None
    Message.objects.all().delete()
    answer = host.post(f"{page}call-off/", follow=True)
    assert "Called off. 3 people are told by mail" in text(answer)
    assert Message.objects.count() == 3
    again = host.post(f"{page}call-off/")
    assert (again.status_code, "called off already" in text(again)) == (409, True)
    assert "This café has been called off." in text(host.get(f"{page}call-off/"))
    assert Message.objects.count() == 3


def test_nobody_has_to_be_told(host, cafe) -> None:
    page = f"/london/host/cafes/{cafe.pk}/call-off/"
    assert "Nobody has to be told." in text(host.get(page))
    assert "Called off. Nobody had to be told." in text(host.post(page, follow=True))


def test_what_others_see_of_a_café_that_is_called_off(client: Client, cafe, esi) -> None:
    come(client, cafe, "Amara")
    amara = Member.objects.get(person__first_name="Amara").person
    cafes.call_off(cafe, by=esi, now=NOW)
    shown = client.get(f"/london/{cafe.pk}/")
    assert "This café has been called off." in text(shown)
    assert "https://schema.org/EventCancelled" in shown.content.decode()
    typed = {"first_name": "Bilal", "email": "bilal@example.org", "asked_with": "k"}
    late = client.post(f"/london/{cafe.pk}/", typed)
    assert (late.status_code, "called off" in text(late)) == (409, True)
    mine = text(client.get(place_link(cafe, amara).partition(":8000")[2]))
    assert "Called off:" in mine
    assert "given back" not in mine
    done = text(client.get(f"/london/{cafe.pk}/seat/"))
    assert "This café has been called off." in done
    assert f"/london/{cafe.pk}/" not in client.get("/london/").content.decode()
    assert f"/london/{cafe.pk}/" not in client.get("/london/feed.xml").content.decode()
    calendar = client.get("/london/calendar.ics").content.decode()
    assert calendar.count("STATUS:CANCELLED") == 1
    Cafe.objects.filter(pk=Cafe.objects.latest("on").pk).update(on=cafe.on, table=2)
    assert "CANCELLED" not in client.get("/london/calendar.ics").content.decode()


def test_did_it_help(client: Client, london, cafe, esi, amara_needs) -> None:
    amara = amara_needs.person
    Need.objects.update(asked_at=NOW - timedelta(days=1))
    Offer.objects.create(member=Member.objects.get(person=esi), topic="pricing", depth=2)
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=NOW, ends_at=NOW + timedelta(minutes=1))
    for person in (amara, esi):
        Attendance.objects.create(
            cafe=cafe, person=person, first_name=person.first_name, state="came", noted_at=NOW
        )
    path = helped_link(cafe, amara).partition(":8000")[2]
    shown = text(client.get(path))
    assert "May we tell those who helped?" in shown
    assert ("Pricing" in shown, "My candles" in shown) == (True, False)
    known = Client()
    known.force_login(Person.objects.get(pk=amara.pk))
    assert "My candles" in text(known.get(path))
    need = Need.objects.get().pk
    wrong = client.post(path, {"tell": "1", "typed": "x", "met": need})
    assert wrong.status_code == 409
    assert ("checked" in wrong.content.decode(), "My candles" in text(wrong)) == (True, False)
    assert client.post(path, {"tell": "1"}).status_code == 422
    told = client.post(path, {"tell": "1", "met": need, "typed": digits(cafe, amara)}, follow=True)
    assert "Those who helped are told" in text(told)
    assert Message.objects.get().subject == "Amara says it helped with pricing"
    assert Need.objects.get().closed_as == "met"


def test_nothing_to_say_about(client: Client, cafe, esi) -> None:
    Attendance.objects.create(cafe=cafe, person=esi, first_name="Esi", state="came", noted_at=NOW)
    shown = text(client.get(helped_link(cafe, esi).partition(":8000")[2]))
    assert "You had no question on your list that day" in shown
