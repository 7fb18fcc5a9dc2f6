"""A next step in a sentence, whatever of it was filled in, and in whose words."""

from dataclasses import replace
from datetime import date

import pytest

from knowcafe.phrases import next_steps as words

EMPTY = {"cue": "", "action": "", "obstacle": "", "plan": ""}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, ""),
        ({"obstacle": "it rains"}, ""),
        ({"action": "Ring two suppliers."}, "I will ring two suppliers."),
        ({"cue": "the shop closes"}, "When the shop closes."),
        (
            {"cue": "When the shop closes", "action": "I will ring two"},
            "When the shop closes, I will ring two.",
        ),
        (
            {"cue": "I open", "action": "I’ll ring VAT", "obstacle": "If nobody answers",
             "plan": "I will write."},
            "When I open, I will ring VAT; if nobody answers, then I will write.",
        ),
        ({"obstacle": "it rains", "plan": "Stay"}, "If it rains, then stay."),
    ],
)  # fmt: skip
def test_when_i_will_if_then(given: dict[str, str], sentence: str) -> None:
    assert words.in_full(**(EMPTY | given)) == sentence


ABOUT = words.AboutStep(
    name="Amara",
    chapter="London",
    day="Thursday 25 March",
    words="Ring two",
    more="",
    on=None,
    link="https://example.org/step/1/",
    digits="07",
)


def test_a_long_step_is_cut_in_the_subject_only() -> None:
    letter = words.on_the_day(replace(ABOUT, words="x" * 300))
    assert len(letter.subject) < 80
    assert "x" * 300 in letter.body
    assert "Good luck with it!" in letter.body


def test_what_somebody_typed_is_no_link_of_ours() -> None:
    """In quotation marks a line is text, wherever it would lead."""
    letter = words.after_a_week(
        replace(ABOUT, words="https://evil.example/"), today=date(2027, 4, 1)
    )
    assert "\n“https://evil.example/”\n" in letter.body


def test_each_answer_is_thanked() -> None:
    assert set(words.said()) == {"done", "partly", "dropped", "changed"}
    assert all(words.heard(kind) for kind in words.said())
