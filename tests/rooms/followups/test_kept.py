"""How many did what they said, of all together: FACTS' definitions, and nobody's name."""

from datetime import date, timedelta

import pytest

from knowcafe.followups.models import Commitment, Outcome
from knowcafe.followups.queries import Kept, kept
from knowcafe.phrases import next_steps as words
from tests.rooms.followups.conftest import ENDED

FORTNIGHT, MONTH = timedelta(days=14), timedelta(days=30)
NAMES = ("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")


def say(row: Commitment, kind: str, days: float) -> None:
    Outcome.objects.create(commitment=row, kind=kind, at=ENDED + timedelta(days=days))


@pytest.fixture
def asked(make) -> list[Commitment]:
    """Six who were asked after a week."""
    return [make(name, week_asked_at=ENDED + timedelta(days=7)) for name in NAMES]


def test_done_among_done_partly_and_dropped_of_those_who_answered_by_then(asked, london) -> None:
    amara, bilal, chidi, dana, farid, _grace = asked
    say(amara, "done", 8)
    say(bilal, "partly", 8)
    say(bilal, "done", 20)
    say(chidi, "dropped", 13)
    say(dana, "changed", 9)
    say(farid, "done", 14.1)
    assert kept(london, ENDED + FORTNIGHT - timedelta(seconds=1)) == ()
    assert kept(london, ENDED + FORTNIGHT) == (Kept(14, 6, 4, 1, 1, 1, 1),)
    after, month = kept(london, ENDED + MONTH)
    assert after == Kept(14, 6, 4, 1, 1, 1, 1)
    assert month == Kept(30, 6, 5, 3, 0, 1, 1)
    assert (after.rated, month.rated) == (3, 4)


def test_nobody_asked_nothing_said(make, london) -> None:
    make("Hugo", guest=True)
    make()
    assert kept(london, ENDED + MONTH) == ()


def test_who_answered_without_a_letter_was_asked_by_the_page(make, london) -> None:
    say(make(), "done", 1)
    make("Grace", week_asked_at=ENDED + timedelta(days=15))
    assert [one.asked for one in kept(london, ENDED + MONTH)] == [1, 2]


def test_whose_own_day_lies_later_is_not_due_yet(make, london) -> None:
    row = make(on=date(2027, 4, 9), on_asked_at=ENDED + timedelta(days=13))
    assert kept(london, ENDED + MONTH)[0].days == 30
    Commitment.objects.filter(pk=row.pk).update(on=date(2027, 4, 8))
    assert [one.days for one in kept(london, ENDED + MONTH)] == [14, 30]


def test_half_a_year_and_this_chapter(asked, london, thursday) -> None:
    assert kept(london, ENDED + timedelta(weeks=26) - timedelta(seconds=1))
    assert kept(london, ENDED + timedelta(weeks=26)) == ()


def test_too_few_answers_say_nothing_of_anybody(asked, london) -> None:
    for row in asked[:4]:
        say(row, "done", 8)
    few = kept(london, ENDED + FORTNIGHT)[0].words
    assert few == (
        "After 14 days: 4 of 6 people asked have answered. That is too few to say how many did it."
    )
    say(asked[4], "partly", 8)
    enough = kept(london, ENDED + FORTNIGHT)[0].words
    assert enough == "After 14 days: 5 of 6 people asked have answered. 4 of 5 did it."


def test_a_share_in_hundred_needs_twenty_five() -> None:
    said = words.kept(days=30, asked=40, answered=26, done=13, rated=25)
    assert said.endswith("26 of 40 people asked have answered. 13 of 25 did it (52 %).")
    assert "1 of 1 person asked has" in words.kept(days=14, asked=1, answered=1, done=1, rated=1)
