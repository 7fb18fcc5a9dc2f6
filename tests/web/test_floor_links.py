"""The links that lead to the floor: while a café is held, for those whose café it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Facilitator
from knowcafe.cafes.queries import place_link
from knowcafe.floor import actions
from tests.web.conftest import NOW
from tests.web.floor import opened
from tests.web.hosting import sign_in_as_host

RUN, TABLE = "Run the café", "Open my table"


@pytest.fixture
def tonight(cafe: Cafe) -> Cafe:
    """It begins in an hour."""
    Cafe.objects.filter(pk=cafe.pk).update(
        starts_at=NOW + timedelta(hours=1), ends_at=NOW + timedelta(hours=2)
    )
    return Cafe.objects.with_free().get(pk=cafe.pk)


def pages(client, *addresses: str) -> list[str]:
    return [client.get(address).content.decode() for address in addresses]


def test_hosts_are_led_to_the_café_while_it_is_held(client, tonight, esi) -> None:
    sign_in_as_host(client, esi)
    addresses = ("/london/host/", f"/london/host/cafes/{tonight.pk}/")
    assert all(RUN in text for text in pages(client, *addresses))
    hour = opened(tonight, esi)
    assert all(f'href="/floor/{tonight.pk}/"' in text for text in pages(client, *addresses))
    actions.close(hour, by=esi, now=tonight.starts_at)
    assert not any(RUN in text for text in pages(client, *addresses))


def test_days_before_there_is_no_such_link(client, cafe, esi) -> None:
    sign_in_as_host(client, esi)
    addresses = ("/london/host/", f"/london/host/cafes/{cafe.pk}/")
    assert not any(RUN in text for text in pages(client, *addresses))


def test_whoever_has_a_seat_is_led_to_their_table(client, tonight, esi) -> None:
    hour = opened(tonight, esi, "Dana")
    dana = Person.objects.get(email="dana@example.org")
    link = place_link(tonight, dana).partition(":8000")[2]
    assert TABLE in pages(client, link)[0]
    client.force_login(dana)
    assert f'href="/floor/mine/{tonight.pk}/"' in pages(client, "/me/")[0]
    actions.close(hour, by=esi, now=tonight.starts_at)
    assert not any(TABLE in text for text in pages(client, "/me/", link))


def test_whoever_was_asked_to_run_it_finds_it_at_home(client, tonight, esi) -> None:
    farid = opened(tonight, esi, "Farid").cafe.seat_set.get(number=1).person
    client.force_login(farid)
    assert RUN not in pages(client, "/me/")[0]
    Facilitator.objects.create(cafe=tonight, person=farid)
    assert RUN in pages(client, "/me/")[0]
