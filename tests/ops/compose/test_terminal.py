"""The week in a terminal: word for word, in 80 columns, without colour."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from knowcafe.ops.compose.terminal import show
from knowcafe.phrases.week.composed import Composed


def shown(week: Composed, width: int = 80) -> list[str]:
    out = io.StringIO()
    show(week, Console(file=out, width=width, no_color=True))
    return out.getvalue().splitlines()


RULE = "─" * 80


def test_the_casts_week_word_for_word(the_cast: Composed) -> None:
    assert shown(the_cast) == [
        "",
        "Knowledge cafés, 9 to 12 March 2027",
        "5 people at one café. 3 of 4 needs met.",
        "Best possible: no plan could meet more needs.",
        "Times are on the clock in London.",
        "",
        RULE,
        "Tuesday 9 March, 18:30–19:30   Library, Brixton",
        "Step-free",
        "https://example.org/b",
        "3 likely, 2–5 · 5 placed · 5 seats free",
        "! Looks thin: fewer than 5 come 8 times in 10",
        "  ◆ Chidi, lawyer",
        "    helps Hugo (contracts & confidentiality)",
        "  ◆ Dana, accountant",
        "    helps Amara (pricing)",
        "  • Amara, candle maker",
        "    sits with Dana: pricing ↔ accountant; waiting 3 weeks; they have not met",
        "  • Grace",
        "    would like company: a whole table of it; waiting one week",
        "  • Hugo, photographer (first time)",
        "    sits with Chidi: contracts & confidentiality ↔ lawyer; urgent, new this",
        "    week; they have not met",
        "",
        RULE,
        "Still on the list",
        "  • Amara: VAT & sales tax (new this week)",
        "    No one has VAT know-how yet. Ask around: “Looking for VAT know-how”.",
        "",
        RULE,
        "What it is about, guessed from people’s own words",
        "  • Amara: VAT & sales tax, from “VAT” and “charge”",
        "  • Amara: Pricing, from “price”",
    ]


def test_an_empty_week(nobody: Composed) -> None:
    assert shown(nobody) == [
        "",
        "Knowledge cafés, 9 to 12 March 2027",
        "No café can be held with these people and slots.",
        "Nobody asked for anything, so there was nothing to miss.",
    ]


def test_somebody_alone(one_person: Composed) -> None:
    assert shown(one_person)[-3:] == [
        "Still on the list",
        "  • Grace: Company (new this week)",
        "    No one else has come forward yet. Add a café, or a slot that suits.",
    ]


def test_nothing_left_is_said(a_hundred: Composed) -> None:
    assert shown(a_hundred)[-2:] == [
        "Still on the list",
        "  Nothing: everybody who asked sits with somebody who can help.",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(
    a_hundred: Composed, width: int
) -> None:
    lines = shown(a_hundred, width)
    assert max(cell_len(line) for line in lines) <= min(width, 100)
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_name_is_never_read_as_markup(the_cast: Composed) -> None:
    the_cast.openings["Brixton"] = type(the_cast.openings["Brixton"])(
        the_cast.openings["Brixton"].starts,
        the_cast.openings["Brixton"].ends,
        place="[red]Library[/red]",
    )
    assert "Tuesday 9 March, 18:30–19:30   [red]Library[/red]" in shown(the_cast)
