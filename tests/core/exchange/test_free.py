import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange.free import Window, free

TUE_EVENING = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
THU_LUNCH = dt.datetime(2026, 11, 26, 12, 30, tzinfo=dt.UTC)
FRI_MORNING = dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC)
SAT_AFTERNOON = dt.datetime(2026, 11, 28, 15, 0, tzinfo=dt.UTC)
ALL = [TUE_EVENING, THU_LUNCH, FRI_MORNING, SAT_AFTERNOON]


@pytest.mark.parametrize(
    ("text", "suited"),
    [
        ("any", ALL),
        ("ALWAYS", ALL),
        ("none", []),
        ("-", []),
        ("Tue", [TUE_EVENING]),
        ("Tuesdays", [TUE_EVENING]),
        ("Tue evening; Fri", [TUE_EVENING, FRI_MORNING]),
        ("Tue morning", []),
        ("evenings and lunchtimes", [TUE_EVENING, THU_LUNCH]),
        ("tues/thurs, weekends", [TUE_EVENING, THU_LUNCH, SAT_AFTERNOON]),
        ("weekday mornings", [FRI_MORNING]),
        ("afternoon", [THU_LUNCH, SAT_AFTERNOON]),
        ("2026-11-26 | 28/11/2026", [THU_LUNCH, SAT_AFTERNOON]),
        ("Saturday 28 November 2026", [SAT_AFTERNOON]),
    ],
)
def test_words_suit_the_cafes_they_mean(text, suited):
    windows = free(text)
    assert [at for at in ALL if any(window.suits(at) for window in windows)] == suited


@pytest.mark.parametrize(
    "text", ["tue-eve", "S 4", "not Tuesday", "Tuseday", "morning evening", "Mon 24 November 2026"]
)
def test_what_is_no_time_must_be_the_id_of_a_slot(text):
    assert free(text) == (Window(slot=text),)


@given(st.text(max_size=80))
def test_any_text_is_a_list_of_windows(text):
    for window in free(text):
        assert isinstance(window.suits(TUE_EVENING), bool)


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_any_suits_every_hour_and_some_part_of_the_day_does(at):
    assert free("any")[0].suits(at)
    assert any(w.suits(at) for w in free("mornings, afternoons, evenings"))
