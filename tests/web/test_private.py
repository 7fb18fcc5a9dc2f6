"""Who may reach which address with which method: a route without a row here fails."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Seat
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.matrix import ROWS
from tests.web.matrix.world import ROLES, World


def routes(patterns: list[URLPattern | URLResolver]) -> set[str]:
    names = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            names |= routes(pattern.url_patterns)
        else:
            names.add(pattern.name or str(pattern.pattern))
    return names


def test_every_route_has_its_row() -> None:
    assert routes(get_resolver().url_patterns) == set(ROWS)


def test_control_a_route_without_a_row_is_seen() -> None:
    assert routes([path("new/", hidden)]) == {"new/"}


@pytest.fixture
def world(cafe, london, esi) -> World:
    names = {
        "member": "amara", "professional": "dana", "elsewhere": "kofi", "other host": "hugo",
        "lead": "lena",
    }  # fmt: skip
    people = {
        role: accounts.ensure_person(f"{name}@example.org", first_name=name.title(), now=NOW)
        for role, name in names.items()
    } | {"host": esi}
    for person in people.values():
        accounts.vouch_for(person, now=NOW)
    for role in ("member", "professional"):
        chapters.join(london, person=people[role], now=NOW)
    accra = chapters.open_chapter(
        "Accra", host=people["other host"], zone="Africa/Accra", place="Osu", now=NOW,
        is_open=False,
    )  # fmt: skip
    chapters.join(accra, person=people["elsewhere"], now=NOW)
    Person.objects.filter(pk=people["lead"].pk).update(is_lead=True)
    Seat.objects.filter(cafe=cafe, number=1).update(person=esi, taken_at=NOW)
    return World(london, cafe, people)


@pytest.fixture
def clients(world: World) -> list[Client]:
    """One a role, in the order of `ROLES`."""
    made = [Client() for _ in ROLES]
    for client, role in zip(made[1:], ROLES[1:], strict=True):
        if role in ("other host", "host", "lead"):
            sign_in_as_host(client, world.people[role])
        else:
            client.force_login(Person.objects.get(pk=world.people[role].pk))
    return made


@pytest.mark.parametrize("route", ROWS)
def test_an_open_chapter(world, clients, route: str) -> None:
    address, wanted = ROWS[route].address(world), ROWS[route].open
    assert tuple(c.get(address).status_code for c in clients) == wanted
    assert tuple(c.head(address).status_code for c in clients) == wanted


@pytest.mark.parametrize("route", ROWS)
def test_a_closed_chapter(world, clients, route: str) -> None:
    address = ROWS[route].address(world)
    Chapter.objects.filter(slug="london").update(is_open=False)
    wanted = ROWS[route].closed or ROWS[route].open
    assert tuple(c.get(address).status_code for c in clients) == wanted


@pytest.mark.parametrize("route", ROWS)
def test_what_may_be_posted_to(world, clients, route: str) -> None:
    address = ROWS[route].address(world)
    assert tuple(c.post(address).status_code for c in clients) == ROWS[route].post


@pytest.mark.parametrize("route", ROWS)
def test_looking_changes_nothing(world, clients, route: str) -> None:
    def rows() -> list[list[dict[str, object]]]:
        tables = apps.get_app_config("knowcafe").get_models()
        return [list(table.objects.order_by("pk").values()) for table in tables]

    address, before = ROWS[route].address(world), rows()
    for client in clients:
        client.get(address)
        client.head(address)
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
    assert [c.get("/private/").status_code for c in clients] == [404, *[200] * 6]
    assert [c.get("/public/").status_code for c in clients] == [200] * 7


@pytest.mark.parametrize("route", ROWS)
def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(
    world, clients, route: str
) -> None:
    for client in clients:
        answer = client.get(ROWS[route].address(world))
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        text = answer.content.decode()  # what is served as a page, a feed or a picture
        assert [
            w for w in ("<script>", "<style", "style=", "onclick", 'src="http') if w in text
        ] == []
