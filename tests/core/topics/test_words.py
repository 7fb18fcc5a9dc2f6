import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.topics.words import is_english, phrase_of, plain, words_of


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("prices", "price"),
        ("companies", "company"),
        ("taxes", "tax"),
        ("business", "business"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("founder's", "founder"),
        ("founder’s", "founder"),
        ("v.a.t.", "vat"),
        ("lens", "len"),
        ("ties", "tie"),
        ("its", "its"),
        ("o'clock", "oclock"),
    ],
)
def test_plain_form(word: str, form: str) -> None:
    assert plain(word) == form


def test_phrases_forgive_case_hyphens_dots_and_plurals() -> None:
    assert phrase_of("  Co-Founders' V.A.T.!") == phrase_of("co founder vat")


def test_programming_languages_are_words() -> None:
    assert [word.form for word in words_of("C# or C++ or Go?")] == ["c#", "or", "c++", "or", "go"]


def test_words_know_where_they_stand() -> None:
    text = "Ⅷ ﬁrst ＶＡＴ Registrations"
    shown = [text[word.start : word.end] for word in words_of(text)]
    assert shown == ["Ⅷ", "ﬁrst", "ＶＡＴ", "Registrations"]
    assert [word.form for word in words_of(text)][2:] == ["vat", "registration"]


def test_garbled_runs_are_left_out() -> None:
    assert words_of("x" * 41) == []
    assert len(words_of("x" * 40)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "How do I register for VAT?",
        "VAT registration",
        "Need help with my résumé",
        "marketing",
    ],
)
def test_english(text: str) -> None:
    assert is_english(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Comment trouver des clients pour mon entreprise ?",
        "Wie finde ich einen Investor für mein Startup?",
        "¿Cómo puedo registrar una empresa?",
        "Hoe vind ik een investeerder voor mijn bedrijf",
        "Jak znaleźć inwestora dla mojej firmy",
        "как найти клиентов",
        "如何找到客户",
        "asdf qwer zxcv uiop hjkl vbnm tyui fghj",
    ],
)
def test_not_english(text: str) -> None:
    assert not is_english(words_of(text))


@given(st.text())
def test_any_text_has_words_within_it(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.form
