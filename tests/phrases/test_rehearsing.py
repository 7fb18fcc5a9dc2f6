"""A rehearsed year in words: luck is not sold as an effect, and what is made up is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowcafe.core.turnout.rehearsal import FIGURES, Difference, Rehearsal, Terms
from knowcafe.phrases import rehearsing as words
from knowcafe.phrases.assuming import Basis, Record, assumed

TODAY = Terms(short_notice=True, weekday=3)
BASIS = Basis(
    people=60, asks=120, held=26, evenings=20, agreed=9, cafes=1, days=frozenset({3}),
    has_counted=True,
)  # fmt: skip


def found(**figures: Difference) -> Rehearsal:
    same = Difference(1, 1, 0, 0)
    return Rehearsal(12, (1.0,), (1.0,), {name: figures.get(name, same) for name in FIGURES})


def test_nothing_changed_is_told_in_one_sentence() -> None:
    told = words.verdict(found(even=Difference(41.2, 41.2, 0, 0)), TODAY, TODAY, BASIS)
    assert told == ["41 of 52 weeks have 5 to 10 people."]


def test_luck_is_not_sold_as_an_effect() -> None:
    changed = replace(TODAY, days=7)
    told = words.verdict(found(even=Difference(41, 43, 2, 1.1)), TODAY, changed, BASIS)
    assert told == ["No difference that can be seen: 41 of 52 weeks are even either way."]
    almost = words.verdict(found(even=Difference(41.1, 41.4, 0.3, 0.01)), TODAY, changed, BASIS)
    assert almost == told


def test_every_difference_that_is_one_has_its_sentence() -> None:
    differ = found(
        even=Difference(41, 46, 5, 1),
        thin=Difference(8, 1, -7, 1),
        over=Difference(3, 5, 2, 0.5),
        came=Difference(400, 380, -20, 3),
        letters=Difference(12, 9.5, -2.5, 0.1),
    )
    assert words.verdict(differ, TODAY, replace(TODAY, days=7), BASIS) == [
        "46 of 52 weeks with 5 to 10 people; today 41.",
        "1 week in which too few come; today 8.",
        "5 weeks in which more come than there are seats; today 3.",
        "In the year 20 fewer people sit down.",
        "It saves 2.5 letters a week of today’s 12.0.",
    ]
    more = found(came=Difference(400, 420, 20, 3), letters=Difference(12, 13, 1, 0.1))
    assert words.verdict(more, TODAY, replace(TODAY, days=7), BASIS)[1:] == [
        "In the year 20 more people sit down.",
        "It costs 1.0 more letters a week, on top of today’s 12.0.",
    ]


def test_another_table_is_another_band() -> None:
    (told,) = words.verdict(
        found(even=Difference(41, 35, -6, 1)), TODAY, replace(TODAY, table=8, floor=4), BASIS
    )
    assert told == "35 of 52 weeks with 4 to 8 people; today 41 with 5 to 10 people."
    (told,) = words.verdict(
        found(even=Difference(41, 20, -21, 1)), TODAY, replace(TODAY, table=2, floor=2), BASIS
    )
    assert told == "20 of 52 weeks with 2 people; today 41 with 5 to 10 people."


def test_figures_side_by_side() -> None:
    told = {
        row.what: (row.today, row.changed, row.difference, row.is_seen)
        for row in words.rows(
            found(
                even=Difference(41, 46, 5, 1),
                heads=Difference(7.1, 7.04, -0.06, 0.01),
                thin=Difference(8, 7, -1, 1),
                over=Difference(1, 2, 1, None),
                offers=Difference(0, 0, 0, 0),
            )
        )
    }
    assert told["Weeks even, of 52"] == ("41.0", "46.0", "+5.0 ± 1.0", True)
    assert told["People a week"] == ("7.1", "7.0", "−0.1 ± 0.01", True)
    assert told["Weeks with too few"] == ("8.0", "7.0", "–", False)
    assert told["Weeks with more than the table"] == ("1.0", "2.0", "–", False)
    assert len(told) == len(FIGURES) - 3
    assert "no more than luck" in words.note()


def test_what_was_changed() -> None:
    changed = Terms(
        table=8, floor=4, days=7, reserves=1, question=False, invitations=False,
        second_table=True, weekday=1,
    )  # fmt: skip
    told = words.changes(TODAY, changed)
    assert told == [
        "a table for 8, not 10",
        "even from 4 people on, not 5",
        "the café on Tuesdays",
        "invitations 7 days ahead, not 5",
        "at most one reserve",
        "nobody asked the day before",
        "no invitations",
        "nobody asked at short notice",
        "a second table three weeks in ten",
    ]
    assert words.changes(changed, TODAY)[4:] == [
        "at most 5 reserves",
        "everybody asked the day before",
        "invitations",
        "asking at short notice",
        "never a second table",
    ]
    assert words.changes(TODAY, replace(TODAY, reserves=0)) == ["no reserves"]
    assert words.changes(TODAY, replace(TODAY, weekday=None)) == []
    assert words.card(told[:1]) == "With a table for 8, not 10"


def test_where_the_figures_come_from() -> None:
    told = assumed(BASIS, TODAY, TODAY)
    assert told[0].startswith("60 members. At your last 26 cafés")
    assert told[1] == "Who comes, answers and accepts is learned from 20 evenings of yours."
    assert len(told) == 3


def test_a_chapter_with_little_data_hears_what_was_assumed() -> None:
    young = replace(BASIS, has_counted=False, evenings=0, agreed=0, cafes=2)
    told = assumed(young, TODAY, TODAY)
    assert "13 in 60" in told[0]
    assert told[1].startswith("You hold 2 cafés a week")
    assert told[2].startswith("You have not noted who came yet, so six in ten")
    seeded = assumed(replace(young, is_seeded=True), TODAY, TODAY)
    assert seeded[2].startswith("Who comes is learned from the lists you brought in")
    assert told[3].startswith("Nobody has agreed to be asked at short notice yet")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weekday": 1}, "Who can come on Tuesdays cannot be told"),
        ({"second_table": True}, "A second facilitator is taken to be free"),
        ({"days": 7}, "Three needs in ten"),
    ],
)
def test_what_cannot_be_known_is_said(change: dict[str, int], said: str) -> None:
    told = assumed(BASIS, TODAY, replace(TODAY, **change))
    assert [line for line in told if line.startswith(said)] != []


def test_a_day_people_were_asked_about_is_theirs() -> None:
    told = assumed(replace(BASIS, days=frozenset({1, 3})), TODAY, replace(TODAY, weekday=1))
    assert "Who can come on Tuesdays is what people ticked for that day." in told


def test_who_is_too_few_and_how_many_years() -> None:
    assert words.too_few(BASIS, TODAY) == ""
    assert words.too_few(replace(BASIS, people=1), TODAY).startswith("One member takes part")
    assert words.too_few(replace(BASIS, people=9), TODAY).startswith("9 members take part")
    assert words.played("London", 20).startswith("London, 20 years played twice")


def test_a_day_nobody_was_asked_about_is_no_finding() -> None:
    monday = replace(TODAY, weekday=0)
    (told,) = words.verdict(found(), TODAY, monday, BASIS)
    assert told.startswith("What Mondays would change cannot be told")
    both = words.verdict(found(), TODAY, replace(monday, table=8), BASIS)
    assert both[:2] == [told, "As if the same people could come:"]
    asked = words.verdict(found(), TODAY, monday, replace(BASIS, days=frozenset({0, 3})))
    assert asked[0].startswith("No difference that can be seen")


def test_what_really_happened_stands_beside_it() -> None:
    played = found(ordinary=Difference(0.9, 0.9, 0, 0))
    assert words.record(played, BASIS) == []
    assert words.record(played, replace(BASIS, record=Record(19, 1, 0))) == [
        "Your last 20 cafés with a count: 19 even and 1 with too few.",
        "Played, outside the quiet weeks of the year: 90 in a hundred even.",
    ]
    rosier = words.record(played, replace(BASIS, record=Record(10, 8, 2)))
    assert rosier[0].endswith("10 even, 8 with too few and 2 with too many.")
    assert rosier[2].startswith("What is played is rosier than that")
    gloomy = found(ordinary=Difference(0.6, 0.6, 0, 0))
    gloomier = words.record(gloomy, replace(BASIS, record=Record(20, 0, 0)))
    assert gloomier[2].startswith("What is played is gloomier than that")


def test_who_may_be_asked_is_said() -> None:
    nobody = replace(TODAY, most_asked=0)
    assert any(line.startswith("Nobody is asked who") for line in assumed(BASIS, nobody, nobody))
    never = replace(TODAY, most_asked=20, may_ask=0.0)
    assert "You have published none of the last, so nobody is asked here." in str(
        assumed(BASIS, never, never)
    )
    seldom = replace(TODAY, most_asked=20, may_ask=0.3)
    assert any("were 30 in a hundred" in line for line in assumed(BASIS, seldom, seldom))
    alone = replace(TODAY, calls_up=False)
    assert words.changes(TODAY, alone) == ["nobody called up"]
    assert words.changes(alone, TODAY) == ["reserves called up"]
    assert words.changes(nobody, seldom)[0] == "at most 20 asked for a café"
    assert words.changes(seldom, nobody)[0] == "nobody to be asked"
