from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.exchange import FaultKind
from knowcafe.core.exchange.values import (
    Wrong,
    email,
    languages,
    link,
    modes,
    name,
    parts,
    weeks,
    whole,
    words,
    yes_or_no,
)


def wrong(read, text):
    with pytest.raises(Wrong) as caught:
        read(text)
    return caught.value.kind, caught.value.expected


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "x", "✓", "ja"])
def test_yes_has_many_spellings(text):
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "-"])
def test_so_has_no(text):
    assert yes_or_no(text) is False


def test_perhaps_is_neither():
    assert wrong(yes_or_no, "perhaps") == (FaultKind.NOT_ONE_OF, ("yes", "no"))


def test_whole_numbers_stay_within_their_limits():
    assert [whole(1, 10)(text) for text in ("1", "10", "3.0")] == [1, 10, 3]
    for text in ("0", "11", "3.5", "-1", "three", "٣", "9" * 5000):
        assert wrong(whole(1, 10), text) == (FaultKind.NOT_A_NUMBER, ("1", "10"))


def test_weeks_may_say_so():
    assert [weeks(t) for t in ("3", "3 weeks", "1 week ago", "12w")] == [3, 3, 1, 12]
    assert wrong(weeks, "weeks") == (FaultKind.NOT_A_NUMBER, ("0", "520"))


def test_a_list_is_cut_at_semicolons_or_else_at_commas():
    assert parts("pricing, value; SEO;") == ("pricing, value", "SEO")
    assert parts("pricing,  SEO ") == ("pricing", "SEO")
    assert parts("pricing\nSEO") == ("pricing", "SEO")


def test_text_has_a_length_and_names_have_one_line():
    assert name("  Amara   Okafor ") == "Amara Okafor"
    assert wrong(name, "x" * 121) == (FaultKind.TOO_LONG, ("120",))
    assert wrong(name, "Amara\nBilal") == (FaultKind.MANY_LINES, ())
    assert words(20, lines=True)("one\ntwo") == "one\ntwo"


def test_addresses_and_links_look_like_it():
    assert email("amara@example.org") == "amara@example.org"
    assert link("https://example.org/a?b") == "https://example.org/a?b"
    for text in ("amara", "a@b", "a@b.", "a b@c.org", "x" * 250 + "@b.org"):
        assert wrong(email, text) == (FaultKind.NOT_AN_EMAIL, ("amara@example.org",))
    for text in ("example.org", "javascript:alert(1)", "https://", "https://a b"):
        assert wrong(link, text) == (FaultKind.NOT_A_LINK, ("https://example.org/cafe",))


def test_languages_become_codes_in_order_of_preference():
    assert languages("English; fr / French, Klingon") == ("en", "fr", "french, klingon")
    assert languages("Urdu, EN") == ("ur", "en")


def test_where_somebody_would_sit():
    assert modes("In person") == {"place"}
    assert modes("ONLINE") == {"online"}
    assert modes("place-or-online") == {"place", "online"}
    assert wrong(modes, "moon") == (FaultKind.NOT_ONE_OF, ("place", "online", "either"))


@pytest.mark.parametrize("read", [yes_or_no, whole(0, 9), weeks, name, email, link, modes])
@given(text=st.text(max_size=60))
def test_any_text_is_a_value_or_wrong(read, text):
    with suppress(Wrong):
        assert read(text) is not None
