"""Who may reach which address with which method: a route without a row here fails."""

from __future__ import annotations

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Seat
from knowcafe.cafes.queries import place_link
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from tests.web.conftest import NOW

ROLES = ("stranger", "member", "other host", "host", "lead")
OPEN = {
    "chapters": (302, 302, 302, 302, 302),
    "front-door": (200, 200, 200, 200, 200),
    "cafe": (200, 200, 200, 200, 200),
    "done": (200, 200, 200, 200, 200),
    "place": (200, 200, 200, 200, 200),
}
CLOSED = {
    "chapters": (200, 302, 200, 302, 302),
    "front-door": (404, 200, 404, 200, 200),
    "cafe": (404, 200, 404, 200, 200),
    "done": (404, 200, 404, 200, 200),
    "place": (200, 200, 200, 200, 200),
}
POSTS = {"chapters": 405, "front-door": 405, "cafe": 422, "done": 405, "place": 422}


def routes(patterns: list[URLPattern | URLResolver]) -> set[str]:
    names = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= routes(pattern.url_patterns)
        else:
            names.add(pattern.name or str(pattern.pattern))
    return names


def test_every_route_has_its_rows() -> None:
    assert routes(get_resolver().url_patterns) == set(OPEN) == set(CLOSED) == set(POSTS)


def test_control_a_route_without_a_row_is_seen() -> None:
    assert routes([path("new/", hidden)]) == {"new/"}


@pytest.fixture
def addresses(cafe, esi) -> dict[str, str]:
    Seat.objects.filter(cafe=cafe, number=1).update(person=esi, taken_at=NOW)
    return {
        "chapters": "/",
        "front-door": "/london/",
        "cafe": f"/london/{cafe.pk}/",
        "done": f"/london/{cafe.pk}/seat/",
        "place": place_link(cafe, esi).partition(":8000")[2],
    }


@pytest.fixture
def clients(london, esi) -> list[Client]:
    """One a role, in the order of `ROLES`."""
    member, other, lead = (
        accounts.ensure_person(f"{name}@example.org", first_name=name, now=NOW)
        for name in ("amara", "hugo", "dana")
    )
    chapters.join(london, person=member, now=NOW)
    accra = chapters.open_chapter("Accra", host=other, zone="Africa/Accra", place="Osu", now=NOW)
    Chapter.objects.filter(pk=accra.pk).delete()
    Person.objects.filter(pk=lead.pk).update(is_lead=True)
    made = [Client() for _ in ROLES]
    for client, person in zip(made[1:], (member, other, esi, lead), strict=True):
        client.force_login(person)
    return made


@pytest.mark.parametrize("route", OPEN)
def test_an_open_chapter(addresses, clients, route: str) -> None:
    assert tuple(c.get(addresses[route]).status_code for c in clients) == OPEN[route]
    assert tuple(c.head(addresses[route]).status_code for c in clients) == OPEN[route]


@pytest.mark.parametrize("route", CLOSED)
def test_a_closed_chapter(addresses, clients, route: str) -> None:
    Chapter.objects.update(is_open=False)
    assert tuple(c.get(addresses[route]).status_code for c in clients) == CLOSED[route]


@pytest.mark.parametrize("route", POSTS)
def test_what_may_be_posted_to(addresses, clients, route: str) -> None:
    assert {c.post(addresses[route]).status_code for c in clients} == {POSTS[route]}


@pytest.mark.parametrize("route", OPEN)
def test_looking_changes_nothing(addresses, clients, route: str) -> None:
    def rows() -> list[list[dict[str, object]]]:
        tables = (Person, Seat, Message, Entry, Chapter)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    before = rows()
    for client in clients:
        client.get(addresses[route])
        client.head(addresses[route])
    assert rows() == before


def hidden(request: object) -> HttpResponse:
    return HttpResponse("private")


@login_not_required
def shown(request: object) -> HttpResponse:
    return HttpResponse("public")


urlpatterns = [
    path("private/", hidden),
    path("public/", shown),
    path("", hidden, name="chapters"),
]


@pytest.mark.urls(__name__)
def test_a_page_that_says_nothing_is_private(clients) -> None:
    assert [c.get("/private/").status_code for c in clients] == [404, 200, 200, 200, 200]
    assert [c.get("/public/").status_code for c in clients] == [200] * 5


def test_pages_may_load_nothing_from_elsewhere_and_run_nothing(addresses, clients) -> None:
    for address in addresses.values():
        answer = clients[1].get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        text = answer.content.decode()
        assert [w for w in ("<script", "<style", "style=", "onclick", "http://") if w in text] == []
