"""People: one an address, nameable once, sure of their address by a code."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from knowcafe.accounts import actions
from knowcafe.accounts.models import Person
from knowcafe.accounts.queries import visitor
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused


def test_one_person_an_address(amara, now) -> None:
    again = actions.ensure_person("AMARA@example.org", first_name="Hugo", now=now)
    assert (again.pk, again.first_name, again.verified_at) == (amara.pk, "Amara", None)
    assert str(again) == "Amara <amara@example.org>"
    assert not again.has_usable_password()


def test_a_name_comes_when_it_is_known(db, now) -> None:
    grace = actions.ensure_person("grace@example.org", now=now)
    assert grace.first_name == ""
    later = now + timedelta(days=1)
    again = actions.ensure_person("grace@example.org", first_name="Grace", now=later)
    assert (again.pk, again.first_name, again.since) == (grace.pk, "Grace", later)


def test_whoever_has_proven_their_address_stays_as_they_are(amara, now) -> None:
    actions.vouch_for(amara, now=now)
    again = actions.ensure_person(amara.email, first_name="Hugo", now=now + timedelta(days=1))
    assert (again.first_name, again.since) == ("Amara", now)


def test_control_the_table_refuses_a_second_spelling(amara, now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Amara@example.org", first_name="Amara", since=now)


NAMES = ("Amara", "J.P.", "Anna K.", "李娜", "Zoë 🌻", "ليلى", "می\u200cخواهم", "O’Neill")
NO_NAMES = (
    "evil\u202egpj",
    "a\u2066b",
    "a\u200bb",
    "a\nb",
    "\u200d",
    " ",
    "a@b",
    "www.example.org",
    "<b>",
)


@pytest.mark.parametrize("name", NAMES)
def test_what_people_are_called(amara, name: str) -> None:
    actions.call_me(amara, first_name=name, by=amara)
    assert amara.first_name == name


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name(amara, name: str, now) -> None:
    with pytest.raises(Refused, match="Just a first name"):
        actions.call_me(amara, first_name=name, by=amara)
    with pytest.raises(Refused, match="Just a first name"):
        actions.ensure_person("hugo@example.org", first_name=name, now=now)
    assert [p.first_name for p in Person.objects.all()] == ["Amara"]


def test_vouching_keeps_the_first_moment(amara, now) -> None:
    actions.vouch_for(amara, now=now)
    actions.vouch_for(amara, now=now.replace(year=2028))
    assert amara.verified_at == now


def test_an_address_is_verified_once(amara, now) -> None:
    for at in (now, now + timedelta(days=1)):
        actions.verify_address(amara, now=at)
    assert amara.verified_at == now
    assert [(e.verb, e.by_id) for e in Entry.objects.all()] == [("address.verified", amara.pk)]


def test_a_code_is_a_letter_of_its_own_kind(db, now) -> None:
    for at in (now, now + timedelta(seconds=1)):
        actions.post_code("amara@example.org", code="291407", now=at)
    letter = Message.objects.latest("pk")
    assert (letter.to, letter.is_code) == ("amara@example.org", True)
    assert letter.subject == "291 407 is your code for Knowcafé"
    assert "291 407" in letter.body
    assert "It works for 10 minutes." in letter.body
    assert "291407" not in letter.key
    assert letter.good_until - letter.written_at == timedelta(minutes=10)
    assert Message.objects.count() == 2


def test_who_asks(amara) -> None:
    assert visitor(amara) == amara
    assert visitor(object()) is None
    assert Person.objects.get_by_natural_key("AMARA@example.org") == amara


def test_only_they_say_what_they_are_called(amara, hugo) -> None:
    actions.call_me(amara, first_name=" Ama ", by=amara)
    assert amara.first_name == "Ama"
    for other in (hugo, None):
        with pytest.raises(Refused):
            actions.call_me(amara, first_name="Hugo", by=other)


def test_sessions_go_when_they_are_over(db, now) -> None:
    for key, days in (("old", -1), ("young", 1)):
        Session.objects.create(session_key=key, expire_date=now + timedelta(days=days))
    actions.clear_sessions(now=now)
    assert [session.session_key for session in Session.objects.all()] == ["young"]
