"""The front door and "just come", page by page."""

import re

import pytest
from django.test import Client

from knowcafe.cafes.models import Reserve, Seat
from knowcafe.cafes.queries import digits, place_link
from knowcafe.outbox.models import Message


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
    from knowcafe.chapters.actions import open_chapter
    from tests.web.conftest import NOW

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
    assert "Come next week instead" in text(full)
    assert 'value="chidi@example.org"' in full.content.decode()
    assert Reserve.objects.count() == 0
    answer = client.post(f"/london/{cafe.pk}/", typed | {"reserve": "1"}, follow=True)
    assert "You are a reserve for" in text(answer)
    assert Reserve.objects.get().person.email == "chidi@example.org"
    assert "All two seats are taken." in text(client.get("/london/"))


def test_a_cafe_that_has_begun(client: Client, cafe) -> None:
    from knowcafe.cafes.models import Cafe
    from tests.web.conftest import NOW

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
    wrong = client.post(path, {"digits": f"{(int(right) + 1) % 100:02}"})
    assert (wrong.status_code, Seat.objects.exclude(person=None).count()) == (409, 1)
    answer = client.post(path, {"digits": right}, follow=True)
    assert "It has been given back." in text(answer)
    assert Seat.objects.exclude(person=None).count() == 0
