"""Years played: repeatable, the same people under both rules, and no effect where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowcafe.core.turnout import Answer, Evening, Model, Seen, forecast, learned
from knowcafe.core.turnout.rehearsal import (
    FIGURES,
    YEAR,
    Chapter,
    DayBefore,
    DaysAhead,
    Diary,
    Difference,
    Neighbour,
    Place,
    Pool,
    Rehearsal,
    Terms,
    Year,
    a_year,
    compared,
    demand,
    habits_of,
    on_day,
    planner,
    rehearse,
)
from knowcafe.core.turnout.rehearsal.playing import student

TODAY = Terms(short_notice=True)
POOL = Pool(
    asked=(0,) * 30 + (1,) * 15 + (3,) * 10 + (6,) * 5,
    habits=habits_of(Model(), needs=12, agrees=0.2),
)


def played(pool: Pool, today: Terms, changed: Terms, *, years: int = 2, seed: int = 5) -> Rehearsal:
    rng = np.random.default_rng(seed)
    return compared(list(rehearse(pool, today, changed, years=years, rng=rng)))


def test_the_same_seed_is_the_same_year() -> None:
    changed = replace(TODAY, table=8)
    assert played(POOL, TODAY, changed) == played(POOL, TODAY, changed)
    assert played(POOL, TODAY, changed) != played(POOL, TODAY, changed, seed=6)


def test_more_years_begin_with_the_same_ones() -> None:
    def years(count: int) -> list[tuple[Year, Year]]:
        rng = np.random.default_rng(1)
        return list(rehearse(POOL, TODAY, TODAY, years=count, rng=rng))

    assert years(3)[:2] == years(2)


def test_in_which_order_people_are_listed_changes_nothing() -> None:
    asked = (5, 0, 2, 2, 0, 1, 7, 3)
    thursday, tuesday = (1, 0.5, 0.2, 1, 1, 0, 1, 1), (0, 1, 1, 0.1, 0, 1, 0.5, 1)
    order = [3, 7, 0, 1, 6, 5, 4, 2]
    one = Pool(asked, {3: thursday, 1: tuesday}, habits=POOL.habits)
    other = Pool(
        tuple(asked[i] for i in order),
        {1: tuple(tuesday[i] for i in order), 3: tuple(thursday[i] for i in order)},
        habits=POOL.habits,
    )
    changed = replace(TODAY, weekday=1)
    assert played(one, TODAY, changed) == played(other, TODAY, changed)


def test_a_rule_that_is_not_changed_makes_no_difference() -> None:
    found = played(POOL, TODAY, TODAY)
    assert found.today == found.changed
    assert {(d.by, d.error, d.is_seen) for d in found.figures.values()} == {(0, 0, False)}


def test_all_weeks_are_even_thin_or_over() -> None:
    found = played(POOL, TODAY, replace(TODAY, table=7, second_table=True)).figures
    for side in ("today", "changed"):
        assert sum(getattr(found[n], side) for n in ("even", "thin", "over")) == YEAR
    assert set(found) == set(FIGURES)


def test_a_smaller_table_seats_fewer_and_they_wait_longer() -> None:
    found = played(POOL, TODAY, replace(TODAY, table=6), years=4).figures
    assert found["came"].by < -50
    assert found["waited"].is_seen
    assert found["waited"].by > 0


def test_who_is_not_asked_is_not_written_to() -> None:
    quiet = replace(TODAY, question=False, invitations=False, short_notice=False, reserves=0)
    found = played(POOL, TODAY, quiet, years=3).figures
    assert {n: found[n].changed for n in ("questions", "invitations", "short_notice")} == {
        "questions": 0,
        "invitations": 0,
        "short_notice": 0,
    }
    assert found["questions"].today > 5
    assert found["letters"].is_seen


def test_without_invitations_more_weeks_are_thin() -> None:
    few = replace(POOL, habits=replace(POOL.habits, needs=9.0, invitation=0.4))
    alone = replace(TODAY, invitations=False, short_notice=False)
    assert played(few, TODAY, alone, years=4).figures["thin"].by > 5


def test_one_year_proves_nothing() -> None:
    found = played(POOL, TODAY, replace(TODAY, table=6), years=1).figures
    assert found["came"].by < 0
    assert not found["came"].is_seen
    assert found["came"].error is None


def test_a_difference_is_seen_beyond_so_many_errors() -> None:
    assert Difference(40, 43, 3.0, 1.0).is_seen
    assert not Difference(40, 42, 2.0, 1.0).is_seen
    assert Difference(40, 41, 1.0, 0.0).is_seen
    assert not Difference(40, 40, 0.0, 0.0).is_seen


def test_the_fewer_years_the_more_it_takes() -> None:
    assert [round(student(n), 2) for n in (1, 2, 10, 15, 30)] == [31.8, 6.96, 2.76, 2.61, 2.47]
    found = played(POOL, TODAY, replace(TODAY, table=8), years=3).figures
    assert {d.times for d in found.values()} == {6.96}


# Another weekday


def test_on_a_day_when_nobody_can_nobody_comes() -> None:
    people = len(POOL.asked)
    pool = replace(
        POOL, free={3: (1.0,) * people, 1: (0.0,) * people}, habits=replace(POOL.habits, walk_ins=0)
    )
    found = played(pool, TODAY, replace(TODAY, weekday=1)).figures
    assert (found["even"].today > 30, found["empty"].changed) == (True, YEAR)


def test_on_a_day_nobody_was_asked_about_it_is_as_today() -> None:
    found = played(POOL, TODAY, replace(TODAY, weekday=1))
    assert found.today == found.changed
    assert POOL.can_tell(3)
    assert POOL.can_tell(None)
    assert not POOL.can_tell(1)


def test_who_cannot_come_tonight_may_still_wait_next_week() -> None:
    pool = Pool((4,) * 12, {3: (0.3,) * 12}, habits=replace(POOL.habits, needs=6.0))
    world = a_year(pool, np.random.default_rng(1))
    chapter = Chapter(on_day(world, pool, 3), planner(TODAY, Model()), TODAY)
    chapter.run()
    assert max(weeks for _, weeks in chapter.diary.waits) > 2


def test_everybody_once_in_each_list() -> None:
    with pytest.raises(ValueError, match="everybody"):
        Pool((1, 2), {3: (1.0,)})
    with pytest.raises(ValueError, match="nobody"):
        a_year(Pool(()), np.random.default_rng(1))
    with pytest.raises(ValueError, match="no year"):
        compared([])


@pytest.mark.parametrize(
    "wrong",
    [{"floor": 11}, {"floor": 0}, {"days": 1}, {"days": 22}, {"reserves": -1}, {"dial": 1.2}],
)
def test_terms_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"floor|seats are given|reserves are counted"):
        replace(TODAY, **wrong)


# Levers that are not in the product


def lived(terms: Terms, neighbour: Neighbour | None = None) -> Diary:
    world = a_year(POOL, np.random.default_rng(3))
    return Chapter(world, planner(terms, Model()), terms, neighbour).run()


def test_a_wave_leaves_a_week_earlier_before_a_holiday() -> None:
    assert lived(replace(TODAY, earlier=True)).counts["invitations_ahead"] > 0
    assert lived(TODAY).counts["invitations_ahead"] == 0


def test_who_has_no_place_may_take_one_next_week() -> None:
    diary = lived(replace(TODAY, next_week=True, table=6))
    assert diary.counts["moves_offered"] > 0
    assert diary.most_seats <= 6


def test_a_thin_cafe_may_sit_down_with_its_neighbour() -> None:
    weeks = a_year(POOL, np.random.default_rng(3)).weeks
    diary = lived(TODAY, Neighbour([forecast(6).chances] * weeks, [4] * weeks))
    assert diary.counts["merged"] == diary.counted.count(None) > 0
    assert all(n >= 4 for n, own in zip(diary.heads, diary.counted, strict=True) if own is None)


def test_a_second_table_is_even_too() -> None:
    crowded = replace(POOL, habits=replace(POOL.habits, needs=25.0, walk_ins=3))
    found = played(crowded, TODAY, replace(TODAY, second_table=True), years=3).figures
    assert found["over"].by < 0


def test_reserves_seats_only_and_nobody_is_asked_beyond_them() -> None:
    assert lived(replace(TODAY, reserves=0)).counts["called_up"] == 0
    assert lived(TODAY).counts["called_up"] > 0


# The policy


def first(requests: int, terms: Terms) -> tuple[int, int]:
    now = DaysAhead(0, [], list(range(requests)), list(range(100, 130)), {}, terms.days)
    return planner(terms, Model()).days_ahead(now)


@settings(max_examples=30, deadline=None)
@given(requests=st.integers(0, 25), table=st.integers(5, 10))
def test_with_more_reserves_never_fewer_get_a_place(requests: int, table: int) -> None:
    places = [first(requests, replace(TODAY, table=table, reserves=r))[0] for r in range(8)]
    assert all(fewer <= more for fewer, more in pairwise(places))
    assert places[0] == min(requests, table)


@settings(max_examples=30, deadline=None)
@given(requests=st.integers(0, 14))
def test_who_asks_makes_an_invitation_less_needed(requests: int) -> None:
    assert first(requests, TODAY)[1] >= first(requests + 1, TODAY)[1]


def test_without_a_question_silence_says_nothing() -> None:
    def asked(terms: Terms, answer: Answer) -> int:
        places = [Place(n, 5, 0, answer=answer) for n in range(8)]
        now = DayBefore(0, places, [], [], [], [], [], list(range(50, 70)), {}, 2, 1)
        return planner(terms, Model()).day_before(now)

    silent = replace(TODAY, question=False)
    assert asked(TODAY, Answer.SILENT) > asked(TODAY, Answer.YES)
    assert asked(silent, Answer.SILENT) == asked(silent, Answer.YES)


def test_people_behave_as_the_chapter_has_learned() -> None:
    seen = (*(Seen(5, True, False, Answer.YES),) * 9, Seen(5, False, False, Answer.NO))
    model = learned(Model(), [Evening(seen, walk_ins=2)] * 60)
    habits = habits_of(model, needs=9, agrees=0.5)
    assert habits.show == pytest.approx(0.9, abs=0.05)
    assert habits.walk_ins == pytest.approx(2, abs=0.2)
    assert habits.said(Answer.NO)[1] == pytest.approx(model.answers.said(Answer.NO)[1])
    assert sum(habits.others) == pytest.approx(1)
    assert sum(habits.comers) == pytest.approx(1)
    assert (habits.needs, habits.agrees) == (9, 0.5)


def test_whatever_is_said_adds_up() -> None:
    said = [POOL.habits.said(answer) for answer in Answer]
    assert sum(comes for comes, _ in said) == pytest.approx(1)
    assert sum(stays for _, stays in said) == pytest.approx(1)


def test_reserves_who_stay_away_more_often_do_so_on_the_stage() -> None:
    seen = (*(Seen(5, True),) * 6, *(Seen(5, False, reserve=True),) * 3)
    assert habits_of(learned(Model(), [Evening(seen)] * 20), needs=9, agrees=0).reserves_show < 0.8


# What a chapter's own counts say


def test_counts_that_are_alike_make_even_weeks() -> None:
    weeks = [10, 11, 12, 13] * 5
    mean, spread = demand([7] * 20, weeks)
    assert (mean < 7, spread < 0.5) == (True, True)
    assert demand([2, 12] * 10, weeks)[1] > 3
    assert demand([7], [10])[1] > 1.5
    assert demand([4] * 4, [31, 32, 33, 34])[0] == pytest.approx(4 / 0.6 * 0.9404, rel=0.01)
    with pytest.raises(ValueError, match="no week"):
        demand([], [])


def test_such_weeks_are_played_as_they_were() -> None:
    def scatter(spread: float) -> float:
        pool = replace(POOL, habits=habits_of(Model(), needs=8, agrees=0, spread=spread))
        asks = [
            len(week)
            for seed in range(20)
            for week in a_year(pool, np.random.default_rng(seed)).asks[10:20]
        ]
        return float(np.var(asks) / np.mean(asks))

    assert scatter(0.3) < 0.6 < scatter(1) < 1.6 < scatter(3)


def test_no_more_are_asked_than_may_be() -> None:
    def letters(**rules: float) -> float:
        thin = replace(POOL, habits=replace(POOL.habits, needs=4))
        today = replace(TODAY, **rules)
        figures = played(thin, today, today).figures
        return sum(figures[kind].today for kind in ("invitations", "short_notice", "offers"))

    assert letters(most_asked=0) == 0 == letters(may_ask=0)
    assert 0 < letters(most_asked=4) <= 4 < letters(most_asked=20)
    assert letters(may_ask=0) < letters(may_ask=0.5) < letters() == letters(may_ask=1)


def test_where_nobody_is_called_up_only_who_has_a_seat_comes() -> None:
    """Fewer than there would be; nothing is offered, and walk-ins apart the table is the most."""
    crowd = replace(POOL, habits=replace(POOL.habits, needs=16, walk_ins=0.0))
    today = replace(TODAY, dial=0.2)
    found = played(crowd, today, replace(today, calls_up=False))
    today_mean, mean = (
        sum(heads * share for heads, share in enumerate(shares))
        for shares in (found.today, found.changed)
    )
    assert mean < today_mean
    assert sum(found.changed[today.table + 1 :]) == 0
    assert found.figures["offers"].today > 0 == found.figures["offers"].changed


@pytest.mark.parametrize("wrong", [{"most_asked": -1}, {"may_ask": 1.1}])
def test_who_may_be_asked_is_a_count_and_a_share(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="may be asked"):
        replace(TODAY, **wrong)
