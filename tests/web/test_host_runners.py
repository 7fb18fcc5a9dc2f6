"""Who else runs a café: named on its page by a host, and taken back there."""

import pytest
from django.test import Client

from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.models import Cafe
from tests.web.conftest import NOW
from tests.web.test_hosts_pages import begun, host  # noqa: F401
from tests.web.test_just_come import come, text


def test_a_host_names_somebody_and_takes_it_back(host, cafe) -> None:  # noqa: F811
    come(Client(), cafe, "Amara")
    page = f"/london/host/cafes/{cafe.pk}/"
    assert "may run this café" not in text(host.get(page))
    amara = Person.objects.get(first_name="Amara")
    assert "With a seat" in host.get(page).content.decode()
    answer = host.post(f"{page}run/", {"person": amara.pk}, follow=True)
    assert answer.redirect_chain == [(f"{page}#run", 302)]
    assert "Amara may run this café" in text(answer)
    assert rules.can_run(amara, cafe)
    again = host.post(f"{page}run/", {"person": amara.pk})
    assert (again.status_code, "Choose somebody of the chapter" in text(again)) == (422, True)
    assert host.post(f"{page}run/{amara.pk}/stop/").status_code == 302
    assert not rules.can_run(amara, cafe)
    assert host.post(f"{page}run/{amara.pk}/stop/").status_code == 404


def test_nobody_chosen_or_a_stranger(host, cafe) -> None:  # noqa: F811
    hugo = Person.objects.create(email="hugo@example.org", first_name="Hugo", since=NOW)
    come(Client(), cafe, "Amara")
    nobody = host.post(f"/london/host/cafes/{cafe.pk}/run/", {"person": ""})
    assert (nobody.status_code, "Choose somebody first." in text(nobody)) == (422, True)
    assert host.post(f"/london/host/cafes/{cafe.pk}/run/", {"person": hugo.pk}).status_code == 422


@pytest.mark.usefixtures("begun")
def test_while_it_is_held_too(host) -> None:  # noqa: F811
    page = host.get(f"/london/host/cafes/{Cafe.objects.earliest('starts_at').pk}/")
    assert "Who runs it" in text(page)
    assert "Members without a seat" not in page.content.decode()
