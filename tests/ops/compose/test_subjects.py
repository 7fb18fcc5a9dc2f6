import pytest

from knowcafe.core.matching import COMPANY
from knowcafe.core.topics import starting_tree
from knowcafe.ops.compose.subjects import Subjects, wants_company


@pytest.mark.parametrize(
    "text",
    [
        *("company", "I'd like company", "I’d like some company, please.", "Just to have a chat"),
        *("a conversation", "I am looking for a chat", "to be with others", "just a chat"),
        *("I would like to talk to somebody", "to meet people", "Friendly faces!"),
    ],
)
def test_somebody_would_like_company(text):
    assert wants_company(text)


@pytest.mark.parametrize(
    "text", ["", "How do I form a company?", "company law", "a chat about pricing", "chatbots"]
)
def test_that_is_not_all_they_would_like(text):
    assert not wants_company(text)


def test_topics_are_found_by_name_and_suggested_when_close():
    subjects = Subjects(starting_tree())
    assert [subjects.find(said) for said in ("VAT", "company", "penguins")] == [
        "vat",
        COMPANY,
        None,
    ]
    assert subjects.close_to("Princing")[0] == "Pricing"
    assert subjects.close_to("penguins") == []
    assert len(subjects.examples()) == 3
    assert subjects.guess("What VAT do I charge?") == subjects.guess("What VAT do I charge?")
