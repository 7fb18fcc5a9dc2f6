"""How often something may be tried: so many in so long, and not one more."""

from datetime import timedelta

import pytest

from knowcafe.accounts import actions
from knowcafe.accounts.models import Tries
from knowcafe.accounts.rules import Limit

THREE = Limit(3, timedelta(minutes=5))
pytestmark = pytest.mark.django_db


def tried(now, *, at: int, who: str = "10.0.0.1", what: str = "sign-in") -> int:
    """0 where it may be; else in how many seconds."""
    try:
        actions.count_tries((what, who, THREE), now=now + timedelta(seconds=at))
    except actions.TooMany as refused:
        return refused.seconds
    return 0


def test_three_in_five_minutes(now) -> None:
    assert [tried(now, at=at) for at in (0, 60, 120)] == [0, 0, 0]
    assert tried(now, at=180) == 120
    assert tried(now, at=299) == 1
    assert tried(now, at=300) == 0  # the first has left the window, the second has not
    assert tried(now, at=301) == 59


def test_everybody_has_their_own(now) -> None:
    for _turn in range(3):
        assert tried(now, at=0) == 0
    assert tried(now, at=0) == 300
    assert tried(now, at=0, who="10.0.0.2") == 0
    assert tried(now, at=0, what="coming") == 0


def test_all_or_none_is_counted(now) -> None:
    for _turn in range(3):
        tried(now, at=0, who="amara@example.org", what="code")
    with pytest.raises(actions.TooMany, match="Please try again in 5 minutes"):
        actions.count_tries(
            ("sign-in", "10.0.0.1", THREE), ("code", "amara@example.org", THREE), now=now
        )
    assert Tries.objects.count() == 1


def test_it_is_not_kept_who_it_was(now) -> None:
    tried(now, at=0)
    kept = Tries.objects.get()
    assert "10.0.0.1" not in kept.key
    assert str(kept) == f"{kept.key[:8]} 1"


def test_after_a_day_they_are_forgotten(now) -> None:
    tried(now, at=0)
    tried(now, at=60, who="10.0.0.2")
    actions.forget_tries(now=now + timedelta(days=1, seconds=30))
    assert Tries.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second;"), (60, "60 seconds;"), (61, "2 minutes;"), (1800, "30 minutes;")],
)
def test_when_again_in_words(seconds: int, words: str) -> None:
    assert f"in {words}" in str(actions.TooMany(seconds))
