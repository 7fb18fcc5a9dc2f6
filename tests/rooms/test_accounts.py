"""People: one an address, nameable once."""

import pytest
from django.db import IntegrityError, transaction

from knowcafe.accounts import actions
from knowcafe.accounts.models import Person
from knowcafe.accounts.queries import visitor


def test_one_person_an_address(amara, now) -> None:
    again = actions.ensure_person("AMARA@example.org", first_name="Hugo", now=now)
    assert (again.pk, again.first_name, again.verified_at) == (amara.pk, "Amara", None)
    assert str(again) == "Amara <amara@example.org>"
    assert not again.has_usable_password()


def test_control_the_table_refuses_a_second_spelling(amara, now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Amara@example.org", first_name="Amara", since=now)


def test_vouching_keeps_the_first_moment(amara, now) -> None:
    actions.vouch_for(amara, now=now)
    actions.vouch_for(amara, now=now.replace(year=2028))
    assert amara.verified_at == now


def test_who_asks(amara) -> None:
    assert visitor(amara) == amara
    assert visitor(object()) is None
    assert Person.objects.get_by_natural_key("AMARA@example.org") == amara
