"""The phones of those who are at a café, the room's screen, and paper."""

from __future__ import annotations

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries import place_link
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Guest, Hour, Pulse
from tests.web.conftest import NOW
from tests.web.floor import came, go_to, opened
from tests.web.hosting import sign_in_as_host


@pytest.fixture
def hour(cafe: Cafe, esi: Person) -> Hour:
    return opened(cafe, esi, "Dana", "Amara")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guest_comes_by_the_door_without_an_account(client, hour) -> None:
    door = f"/floor/come/{hour.token}/"
    shown = page(client, door)
    assert "only those who run the café see the line" in shown
    mark = shown.partition('name="asked_with" value="')[2].partition('"')[0]
    typed = {"name": "Grace", "need": "my landlord", "asked_with": mark}
    first, again = client.post(door, typed), client.post(door, typed)
    guest = Guest.objects.get()
    assert first.url == again.url == f"/floor/guest/{guest.token}/"
    assert (guest.name, guest.need, guest.person) == ("Grace", "my landlord", None)
    assert "You’re in, Grace." in page(client, first.url)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"need": "my landlord"}, "What may we call you?"), ({"name": "www.x.org"}, "first name, p")],
)
def test_what_was_typed_at_the_door_is_kept(client, hour, typed, said) -> None:
    answer = client.post(f"/floor/come/{hour.token}/", typed)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert all(f'value="{text}"' in shown for text in typed.values())


def test_a_door_that_nobody_made_is_none(client, hour) -> None:
    for path in ("come/none", "room/none", "room/none/state", "guest/none", "guest/none/state"):
        assert client.get(f"/floor/{path}/").status_code == 404
    assert client.post("/floor/guest/none/pulse/").status_code == 404
    assert client.get("/floor/place/none/").status_code == 404


def test_so_many_come_over_one_network_and_then_wait(client, hour) -> None:
    for _time in range(60):
        client.post(f"/floor/come/{hour.token}/", {"name": "Grace", "asked_with": "same"})
    answer = client.post(f"/floor/come/{hour.token}/", {"name": "Bilal", "need": "a website"})
    assert answer.status_code == 429
    assert 'value="a website"' in answer.content.decode()
    assert Guest.objects.count() == 1


def test_the_page_says_where_to_sit_and_with_whom(client, hour, esi) -> None:
    grace = came(hour, "Grace", "the one who cannot sleep")
    for name in ("Bilal", "Dana", "Amara"):
        came(hour, name)
    go_to(hour, "tables", esi)
    shown = page(client, f"/floor/guest/{grace.token}/")
    assert "<h1>Table 1</h1>" in shown
    names = shown.partition('<p class="lead">with ')[2].partition("</p>")[0]
    assert sorted(names.replace(" and ", ", ").split(", ")) == ["Amara", "Bilal", "Dana"]
    assert "Who pays twice?" in shown
    assert "Stay in touch" not in shown
    late = Guest.objects.get(name="Bilal")
    assert "cannot sleep" not in page(client, f"/floor/guest/{late.token}/")


def test_who_walks_in_during_a_round_waits_for_a_table(client, hour, esi) -> None:
    for name in ("Bilal", "Grace"):
        came(hour, name)
    go_to(hour, "tables", esi)
    late = came(hour, "Hugo")
    assert "You have no table just now" in page(client, f"/floor/guest/{late.token}/")


def test_nothing_is_told_while_nothing_is_new(client, hour, esi) -> None:
    grace = came(hour, "Grace")
    came(hour, "Bilal")
    for address in (f"/floor/guest/{grace.token}/state/", f"/floor/room/{hour.token}/state/"):
        news = client.get(f"{address}?since=0").json()
        assert client.get(f"{address}?since={news['version']}").status_code == 204
    go_to(hour, "tables", esi)
    told = client.get(f"/floor/guest/{grace.token}/state/?since={news['version']}").json()
    assert told["runs"] is True
    assert "Table 1" in told["parts"]["where"]


def test_three_quick_questions(client, hour, esi) -> None:
    grace = came(hour, "Grace")
    mine = f"/floor/guest/{grace.token}/"
    go_to(hour, "pulse", esi)
    shown = page(client, mine)
    assert "Before you go, Grace" in shown
    missing = client.post(f"{mine}pulse/", {"useful": "4", "change": "more biscuits"})
    assert missing.status_code == 422
    assert 'value="more biscuits"' in missing.content.decode()
    done = client.post(f"{mine}pulse/", {"useful": "4", "space": "5", "change": "more biscuits"})
    assert done.url == f"{mine}#pulse"
    assert list(Pulse.objects.values_list("useful", "space", "change")) == [(4, 5, "more biscuits")]
    assert "Your answers are in" in page(client, mine)


def test_a_take_away_and_a_next_step(client, hour, esi) -> None:
    grace = came(hour, "Grace")
    mine = f"/floor/guest/{grace.token}/"
    go_to(hour, "steps", esi)
    typed = {"takeaway": "Ask the landlord first", "step": "Call her by Friday"}
    assert client.post(f"{mine}say/", typed).url == f"{mine}#say"
    version = queries.phone_version(grace.token)
    client.post(f"{mine}say/", typed)
    assert queries.phone_version(grace.token) == version  # what has not changed is not said again
    assert [step.text for step in queries.steps(hour)] == ["Call her by Friday"]
    assert 'value="Ask the landlord first"' in page(client, mine)
    actions.close(hour, by=esi, now=hour.cafe.ends_at)
    shown = page(client, mine)
    assert "Call her by Friday" in shown
    assert 'name="step"' not in shown
    late = client.post(f"{mine}say/", {"step": "Something else"})
    assert late.status_code == 409


def test_staying_in_touch_takes_two(client, hour, esi) -> None:
    grace, bilal = came(hour, "Grace"), came(hour, "Bilal")
    go_to(hour, "pulse", esi)
    hers, his = (f"/floor/guest/{one.token}/" for one in (grace, bilal))
    client.post(f"{hers}touch/", {"who": bilal.who, "contact": "grace@example.org"})
    assert "grace@example.org" not in page(client, his)
    client.post(f"{his}touch/", {"who": grace.who})
    assert "grace@example.org" in page(client, his)
    assert "has left no address" in page(client, hers)
    nobody = client.post(f"{hers}touch/", {"who": "p999", "contact": "elsewhere"})
    assert nobody.status_code == 422
    assert 'value="elsewhere"' in nobody.content.decode()


def test_an_account_s_address_is_offered_to_themselves_alone(client, hour, cafe, esi) -> None:
    came(hour, "Grace")
    dana = Person.objects.get(email="dana@example.org")
    client.force_login(dana)
    assert "I’m here, open my table" in page(client, f"/floor/mine/{cafe.pk}/")
    mine = client.post(f"/floor/mine/{cafe.pk}/").url
    go_to(hour, "pulse", esi)
    assert "dana@example.org" in page(client, mine)
    assert "dana@example.org" not in page(Client(), mine)
    grace = Guest.objects.get(name="Grace")
    client.post(f"{mine}touch/", {"who": grace.who, "share_email": "on"})
    assert Guest.objects.get(person=dana).contact == "dana@example.org"
    assert "checked" in page(client, mine).partition('name="share_email"')[2].partition(">")[0]


def test_a_link_from_the_mail_opens_their_table(client, hour, cafe) -> None:
    dana = Person.objects.get(email="dana@example.org")
    token = place_link(cafe, dana).rstrip("/").rpartition("/")[2]
    assert "Are you here?" in page(client, f"/floor/place/{token}/")
    assert client.post(f"/floor/place/{token}/").url.startswith("/floor/guest/")
    assert Guest.objects.get().person == dana


def test_whoever_has_no_seat_is_led_to_the_door(client, hour, cafe) -> None:
    hugo = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    client.force_login(hugo)
    assert "Not open yet" in page(client, f"/floor/mine/{cafe.pk}/")
    answer = client.post(f"/floor/mine/{cafe.pk}/")
    assert answer.status_code == 409
    assert "scan the code" in answer.content.decode()


def test_the_screen_shows_tables_and_no_needs(client, hour, esi) -> None:
    came(hour, "Grace", "the one who cannot sleep")
    came(hour, "Bilal")
    address = f"/floor/room/{hour.token}/"
    assert "Who pays twice?" in page(client, address)
    go_to(hour, "tables", esi)
    shown = page(client, address)
    assert "<h2>Table 1</h2>" in shown
    assert "Grace" in shown
    assert "cannot sleep" not in shown
    go_to(hour, "steps", esi)
    assert "One next step each" in page(client, address)
    actions.close(hour, by=esi, now=hour.cafe.ends_at)
    shown = page(client, address)
    assert "Thank you for coming" in shown
    assert "Grace" not in shown
    assert "Just in?" not in shown
    assert "This café is over" in page(client, f"/floor/come/{hour.token}/")


def test_door_and_sheet_are_for_those_who_run_it(client, hour, cafe, esi) -> None:
    came(hour, "Grace")
    client.force_login(Person.objects.get(email="amara@example.org"))
    assert client.get(f"/floor/{cafe.pk}/door/").status_code == 404
    assert client.get(f"/floor/{cafe.pk}/sheet/").status_code == 404
    sign_in_as_host(client, esi)
    assert f"localhost:8000/floor/come/{hour.token}" in page(client, f"/floor/{cafe.pk}/door/")
    sheet = page(client, f"/floor/{cafe.pk}/sheet/")
    assert "Who pays twice?" in sheet
    assert [sheet.count(f"<bdi>{name}</bdi>") for name in ("Amara", "Dana", "Grace")] == [1, 1, 1]
