"""Passkeys, an app, recovery codes, spare keys."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from knowcafe.accounts import actions, queries
from knowcafe.accounts.models import SpareKey
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused


def shown(secret: str, *, steps: int = 0) -> str:
    """What an app shows now, or some steps of thirty seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("pk")]


def add_app(person, now) -> str:
    secret = generate_totp_secret()
    actions.add_app(person, secret=secret, typed=shown(secret), now=now)
    return secret


def test_an_app_and_its_codes(amara, now) -> None:
    assert not queries.has_second_factor(amara)
    assert queries.recovery_codes(amara) == []
    secret = add_app(amara, now)
    assert queries.has_second_factor(amara)
    assert [(f.name, f.is_passkey) for f in queries.second_factors(amara)] == [("", False)]
    assert len(queries.recovery_codes(amara)) == 10
    assert verbs() == ["factor.added"]
    letter = Message.objects.get()
    assert (letter.to, letter.subject) == (amara.email, "Something new to sign in with")
    assert "an app that shows codes" in letter.body
    used = actions.use_code(amara, typed=shown(secret))
    assert (used.type, used.user) == ("totp", amara)
    assert actions.use_code(amara, typed=shown(secret)) is None  # once


def test_a_code_of_yesterday_adds_nothing(amara, now) -> None:
    secret = generate_totp_secret()
    with pytest.raises(Refused, match="not the code the app shows"):
        actions.add_app(amara, secret=secret, typed=shown(secret, steps=-10), now=now)
    assert (Authenticator.objects.count(), Message.objects.count(), verbs()) == (0, 0, [])


def test_one_app_is_enough(amara, now) -> None:
    add_app(amara, now)
    with pytest.raises(Refused, match="You have an app already"):
        add_app(amara, now)


def test_a_recovery_code_works_once(amara, now) -> None:
    add_app(amara, now)
    code = queries.recovery_codes(amara)[3]
    assert actions.use_code(amara, typed=code).type == "recovery_codes"
    assert actions.use_code(amara, typed=code) is None
    assert len(queries.recovery_codes(amara)) == 9
    actions.new_recovery_codes(amara, now=now)
    fresh = queries.recovery_codes(amara)
    assert len(fresh) == 10
    assert code not in fresh
    assert verbs() == ["factor.added", "codes.renewed"]


def test_recovery_codes_need_something_to_recover(amara, now) -> None:
    with pytest.raises(Refused, match="Add a passkey or an app first"):
        actions.new_recovery_codes(amara, now=now)
    assert Authenticator.objects.count() == 0


def test_nobody_removes_somebody_elses(amara, esi, now) -> None:
    add_app(esi, now)
    app = queries.second_factors(esi)[0]
    with pytest.raises(Refused, match="removed already"):
        actions.remove_factor(amara, app.id, now=now)
    assert queries.has_second_factor(esi)


def test_with_the_last_one_the_recovery_codes_go(amara, now) -> None:
    actions.add_passkey(amara, name="My phone", credential={}, now=now)
    add_app(amara, now + timedelta(seconds=1))
    passkey, app = queries.second_factors(amara)
    assert (passkey.name, passkey.is_passkey) == ("My phone", True)
    actions.remove_factor(amara, app.id, now=now)
    assert len(queries.recovery_codes(amara)) == 10
    actions.remove_factor(amara, passkey.id, now=now + timedelta(seconds=2))
    assert Authenticator.objects.count() == 0
    assert verbs() == ["factor.added", "factor.added", "factor.removed", "factor.removed"]
    assert "works no longer" in Message.objects.latest("pk").body


def test_lost_factors_are_forgotten_by_whoever_runs_it(amara, now) -> None:
    add_app(amara, now)
    actions.forget_factors(amara, now=now + timedelta(seconds=1))
    assert not queries.has_second_factor(amara)
    assert verbs() == ["factor.added", "factors.forgotten"]
    assert Message.objects.count() == 2


def test_a_spare_key_is_used_once_and_kept_as_a_digest(amara, now) -> None:
    person, token = actions.cut_spare_key("AMARA@example.org", now=now)
    assert person == amara
    assert token not in SpareKey.objects.get().digest
    assert str(SpareKey.objects.get()).startswith(f"for {amara.pk} until")
    assert queries.opens_with(token, now=now)
    assert actions.use_spare_key(token, now=now) == amara
    assert not queries.opens_with(token, now=now)
    with pytest.raises(Refused, match="has been used"):
        actions.use_spare_key(token, now=now)
    assert verbs() == ["key.cut", "key.used"]


def test_control_a_spare_key_of_two_who_saw_it_lets_one_in(amara, now, monkeypatch) -> None:
    """The condition in the UPDATE decides, not the look before it."""
    _person, token = actions.cut_spare_key(amara.email, now=now)
    first = SpareKey.objects.get()
    look = type(SpareKey.objects.all()).first

    def used_meanwhile(self):
        found = look(self)
        SpareKey.objects.filter(pk=first.pk).update(used_at=now)
        return found

    monkeypatch.setattr(type(SpareKey.objects.all()), "first", used_meanwhile)
    with pytest.raises(Refused):
        actions.use_spare_key(token, now=now)


def test_a_spare_key_ends_and_a_new_one_ends_the_old(amara, now) -> None:
    _person, old = actions.cut_spare_key(amara.email, now=now)
    _person, token = actions.cut_spare_key(amara.email, now=now)
    assert [queries.opens_with(key, now=now) for key in (old, token)] == [False, True]
    with pytest.raises(Refused):
        actions.use_spare_key(token, now=now + timedelta(minutes=15))


def test_nobody_has_this_address(db, now) -> None:
    with pytest.raises(Refused, match="Nobody here has the address hugo"):
        actions.cut_spare_key("hugo@example.org", now=now)
    assert SpareKey.objects.count() == 0
