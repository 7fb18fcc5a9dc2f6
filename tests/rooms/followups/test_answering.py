"""How it went: said by its maker alone, the latest counts, and a slip is taken back."""

from datetime import timedelta

import pytest

from knowcafe.followups import actions, queries, rules
from knowcafe.followups.models import Commitment, Outcome
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused
from tests.rooms.followups.conftest import ENDED


def kinds() -> list[tuple[str, str]]:
    return list(Outcome.objects.order_by("pk").values_list("kind", "line"))


def say(mine: Commitment, kind: str, line: str = "", *, by=None, typed: str = "") -> None:
    actions.say_how_it_went(mine, kind=kind, line=line, typed=typed, by=by, now=ENDED)


def test_who_may_say_it(make, esi) -> None:
    mine, guest = make(), make("Hugo", guest=True)
    right = queries.step_digits(mine)
    wrong = f"{(int(right) + 1) % 100:02}"
    assert rules.can_answer(mine.person, mine)
    assert rules.can_answer(None, mine, typed=f" {right} ")
    assert not rules.can_answer(esi, mine), "not even a host"
    assert not rules.can_answer(None, mine, typed=wrong)
    assert not rules.can_answer(None, mine)
    assert not rules.can_answer(None, guest, typed=queries.step_digits(guest))
    for verb in (
        lambda: say(mine, "done", by=esi),
        lambda: actions.take_back(mine, outcome_id=1, typed=wrong, by=None, now=ENDED),
        lambda: actions.forget_step(mine, typed="", by=esi, now=ENDED),
    ):
        with pytest.raises(Refused, match="two digits"):
            verb()
    assert (kinds(), Commitment.objects.count()) == ([], 2)


def test_said_twice_is_once_and_the_latest_counts(make) -> None:
    mine = make()
    for _twice in range(2):
        say(mine, "partly", "  half\nof it ", by=mine.person)
    say(mine, "done", typed=queries.step_digits(mine))
    assert kinds() == [("partly", "half of it"), ("done", "")]
    told = queries.my_step(mine).outcome
    assert (told.kind, told.said, told.heard[:9]) == ("done", "Done", "Well done")
    verbs = (
        Entry.objects.filter(verb__startswith="next_step").values_list("verb", "by_id").distinct()
    )
    assert list(verbs) == [("next_step.answered", mine.person_id)], "not what was said"


def test_something_else_is_no_answer_and_a_long_line_is_cut(make) -> None:
    mine = make()
    with pytest.raises(Refused, match="choose one of them"):
        say(mine, "great", by=mine.person)
    say(mine, "changed", "x" * 300, by=mine.person)
    assert len(Outcome.objects.get().line) == actions.answering.LONGEST_LINE


def test_a_slip_is_taken_back_and_what_was_before_counts(make) -> None:
    mine = make()
    say(mine, "partly", by=mine.person)
    say(mine, "dropped", by=mine.person)
    last = Outcome.objects.latest("pk").pk
    for _twice in range(2):
        actions.take_back(mine, outcome_id=last, typed="", by=mine.person, now=ENDED)
    assert kinds() == [("partly", "")]
    other = make("Grace")
    actions.take_back(
        other, outcome_id=Outcome.objects.get().pk, typed="", by=other.person, now=ENDED
    )
    assert kinds() == [("partly", "")], "another step's answer is not theirs to take back"


def test_what_is_not_theirs_is_forgotten(make) -> None:
    mine = make()
    say(mine, "done", by=mine.person)
    for _twice in range(2):
        actions.forget_step(mine, typed="", by=mine.person, now=ENDED)
    assert not Commitment.objects.exists()
    assert Entry.objects.filter(verb="next_step.forgotten").count() == 1


def test_links(make) -> None:
    mine, guest = make(), make("Hugo", guest=True)
    token = queries.step_link(mine).rstrip("/").rpartition("/")[2]
    assert queries.step(token) == mine
    assert queries.step("made-up") is None
    assert queries.step(queries.step_link(guest).rstrip("/").rpartition("/")[2]) is None
    mine.delete()
    assert queries.step(token) is None


def test_everybody_reads_their_own(make, earlier, esi) -> None:
    make("Grace")
    open_ = make(on=ENDED.date() + timedelta(days=8), buddy="Dana", action="ring", text="Ring.")
    told = make(cafe=earlier(1), action="ring two", text="I will ring two.")
    make(cafe=earlier(104), text="Long ago")
    amara = open_.person
    actions.say_how_it_went(told, kind="done", line="", typed="", by=amara, now=ENDED)
    mine = queries.my_steps(amara, ENDED + timedelta(hours=1))
    assert [(s.words, s.more, s.buddy) for s in mine.open] == [("Ring.", "I will ring.", "Dana")]
    assert mine.open[0].by_when == "by Friday 2 April"
    assert [(s.words, s.more, s.by_when) for s in mine.latest] == [("I will ring two.", "", "")]
    assert (mine.earlier, mine.reminders) == ((), True)
    later = queries.my_steps(amara, ENDED + timedelta(hours=24))
    assert [s.words for s in later.earlier] == ["I will ring two."]
    assert later.latest == ()
    assert queries.my_steps(esi, ENDED).open == ()
    assert queries.step_of(amara, open_.pk) == open_
    assert queries.step_of(esi, open_.pk) is None
    assert not Commitment.objects.visible_to(None).exists()
