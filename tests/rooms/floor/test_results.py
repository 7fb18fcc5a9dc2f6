"""What hosts read of an evening, and what they may take out again."""

from datetime import timedelta

import pytest

from knowcafe.cafes.models import Cafe
from knowcafe.floor import actions
from knowcafe.floor.models import Insight
from knowcafe.floor.queries.results import Evening, how_it_was
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused


def answers(phone, *names: str) -> None:
    for useful, name in enumerate(names, 3):
        guest = actions.come_as_guest(
            phone.hour.token, name=name, need="", asked_with="", now=phone.at
        )
        actions.answer_pulse(guest, useful=useful, space=5, change=f"{name} would", now=phone.at)


def test_nothing_is_told_before_it_is_over(phone, cafe) -> None:
    assert how_it_was(Cafe.objects.exclude(pk=cafe.pk).earliest("pk"), phone.at) is None
    assert how_it_was(cafe, cafe.ends_at - timedelta(minutes=1)) is None
    told = how_it_was(cafe, cafe.ends_at)
    assert told == Evening(0, 0, None, None, (), None, None)


def test_of_too_few_answers_only_how_many(phone, cafe, esi) -> None:
    answers(phone, "Sam", "Lola")
    phone.check_in("Amara")
    actions.close(phone.row, by=esi, now=cafe.ends_at)
    told = how_it_was(cafe, cafe.ends_at)
    assert told == Evening(3, 2, None, None, (), None, None)


def test_three_answers_are_added_up_in_no_telling_order(phone, cafe, esi) -> None:
    answers(phone, "Sam", "Lola", "Mina")
    actions.close(phone.row, by=esi, now=cafe.ends_at)
    told = how_it_was(cafe, cafe.ends_at)
    changes = ("Lola would", "Mina would", "Sam would")
    assert told == Evening(3, 3, 4.0, 5.0, changes, None, None)


def test_a_take_away_is_taken_out_once(london, cafe, esi, amara, start) -> None:
    row = Insight.objects.create(
        chapter=london, cafe=cafe, kind="story", text="Mr Smith owes me", said_at=start
    )
    for nobody in (None, amara):
        with pytest.raises(Refused, match="Only hosts"):
            actions.take_out(row, by=nobody, now=start)
    for _twice in range(2):
        actions.take_out(Insight(pk=row.pk, chapter=london, cafe=cafe), by=esi, now=start)
    assert not Insight.objects.exists()
    entry = Entry.objects.get(verb="insight.out")
    assert (entry.by_id, entry.about_id, entry.chapter_id) == (esi.pk, cafe.pk, london.pk)
