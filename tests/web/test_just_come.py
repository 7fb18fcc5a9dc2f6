"""The front door and "just come", page by page."""

import re

import pytest
from django.test import Client

from knowcafe.accounts.actions import ensure_person, vouch_for
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.cafes.queries import digits, place_link
from knowcafe.chapters.actions import open_chapter
from knowcafe.chapters.models import Series
from knowcafe.outbox.models import Message
from tests.web.conftest import NOW


def come(client: Client, cafe, name: str, **more: str):
    page = client.get(f"/london/{cafe.pk}/").content.decode()
    key = re.search(r'name="asked_with" value="([^"]+)"', page)[1]
    given = {"first_name": name, "email": f"{name.lower()}@example.org", "asked_with": key}
    return client.post(f"/london/{cafe.pk}/", given | more, follow=True)


def text(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("&#x27;", "'").split())


def test_before_anything_is_open(client: Client, db) -> None:
    assert "knowcafe createhost" in text(client.get("/"))


def test_a_chapter_without_cafes(client: Client, london) -> None:
    assert "No café is planned just now." in text(client.get("/", follow=True))


def test_two_chapters_are_listed_and_one_is_gone_to(client: Client, london, esi) -> None:
    assert client.get("/")["Location"] == "/london/"
    open_chapter("Accra", host=esi, zone="Africa/Accra", place="Osu", now=NOW)
    shown = text(client.get("/"))
    assert shown.index("Accra") < shown.index("London")


def test_the_front_door(client: Client, cafe) -> None:
    shown = text(client.get("/london/"))
    for words in ("Brixton Library", "Step-free", "2 seats free", "12:00–13:30", "London time"):
        assert words in shown
    assert re.search(r"Just come on \w+day", shown)


def test_a_seat(client: Client, cafe) -> None:
    answer = come(client, cafe, "Amara")
    assert answer.redirect_chain == [(f"/london/{cafe.pk}/seat/", 302)]
    assert "You have a seat. See you" in text(answer)
    assert Seat.objects.get(person__email="amara@example.org").cafe == cafe
    assert "1 seat free" in text(client.get("/london/"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"email": "amara at example"}, "That is not an e-mail address"),
        ({"email": ""}, "We need an address"),
        ({"first_name": ""}, "What may we call you?"),
        ({"first_name": "Win at www.example.com"}, "Just a first name"),
        ({"first_name": "evil\u202egpj"}, "Just a first name"),
    ],
)
def test_nothing_typed_is_lost(client: Client, cafe, typed: dict[str, str], told: str) -> None:
    answer = come(client, cafe, "Amara", **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in text(answer)
    kept = {"first_name": "Amara", "email": "amara@example.org"} | typed
    assert [value for value in kept.values() if value and f'value="{value}"' not in page] == []
    assert 'aria-invalid="true"' in page
    assert (Seat.objects.exclude(person=None).count(), Message.objects.count()) == (0, 0)


def test_a_full_table_and_a_reserve(client: Client, cafe) -> None:
    come(client, cafe, "Amara")
    late = client.get(f"/london/{cafe.pk}/")
    come(Client(), cafe, "Bilal")
    key = re.search(r'name="asked_with" value="([^"]+)"', late.content.decode())[1]
    typed = {"first_name": "Chidi", "email": "chidi@example.org", "asked_with": key}
    full = client.post(f"/london/{cafe.pk}/", typed)
    assert full.status_code == 409
    assert "All two seats are taken. Reserves usually get one; we’ll tell you by" in text(full)
    later = Cafe.objects.order_by("starts_at")[1]
    assert (
        f"Come on {queries.tell(Cafe.objects.with_free().get(pk=later.pk), NOW).day} instead"
        in text(full)
    )
    assert f'href="/london/{later.pk}/"' in full.content.decode()
    assert 'value="chidi@example.org"' in full.content.decode()
    assert Reserve.objects.count() == 0
    answer = client.post(f"/london/{cafe.pk}/", typed | {"reserve": "1"}, follow=True)
    assert "You are a reserve for" in text(answer)
    assert Reserve.objects.get().person.email == "chidi@example.org"
    assert "All two seats are taken." in text(client.get("/london/"))


def test_where_no_other_cafe_has_a_seat_the_door_is_the_way(client: Client, cafe) -> None:
    for name in ("Amara", "Bilal"):
        come(Client(), cafe, name)
    Seat.objects.exclude(cafe=cafe).delete()
    assert "See the next cafés" in text(client.get(f"/london/{cafe.pk}/"))


def test_a_full_table_leads_to_the_one_next_to_it(client: Client, cafe) -> None:
    for name in ("Amara", "Bilal"):
        come(Client(), cafe, name)
    Series.objects.update(tables=2)
    actions.open_table(Series.objects.get(), on=cafe.on, table=2, now=NOW)
    other = Cafe.objects.get(on=cafe.on, table=2)
    actions.publish_cafe(other, now=NOW)
    shown = text(client.get(f"/london/{cafe.pk}/"))
    assert "At the table next to it, same time and place: 2 seats free" in shown
    assert come(client, cafe, "Chidi").status_code == 409
    answer = come(client, cafe, "Chidi", beside="1")
    assert answer.redirect_chain == [(f"/london/{other.pk}/seat/", 302)]
    assert "You have a seat." in text(answer)
    assert Seat.objects.get(person__first_name="Chidi").cafe == other


def test_whose_seat_it_is_only_their_own_browser_says(client: Client, cafe) -> None:
    come(client, cafe, "Amara")
    path = f"/london/{cafe.pk}/seat/"
    assert "You have a seat." in text(client.get(path))
    for other in (Client(), client):
        shared = path if other is not client else path.replace("seat", "reserve")
        answer = other.get(shared, follow=True)
        assert answer.redirect_chain == [(f"/london/{cafe.pk}/", 302)]
        assert "You have a seat" not in text(answer)
    forged = Client()
    forged.cookies["told"] = f"{cafe.pk}.seat"
    assert forged.get(path).status_code == 302


def test_the_page_is_the_same_whoever_holds_a_seat(client: Client, cafe) -> None:
    """Amara comes and nobody else may read it off the page; her letter is sent again."""
    come(Client(), cafe, "Amara")
    again, new = come(client, cafe, "Amara"), come(Client(), cafe, "Bilal")
    assert text(again) == text(new)
    assert "had this address a place at that time already, it says so" in text(again)
    assert Message.objects.filter(to="amara@example.org").count() == 2
    full, strangers = come(client, cafe, "Amara"), come(Client(), cafe, "Chidi")
    assert full.status_code == strangers.status_code == 409
    assert text(full) == text(strangers)


@pytest.fixture
def signed_in(client: Client, cafe) -> Client:
    amara = ensure_person("amara@example.org", first_name="Amara", now=NOW)
    vouch_for(amara, now=NOW)
    client.force_login(amara)
    return client


def test_signed_in_it_is_one_button(signed_in: Client, cafe) -> None:
    page = signed_in.get(f"/london/{cafe.pk}/").content.decode()
    assert ('name="first_name"' in page, 'name="email"' in page) == (False, False)
    assert "We write to amara@example.org" in page
    answer = come(signed_in, cafe, "Hugo")
    assert "You have a seat." in text(answer)
    assert [p.first_name for p in Person.objects.order_by("pk")] == ["Esi", "Amara"]
    shown = text(signed_in.get(f"/london/{cafe.pk}/"))
    assert "You have a seat here." in shown
    assert "Just come on" not in shown.partition("Tell others")[0]


def test_signed_in_without_a_name_it_is_asked_for(signed_in: Client, cafe) -> None:
    Person.objects.filter(email="amara@example.org").update(first_name="")
    page = signed_in.get(f"/london/{cafe.pk}/").content.decode()
    assert ('name="first_name"' in page, 'name="email"' in page) == (True, False)
    come(signed_in, cafe, "Ama")
    assert Seat.objects.exclude(person=None).get().person.first_name == "Ama"


def test_signed_in_a_reserve_reads_it(signed_in: Client, cafe) -> None:
    for name in ("Bilal", "Chidi"):
        come(Client(), cafe, name)
    assert "You are a reserve for" in text(come(signed_in, cafe, "Amara", reserve="1"))
    assert "You are a reserve here." in text(signed_in.get(f"/london/{cafe.pk}/"))


def test_signed_in_a_second_place_at_one_time_is_refused(signed_in: Client, cafe) -> None:
    come(signed_in, cafe, "Amara")
    other = Cafe.objects.order_by("starts_at")[1]
    Cafe.objects.filter(pk=other.pk).update(starts_at=cafe.starts_at, ends_at=cafe.ends_at)
    refused = signed_in.post(f"/london/{other.pk}/", {"asked_with": "key"})
    assert refused.status_code == 409
    assert "You have a place at another café at that time." in text(refused)


def test_a_cafe_that_has_begun(client: Client, cafe) -> None:
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=NOW)
    assert "This café has begun." in text(client.get(f"/london/{cafe.pk}/"))
    typed = {"first_name": "Amara", "email": "amara@example.org"}
    answer = client.post(f"/london/{cafe.pk}/", typed)
    assert (answer.status_code, Message.objects.count()) == (409, 0)


@pytest.mark.parametrize("path", ["/paris/", "/london/999/", "/place/made-up/", "/london/1/else/"])
def test_what_is_not_there(client: Client, cafe, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in text(answer)


def test_a_standing_that_does_not_exist(client: Client, cafe) -> None:
    assert client.get(f"/london/{cafe.pk}/neither/").status_code == 404


def test_a_form_from_elsewhere_is_not_taken(cafe) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/london/{cafe.pk}/", {"first_name": "Amara"})
    assert answer.status_code == 403
    assert "One more time" in text(answer)


def test_giving_a_seat_back(client: Client, cafe) -> None:
    come(client, cafe, "Amara")
    amara = Seat.objects.exclude(person=None).get().person
    path = place_link(cafe, amara).partition(":8000")[2]
    assert "Your seat on" in text(client.get(path))
    right = digits(cafe, amara)
    assert client.post(path, {"digits": ""}).status_code == 422
    wrong = client.post(path, {"answer": "cannot", "digits": f"{(int(right) + 1) % 100:02}"})
    assert (wrong.status_code, Seat.objects.exclude(person=None).count()) == (409, 1)
    assert client.post(path, {"digits": right}).status_code == 409
    answer = client.post(path, {"answer": "cannot", "digits": right}, follow=True)
    assert "It has been given back." in text(answer)
    assert Seat.objects.exclude(person=None).count() == 0
